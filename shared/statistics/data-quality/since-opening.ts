import type { MonthRange } from '../../outcomes/month-window.ts';
import { dateAsWritten } from '../../records/time/instant.ts';
import type { DataQuality } from '../contract.ts';
import type { ClientSessions } from '../table/outcome-table.ts';

/** The path of the note, like those of the other notes. */
const OPENING = 'opening: ';

/**
 * Whether the clinic opened within a range of months, so that some of them can be dated before. Months that all lie
 * before the opening are shown to whoever asks for them by name.
 */
export function opensIn({ from, to }: MonthRange, openedOn: string | undefined): boolean {
  if (openedOn === undefined) return false;
  const month = openedOn.slice(0, 7);
  return to >= month && (from < month || (from === month && !openedOn.endsWith('-01')));
}

/**
 * The outcomes without the sessions that are dated before the clinic's first day, and without the courses of care that
 * began then.
 *
 * @param openedOn `YYYY-MM-DD`
 * @returns how many sessions were left out, too
 */
export function sinceOpening<Client extends ClientSessions>(
  clients: readonly Client[],
  openedOn: string,
): { clients: Client[]; leftOut: number } {
  const isSince = ({ startedAt }: { startedAt: string }) => dateAsWritten(startedAt) >= openedOn;
  let leftOut = 0;
  const since = clients.map((client) => {
    const sessions = client.sessions.filter(isSince);
    leftOut += client.sessions.length - sessions.length;
    return { ...client, sessions, courses: client.courses.filter(isSince) };
  });
  return { clients: since, leftOut };
}

/** The statistics with a note of the sessions that were left out. */
export function withOpeningNote<Statistics extends { dataQuality: DataQuality }>(
  statistics: Statistics,
  leftOut: number,
  openedOn: string | undefined,
): Statistics {
  if (leftOut === 0 || openedOn === undefined) return statistics;
  const { dataQuality } = statistics;
  const are = leftOut === 1 ? 'session is' : 'sessions are';
  const note = `${OPENING}${leftOut} ${are} dated before the clinic opened, ${openedOn}, and left out`;
  return { ...statistics, dataQuality: { ...dataQuality, notes: [...dataQuality.notes, note] } };
}

/** What the notes on data say of it, as sentences. */
export function openingSentences({ notes }: Pick<DataQuality, 'notes'>): string[] {
  return notes.filter((note) => note.startsWith(OPENING)).map((note) => `${note.slice(OPENING.length)}.`);
}
