import { parseInstant } from '../records/time/instant.ts';
import { isClockName } from './clock-names.ts';
import { instantOfLocal } from './local-time.ts';
import { LONGEST_PHRASE } from './longest-phrase.ts';
import { problem, type Read } from './read-value.ts';
import { type DateReading, readDay, readTimeOfDay } from './written-time.ts';

export type InstantReading = DateReading & {
  timeZone?: string | undefined;
  /** In place of a zone, how far the clocks are ahead of UTC: `-05:00`. */
  offset?: string | undefined;
};

/** What stands between a day and a time: a blank, a comma, `T`, a word such as `at` and `um`. */
const BETWEEN = /^(?:[\s,]+(?:(?:at|um|à|às|a las|alle|ore|om)\s+)?|T|\s*@\s*|:(?=\d{2}:))/iu;

/** The day that spreadsheets and databases write before a time that is of no day, in whichever order. */
export const DAY_ZERO =
  /^(?:1899-12-3[01]|1900-01-0[01]|3[01][-/.]12[-/.]1899|12[-/.]3[01][-/.]1899|0?[01][-/.]0?1[-/.]1900)[T ]\s*/;

/** What a browser calls the zone behind its offset: `GMT-0500 (Central Daylight Time)`. */
const NAMED_OFFSET = /((?:GMT|UTC)[+-]\d{4})\s*\(\p{L}[^()]*\)$/u;

/** What a database or a spreadsheet writes behind a day that has no time. With an offset it is a time. */
const MIDNIGHT = /^(?:T|\s)\s*(?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)?\s?a\.?m\.?)$/i;
const AT_MIDNIGHT =
  'expected a time of day; midnight is written where a day has none: add the time if it is known, or an offset where midnight is meant';

/** A time with the name of the clocks that showed it: `2:30 PM CDT`. */
const NAMED_CLOCK = /^(.*\d(?:\s?[AP]M)?)\s?\b((?!AM$|PM$|UTC$|GMT$)[A-Z]{2,5})$/;
const notCalled = (says: string, timeZone: string) =>
  `expected an offset such as -05:00; an abbreviation of a zone is not one, and clocks of ${timeZone} were not called ${says} then`;

const NO_TIME_OF_DAY =
  'expected a time of day; a day alone does not tell what came before a visit and what after it, so nothing of a day is kept: add the time if it is known';

/**
 * An instant from the text of one cell, or of two, in any of the usual spellings. A time without an offset is one of the
 * clinic's clocks. A day alone is no instant: midnight is never made of it, nor is one that was.
 *
 * @param time the text of the cell that holds the time of day, where there are two
 */
export function readInstant(text: string, time: string | undefined, reading: InstantReading): Read<string> {
  if (text.length > LONGEST_PHRASE || (time ?? '').length > LONGEST_PHRASE)
    return problem('invalid-instant', 'expected a day and a time; this is a long text');
  const day = readDay(text, reading);
  if ('problem' in day) return day;
  if (time === undefined && MIDNIGHT.test(day.value.rest))
    return problem('instant-without-time', AT_MIDNIGHT);
  const rest = day.value.rest.replace(BETWEEN, '').trim();
  // A spreadsheet writes the day of a cell of days with midnight, and the time of a cell of times with a day.
  const clock = (time === undefined ? rest : time.replace(DAY_ZERO, '')).replace(NAMED_OFFSET, '$1');
  if (clock === '') return problem('instant-without-time', NO_TIME_OF_DAY);
  const named = reading.timeZone === undefined ? null : NAMED_CLOCK.exec(clock);
  const bare = named ? readTimeOfDay(named[1]!) : undefined;
  const read = bare && 'value' in bare && bare.value.offset === undefined ? bare : readTimeOfDay(clock);
  if ('problem' in read) return read;
  const local = `${day.value.day}T${read.value.time}`;
  const { offset = reading.offset } = read.value;
  if (offset === undefined && reading.timeZone === undefined)
    return problem(
      'instant-without-offset',
      'expected an offset, or "timeZone" in the mapping: the clinic\'s',
    );
  const instant =
    offset === undefined ? instantOfLocal(local, reading.timeZone!) : { value: `${local}${offset}` };
  if ('problem' in instant) return instant;
  if (read === bare && !isClockName(named![2]!, reading.timeZone!, Date.parse(instant.value)))
    return problem('invalid-instant', notCalled(named![2]!, reading.timeZone!));
  const parsed = parseInstant(instant.value);
  return 'instant' in parsed
    ? { value: parsed.instant }
    : problem('invalid-instant', 'expected a time that can be');
}
