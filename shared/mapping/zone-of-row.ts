import { isTimeZone } from '../records/time/time-zone.ts';
import type { InstantReading } from './written-instant.ts';

/** `-05:00`, `+0530`, `UTC+1`, `GMT-05:00`. */
const OFFSET = /^(?:UTC|GMT)?\s?([+\-−])(\d{1,2})(?::?(\d{2}))?$/i;
const UTC = /^(?:Z|UTC|GMT)$/i;
const MOST_HOURS = 14;

/**
 * Of which zone a row's clocks are, as a cell names it: a place of the IANA database, or an offset from UTC. An abbreviation such as
 * `EST` may mean several zones, and is none.
 */
export function zoneOfRow(text: string): Pick<InstantReading, 'timeZone' | 'offset'> | undefined {
  if (UTC.test(text)) return { offset: '+00:00' };
  if (isTimeZone(text)) return { timeZone: text };
  const [, sign, hours, minutes = '00'] = OFFSET.exec(text) ?? [];
  if (sign === undefined || Number(hours) > MOST_HOURS || Number(minutes) > 59) return undefined;
  return { offset: `${sign === '+' ? '+' : '-'}${hours!.padStart(2, '0')}:${minutes}` };
}
