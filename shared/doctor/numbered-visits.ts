import type { ColumnProfile } from './column-profile.ts';
import { type ProposedRecord, SKIPPED } from './proposal.ts';
import { timeRule } from './time-rule.ts';

const NUMBERS = /\d+/g;
const stemOf = (name: string) => name.toLowerCase().replaceAll(NUMBERS, '#');
const numbersIn = (name: string) => [...name.matchAll(NUMBERS)].map(([digits]) => Number(digits));

/**
 * The records of a table that has columns for each visit, `Visit 1 date`, `Visit 1 pain`, `Visit 2 date`: a score is of the time
 * with its number. One that says no such number is never read, since it could be of any of them.
 *
 * @param first the column that was taken for the time of all of them
 * @returns the same records where no other time is called as the first
 */
export function eachOfItsVisit(
  proposed: readonly ProposedRecord[],
  first: string,
  columns: readonly ColumnProfile[],
): ProposedRecord[] {
  const alike = columns.filter(
    ({ name, filled }) => filled > 0 && numbersIn(name).length === 1 && stemOf(name) === stemOf(first),
  );
  if (alike.length < 2) return [...proposed];
  const times = new Map(alike.map((column) => [numbersIn(column.name)[0]!, column]));
  return proposed.map(({ template, decisions }): ProposedRecord => {
    const score = template.needs?.[0];
    if (score === undefined) return { template, decisions };
    const said = [...new Set(numbersIn(score))].filter((number) => times.has(number));
    const time = said.length === 1 ? times.get(said[0]!)! : undefined;
    if (!time) {
      const why = `there are times of several visits, such as "${first}", and its name does not say of which it is: never read`;
      return { template: SKIPPED, decisions: [...decisions, { about: score, sure: 'undecided', why }] };
    }
    const fields = Object.fromEntries(
      Object.entries(template.fields).map(([field, rule]) => [field, ofTime(rule, first, time.name)]),
    );
    const why = `of the visit whose time is in "${time.name}", by its number`;
    return {
      template: { ...template, fields: { ...fields, at: timeRule(time) } },
      decisions: [...decisions, { about: score, sure: 'likely', why }],
    };
  });
}

/** An id that is made of the time is made of that of its visit. */
function ofTime(rule: unknown, first: string, time: string): unknown {
  const isDerived = typeof rule === 'object' && rule !== null && 'derived' in rule;
  if (!isDerived) return rule;
  return { ...rule, derived: (rule.derived as string[]).map((name) => (name === first ? time : name)) };
}
