import type { ColumnProfile } from './column-profile.ts';
import { headerWords } from './header-words.ts';
import { type ProposedRecord, SKIPPED } from './proposal.ts';
import { timeRule } from './time-rule.ts';

/** Columns that tell a time: an instant alone, or a day and its time of day. */
type Moment = readonly [dayOrInstant: ColumnProfile, time?: ColumnProfile];

/**
 * The records of a table that has times of several scores. A score is of the time that is called after it (`nprs_w2`,
 * `nprs_w2_date`), else of that with its number: `Visit 2 date` and `Visit 2 pain`, or the second of several columns of one name.
 * One whose name tells no such time is never read, since it could be of any of them.
 *
 * @param first the columns that were taken for the time of all of them
 * @returns the same records where there is one time only
 */
export function eachOfItsTime(
  proposed: readonly ProposedRecord[],
  first: readonly string[],
  columns: readonly ColumnProfile[],
): ProposedRecord[] {
  const filled = columns.filter((column) => column.filled > 0);
  const numbered = first.map((name) => alike(name, filled));
  const calledAfter = new Map(
    proposed.flatMap(({ template: { needs } }): [string, Moment][] => {
      const own = needs?.[0] === undefined ? undefined : filled.find(isTimeOf(needs[0]));
      return own ? [[needs![0]!, [own, timeOfDay(own, filled)]]] : [];
    }),
  );
  const isCalled = [...calledAfter.values()].some(([{ name }]) => first.includes(name));
  if (numbered.every(({ size }) => size < 2) && calledAfter.size === 0) return [...proposed];
  return proposed.map((record): ProposedRecord => {
    const score = record.template.needs?.[0];
    if (score === undefined) return record;
    const own = calledAfter.get(score);
    if (own) return ofMoment(record, first, own, `of the time in "${own[0].name}", which is called after it`);
    if (numbered.some(({ size }) => size > 1)) {
      const key = keyOf(numberedAs(score, filled), numbered[0]!);
      const moment = key === undefined ? [] : numbered.flatMap((each) => each.get(key) ?? []);
      if (moment.length === first.length)
        return ofMoment(
          record,
          first,
          moment as unknown as Moment,
          `of the visit whose time is in "${moment[0]!.name}", by its number`,
        );
    } else if (!isCalled) return record;
    const why = `there are times of several visits, such as "${first[0]}", and its name does not say of which it is: never read`;
    return {
      template: SKIPPED,
      decisions: [...record.decisions, { about: score, sure: 'undecided', why }],
    };
  });
}

const NUMBERS = /\d+/g;
const stemOf = (name: string) => name.toLowerCase().replaceAll(NUMBERS, '#');
const numbersIn = (name: string) => [...name.matchAll(NUMBERS)].map(([digits]) => Number(digits));
/** Of several columns of one name the first has no number behind it: then it is number 1. */
const numberedAs = (name: string, among: readonly ColumnProfile[]) =>
  among.some((other) => other.name === `${name} (2)`) ? `${name} (1)` : name;

/** The columns that are called as one is but for their numbers, by those. */
function alike(first: string, columns: readonly ColumnProfile[]): ReadonlyMap<string, ColumnProfile> {
  const stem = stemOf(numberedAs(first, columns));
  return new Map(
    columns.flatMap((column): [string, ColumnProfile][] => {
      const name = numberedAs(column.name, columns);
      const numbers = numbersIn(name);
      return numbers.length > 0 && stemOf(name) === stem ? [[numbers.join('.'), column]] : [];
    }),
  );
}

/** Which numbers of times a name has, one after the other; undefined where none are, or those of several. */
function keyOf(name: string, times: ReadonlyMap<string, ColumnProfile>): string | undefined {
  const said = `.${numbersIn(name).join('.')}.`;
  const found = [...times.keys()].filter((key) => said.includes(`.${key}.`));
  return found.length === 1 ? found[0] : undefined;
}

const WORDS_OF_TIMES: ReadonlySet<string> = new Set(
  'date time day at on of the datetime assessed assessment recorded taken measured start'.split(' '),
);
const WORDS_OF_SCORES: ReadonlySet<string> = new Set('score total level rating value of the 0 10'.split(' '));
const NAMES_OF_SCORES: ReadonlySet<string> = new Set([
  ...WORDS_OF_SCORES,
  ...'pain nprs nrs vas soreness'.split(' '),
]);
const restOf = (name: string, without: ReadonlySet<string>) =>
  headerWords(name)
    .filter((word) => !without.has(word))
    .toSorted()
    .join(' ');

/** Whether a column of times is called after a score, `week2_nprs_date`, or as it is but for what was scored, `week2_date`. */
const isTimeOf =
  (score: string) =>
  (column: ColumnProfile): boolean => {
    if (column.name === score || column.share('instant') + column.share('day') <= 0.6) return false;
    const rest = restOf(column.name, WORDS_OF_TIMES);
    if (rest === restOf(score, WORDS_OF_SCORES)) return true;
    return rest !== '' && rest === restOf(score, NAMES_OF_SCORES);
  };

/** Whether there is a column of times that is called after a score. */
export const hasItsOwnTime = (score: string, columns: readonly ColumnProfile[]) =>
  columns.some(isTimeOf(score));

/** The time of day of a column of days, where it stands in a column that is called as the days are. */
const timeOfDay = (day: ColumnProfile, columns: readonly ColumnProfile[]) =>
  day.share('instant') > day.share('day')
    ? undefined
    : columns.find(
        (column) =>
          column.share('time') + column.share('pointTime') > 0.8 &&
          restOf(column.name, WORDS_OF_TIMES) === restOf(day.name, WORDS_OF_TIMES),
      );

/** A record of another time; an id that is made of the time is made of that. */
function ofMoment(
  { template, decisions }: ProposedRecord,
  first: readonly string[],
  moment: Moment,
  why: string,
): ProposedRecord {
  const fields = Object.fromEntries(
    Object.entries(template.fields).map(([field, rule]) => [field, idOfTime(rule, first, moment)]),
  );
  return {
    template: { ...template, fields: { ...fields, at: timeRule(...moment) } },
    decisions: [...decisions, { about: template.needs![0]!, sure: 'likely', why }],
  };
}

function idOfTime(rule: unknown, first: readonly string[], moment: Moment): unknown {
  const isDerived = typeof rule === 'object' && rule !== null && 'derived' in rule;
  if (!isDerived || !(rule.derived as string[]).some((name) => first.includes(name))) return rule;
  const others = (rule.derived as string[]).filter((name) => !first.includes(name));
  return { ...rule, derived: [...others, ...moment.flatMap((column) => column?.name ?? [])] };
}
