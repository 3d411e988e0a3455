import { isDay } from '../records/time/civil-days.ts';
import { monthOf, withoutWeekday } from './calendar-words.ts';
import { problem, type Read } from './read-value.ts';

/** How the days of a source are written; see mapping.ts. */
export type DateReading = {
  dateOrder?: 'day-first' | 'month-first' | undefined;
  shortYears?: 1900 | 2000 | undefined;
};

/** A day, and what stands after it. */
type DayAndRest = { day: string; rest: string };

const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/;
/** `2026年8月3日（月）`. */
const EASTERN = /^(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日(?:\s?[(（].[)）])?/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?!\d)/;
/** Central Europe writes `3. 8. 2026`, and in places a point after the year. */
const NUMBERS = /^(\d{1,2})(-|\/|\. ?)(\d{1,2})\2(\d{4}|\d{2})(?!\d)\.?/;
const DAY_MONTH =
  /^(\d{1,2})(?:st|nd|rd|th|er|º|°)?[\s.-]+(?:de )?(\p{L}{3,10})\.?,?[\s-]+(?:de )?(\d{4}|\d{2})(?!\d)/iu;
/** Statistics programs: `03aug2026`. */
const JOINED = /^(\d{1,2})(\p{L}{3})(\d{4})(?!\d)/u;
const MONTH_DAY = /^(\p{L}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/iu;

const NO_DATE = problem('invalid-date', 'expected a day that exists, such as 2026-08-03');
const AMBIGUOUS = problem(
  'ambiguous-date',
  'expected to be told whether the day or the month comes first: say "dateOrder": "day-first" or "month-first"',
);
const SHORT_YEAR = problem(
  'invalid-date',
  'expected a year of four digits; for others say "shortYears": 2000',
);

/** The day at the beginning of a text, `YYYY-MM-DD`, and the rest of the text. */
export function readDay(text: string, reading: DateReading): Read<DayAndRest> {
  const east = EASTERN.exec(text);
  if (east) return day(east[1]!, east[2]!, east[3]!, text.slice(east[0].length), reading);
  const yearFirst = YEAR_FIRST.exec(text) ?? COMPACT.exec(text);
  if (yearFirst) {
    const parts = yearFirst.slice(1).filter((part) => /^\d/.test(part));
    return day(parts[0]!, parts[1]!, parts[2]!, text.slice(yearFirst[0].length), reading);
  }
  const named = withoutWeekday(text);
  const numbers = NUMBERS.exec(named);
  if (numbers) return readNumbers(numbers, named, reading);
  const dayMonth = DAY_MONTH.exec(named) ?? JOINED.exec(named);
  const monthDay = dayMonth ? null : MONTH_DAY.exec(named);
  const match = dayMonth ?? monthDay;
  if (!match) return NO_DATE;
  const [dayText, monthText] = dayMonth ? [match[1]!, match[2]!] : [match[2]!, match[1]!];
  const month = monthOf(monthText);
  if (month === undefined) return NO_DATE;
  return day(match[3]!, String(month), dayText, named.slice(match[0].length), reading);
}

function readNumbers(match: RegExpExecArray, text: string, reading: DateReading): Read<DayAndRest> {
  const [whole, first, , second, year] = match as unknown as [string, string, string, string, string];
  const rest = text.slice(whole.length);
  const dayFirst = () => day(year, second, first, rest, reading);
  const monthFirst = () => day(year, first, second, rest, reading);
  if (reading.dateOrder === 'day-first') return dayFirst();
  if (reading.dateOrder === 'month-first') return monthFirst();
  if (Number(first) === Number(second) || Number(second) > 12) return monthFirst();
  return Number(first) > 12 ? dayFirst() : AMBIGUOUS;
}

function day(
  year: string,
  month: string,
  dayText: string,
  rest: string,
  reading: DateReading,
): Read<DayAndRest> {
  if (year.length === 2 && reading.shortYears === undefined) return SHORT_YEAR;
  const full = year.length === 2 ? reading.shortYears! + Number(year) : Number(year);
  if (!isDay(full, Number(month), Number(dayText))) return NO_DATE;
  const two = (part: string) => part.padStart(2, '0');
  return { value: { day: `${String(full).padStart(4, '0')}-${two(month)}-${two(dayText)}`, rest } };
}

/** A time of day with its fraction, and its offset where it has one. */
export type TimeOfDay = { time: string; offset?: string };

const TIME =
  /^(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap])?\.?(?:m\.?)?\s*(?:(Z)|(?:UTC|GMT)?([+-]\d{1,2})(?::?(\d{2}))?|(UTC|GMT))?$/i;
const HOUR = /^(\d{1,2})\s*([ap])\.?m\.?$/i;
/** `10.30`, `10h30`, `10 h`, `10.30 Uhr`, `10.30.00`, `10.30am`. */
const POINT_OR_H = /^(\d{1,2})(?:\.(\d{2}(?:\.\d{2})?)|\s?h\s?(\d{2})?)(?:\s?h|(\s?[ap]\.?m\.?))?$/i;
const NO_TIME = problem('invalid-instant', 'expected a time of day, such as 10:00, 10:00:00 or 10:00 AM');

/** A time of day: on clocks of 24 or 12 hours, with an offset or without. */
export function readTimeOfDay(written: string): Read<TimeOfDay> {
  const text = written
    .replace(/\s*uhr$/i, '')
    .replace(
      /^(\d{1,2})\s?時(?:\s?(\d{1,2})\s?分)?$/,
      (_, hour: string, minute = '00') => `${hour}:${minute.padStart(2, '0')}`,
    )
    .replace(
      POINT_OR_H,
      (_, hour: string, point?: string, h?: string, half = '') =>
        `${hour}:${point?.replace('.', ':') ?? h ?? '00'}${half}`,
    );
  const hourOnly = HOUR.exec(text);
  const match = hourOnly ? [text, hourOnly[1], '00', undefined, undefined, hourOnly[2]] : TIME.exec(text);
  if (!match) {
    if (/\d\s*(?:[AP]M\s*)?[A-Z]{2,5}$/.test(text) && !/[ap]m$/i.test(text))
      return problem(
        'invalid-instant',
        'expected an offset such as -05:00; an abbreviation of a zone is not one',
      );
    return NO_TIME;
  }
  const [, hours, minutes, seconds = '00', fraction, half, zulu, ahead, aheadMinutes = '00', utc] = match;
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return NO_TIME;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return NO_TIME;
  const time = `${String(hour).padStart(2, '0')}:${minutes}:${seconds}${fraction === undefined ? '' : `.${fraction}`}`;
  if (zulu !== undefined || utc !== undefined) return { value: { time, offset: '+00:00' } };
  if (ahead === undefined) return { value: { time } };
  return { value: { time, offset: `${ahead[0]}${ahead.slice(1).padStart(2, '0')}:${aheadMinutes}` } };
}
