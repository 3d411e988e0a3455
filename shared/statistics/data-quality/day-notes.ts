import { offsetsDoubt, type WrittenOffsets } from '../../records/time/written-offsets.ts';
import type { DataQuality } from '../contract.ts';

/** The path of the note, like those of the other notes. */
const DAYS = 'days: ';

/**
 * The statistics with a note on their data where days and months as written may not be the clinic's.
 *
 * @param offsets of the instants that days and months were told from, of a clinic without a time zone
 */
export function withDayNote<Statistics extends { dataQuality: DataQuality }>(
  statistics: Statistics,
  offsets: WrittenOffsets,
): Statistics {
  const doubt = offsetsDoubt(offsets);
  if (doubt === undefined) return statistics;
  const { dataQuality } = statistics;
  return { ...statistics, dataQuality: { ...dataQuality, notes: [...dataQuality.notes, `${DAYS}${doubt}`] } };
}

/** The statistics of a clinic that has a time zone need no such note: its clocks say which day it is. */
export function withoutDayNote<Statistics extends { dataQuality: DataQuality }>(
  statistics: Statistics,
  timeZone: string | undefined,
): Statistics {
  if (timeZone === undefined) return statistics;
  const { dataQuality } = statistics;
  const notes = dataQuality.notes.filter((note) => !note.startsWith(DAYS));
  return { ...statistics, dataQuality: { ...dataQuality, notes } };
}

/** What the notes on data say of days and months, as sentences. */
export function daySentences({ notes }: Pick<DataQuality, 'notes'>): string[] {
  return notes
    .filter((note) => note.startsWith(DAYS))
    .map((note) => `Days and months are as each record was written: ${note.slice(DAYS.length)}.`);
}
