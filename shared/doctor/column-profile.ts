import { withoutWeekday } from '../mapping/calendar-words.ts';
import { LONGEST_PHRASE } from '../mapping/longest-phrase.ts';
import { looksLikePair } from '../mapping/paired-scores.ts';
import { BETWEEN_DEGREES } from '../mapping/read-movements.ts';
import { DAY_ZERO } from '../mapping/written-instant.ts';
import { readYesNo } from '../mapping/written-number.ts';
import { ON_LINE } from '../mapping/written-score.ts';
import { readTimeOfDay } from '../mapping/written-time.ts';
import { isNoAnswer } from '../records/values/no-answer.ts';

const MOST_VALUES = 300;
const LONGEST_VALUE = 200;

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const LINK = /^https?:\/\/\S+$/;
const ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;
const NUMBER = /^[+-]?\d+(\.\d+)?$/;
const COMMA_NUMBER = /^[+-]?\d+,\d+$/;
const OF_TEN = /^\d+(\.0+)?\s*(\/|of|out of)\s*10$/i;
const MIDNIGHT = /^(?:T|\s)\s*(?:0?0:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)?|12:00(?::00)?\s?a\.?m\.?)$/i;
const PERCENT = /^\d{1,3}(?:[.,]\d+)?\s*%$/;
/** LimeSurvey dates every response of a survey so whose answers are not dated. */
const PLACEHOLDER = /^(1980-01-01|0?1[./]0?1[./]1980)([ T]00:00(:00)?)?$/;
const EASTERN_DAY = /^\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日/;
const DAY =
  /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{8}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\.?|\d{1,2}\. \d{1,2}\. \d{2,4}\.?|\d{1,2}\p{L}{3}\d{4}|(\d{1,2}(st|nd|rd|th|er)?[\s.-]+(de )?\p{L}{3,10}|\p{L}{3,10}\.?\s+\d{1,2}(st|nd|rd|th)?)[.,]?[\s.-]+(de )?\d{4})(?!\d)/u;
const NUMERIC_DAY = /^(\d{1,2})[-/.] ?(\d{1,2})[-/.] ?(\d{2,4})(?!\d)/;
const MINUTES = /^\d+(\.\d+)?\s*(m|min|mins|minutes?|h|hr|hrs|hours?)\b/i;
const MINUTES_WITHIN = /\d+\s*-?\s*(min|mins|minutes?|hr|hrs|hours?)\b/i;

/** A score among other signs: "7-8", "about 5", "7 😣". */
const HAS_SCORE = /^[^\d]{0,12}(10|\d)(?![\d:])[^\d]{0,12}(\d{1,2})?[^\d]{0,4}$/u;
/** Degrees of a movement, and two of them in one cell. */
const DEGREES = /^-?\d{1,3}([.,]\d+)?\s*(°|º|deg(rees?)?\.?|grad(os?|i)?)?$/i;
/** Longer texts are no two scores. */
const LONGEST_PAIR = 40;
/** Days as spreadsheets count them, from 1982 to 2064; seconds since 1970, from 1990 to 2100. */
const SERIAL_DAYS = { from: 30_000, until: 60_000 };
const UNIX_SECONDS = { from: 631_152_000, until: 4_102_444_800 };

/** How forms let people say how bad it is. */
const SEVERITY =
  /^(no pain|none|no|slight|mild|little|some|moderate|medium|strong|severe|very (mild|severe|strong)|worst|extreme|unbearable)( pain)?$/i;
/** Whether a text may say that there is no pain, which is a score, and no answer that is missing. */
export const saysNoPain = (text: string) => /^(none|no|nil|no pain)$/i.test(text);

/** The share of a column's cells that is taken for what nearly all of them are. */
export const MOSTLY = 0.8;

/** What can be counted of the texts of a column. */
const SHAPES = [
  ...['email', 'link', 'id', 'number', 'commaNumber', 'zeroToTen', 'zeroToHundred', 'ofTen', 'yesNo'],
  ...[
    'day',
    'instant',
    'offset',
    'time',
    'pointTime',
    'dayFirst',
    'monthFirst',
    'eitherFirst',
    'shortYear',
    'dotted',
  ],
  ...['minutes', 'minutesWithin', 'long', 'scientific', 'utcOffset', 'severity', 'noAnswer'],
  ...[
    'degrees',
    'degreesPair',
    'percent',
    'hasScore',
    'pair',
    'saidPair',
    'serialDay',
    'serialInstant',
    'unixSeconds',
    'unixMilliseconds',
    'onLine',
  ],
] as const;
export type ColumnShape = (typeof SHAPES)[number];

/** A column of a file: how its texts look, and those that differ, with how often they come. */
export class ColumnProfile {
  readonly name: string;
  /** The zone of its times, where the file states one beside its name. */
  readonly zone: string | undefined;
  filled = 0;
  /** The different texts, as many as are kept. */
  readonly values = new Map<string, number>();
  isAllDistinct = true;
  /** Texts that stand in place of a time where there is none. */
  readonly placeholders = new Set<string>();
  readonly #shapes = new Map<string, number>();

  constructor(name: string, zone?: string) {
    this.name = name;
    this.zone = zone;
  }

  add(text: string): void {
    if (PLACEHOLDER.test(text)) {
      this.placeholders.add(text);
      return;
    }
    this.filled += 1;
    const kept = text.slice(0, LONGEST_VALUE);
    const times = this.values.get(kept);
    if (times !== undefined) this.isAllDistinct = false;
    if (times !== undefined || this.values.size < MOST_VALUES) this.values.set(kept, (times ?? 0) + 1);
    for (const shape of shapesOf(text)) this.#shapes.set(shape, (this.#shapes.get(shape) ?? 0) + 1);
  }

  count(shape: ColumnShape): number {
    return this.#shapes.get(shape) ?? 0;
  }

  /** Of the filled cells the share that look so; 0 of an empty column. */
  share(shape: ColumnShape): number {
    return this.filled === 0 ? 0 : this.count(shape) / this.filled;
  }
}

function* shapesOf(text: string): Generator<ColumnShape> {
  if (text.length > LONGEST_PHRASE) {
    yield 'long';
    return;
  }
  if (EMAIL.test(text)) yield 'email';
  if (LINK.test(text)) yield 'link';
  if (ID.test(text)) yield 'id';
  if (/^\d+(\.\d+)?E[+-]?\d+$/i.test(text)) yield 'scientific';
  if (OF_TEN.test(text)) yield 'ofTen';
  if (HAS_SCORE.test(text)) yield 'hasScore';
  if (ON_LINE.test(text)) yield 'onLine';
  if (PERCENT.test(text)) yield 'percent';
  if (DEGREES.test(text)) yield 'degrees';
  const two = text.length <= LONGEST_PAIR ? text.split(BETWEEN_DEGREES) : [];
  if (two.length === 2 && two.every((part) => DEGREES.test(part))) yield 'degreesPair';
  const pair = text.length <= LONGEST_PAIR ? looksLikePair(text) : undefined;
  if (pair) yield 'pair';
  if (pair === 'said') yield 'saidPair';
  if (COMMA_NUMBER.test(text)) yield 'commaNumber';
  if ('value' in readYesNo(text)) yield 'yesNo';
  if (NUMBER.test(text)) {
    yield 'number';
    const value = Number(text);
    yield* countedShapes(value);
    if (value >= 0 && value <= 10) yield 'zeroToTen';
    if (value >= 0 && value <= 100) yield 'zeroToHundred';
  }
  if (SEVERITY.test(text)) yield 'severity';
  if (isNoAnswer(text)) yield 'noAnswer';
  if (MINUTES.test(text)) yield 'minutes';
  if (MINUTES_WITHIN.test(text)) yield 'minutesWithin';
  if (text.length > 60 || text.split(' ').length > 9) yield 'long';
  yield* timeShapes(text);
}

function* countedShapes(value: number): Generator<ColumnShape> {
  const isIn = ({ from, until }: typeof SERIAL_DAYS, number: number) => number >= from && number < until;
  if (isIn(SERIAL_DAYS, value)) yield Number.isInteger(value) ? 'serialDay' : 'serialInstant';
  if (isIn(UNIX_SECONDS, value)) yield 'unixSeconds';
  if (isIn(UNIX_SECONDS, value / 1000)) yield 'unixMilliseconds';
}

function* timeShapes(written: string): Generator<ColumnShape> {
  const text = withoutWeekday(written.replace(DAY_ZERO, ''));
  const day = (DAY.exec(text) ?? EASTERN_DAY.exec(text))?.[0];
  if (day === undefined) {
    if (!/[:ap.h時]/i.test(text) || 'problem' in readTimeOfDay(text)) return;
    // A price is written so too: only a name tells the two apart.
    yield /^\d{1,2}\.\d{2}$/.test(text) ? 'pointTime' : 'time';
    return;
  }
  const rest = text.slice(day.length);
  // A day that a database has written with midnight says nothing of a time.
  yield /\d/.test(rest) && !MIDNIGHT.test(rest) ? 'instant' : 'day';
  if (/(Z|[+-]\d{2}(:?\d{2})?|GMT|UTC)$/i.test(rest)) yield 'offset';
  if (/(Z|[+-]00:?00|GMT|UTC)$/i.test(rest)) yield 'utcOffset';
  const numeric = NUMERIC_DAY.exec(day);
  if (!numeric) return;
  const [first, second] = [Number(numeric[1]), Number(numeric[2])];
  if (numeric[3]!.length === 2) yield 'shortYear';
  if (day.includes('.')) yield 'dotted';
  if (first > 12 && second <= 12) yield 'dayFirst';
  else if (second > 12 && first <= 12) yield 'monthFirst';
  else if (first <= 12 && first !== second) yield 'eitherFirst';
}
