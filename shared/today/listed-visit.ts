import { id } from '../records/fields.ts';
import { visitTime } from './visit-time.ts';

/** A visit as the practice system lists it. */
export type ListedVisit = {
  /** `09:00`, by the clinic's clocks. */
  time: string;
  /** The practice's own id of the client: never kept. */
  clientId: string;
};

const BETWEEN_WORDS = /[\s,;|]+/;
const AROUND_A_WORD = /^["'([]+|["')\]]+$/g;
const DATE = /^(\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})$/;
const MINUTES = /^\d{1,3}(min|mins|minutes|')$/i;

/**
 * The visit that a line of a list tells, in whatever order and with whatever stands beside it: a time (of a span its
 * beginning) and one id of a client. A word with a digit in it is an id, and a word without only where nothing else is
 * left, so that no name is taken for one. Dates and lengths are left aside.
 *
 * @example listedVisit('c-017\tMaria Silva\t9:00') // { visit: { time: '09:00', clientId: 'c-017' } }
 * @returns what was expected of a line that cannot be read, in place of a guess
 */
export function listedVisit(line: string): { visit: ListedVisit } | { expected: string } {
  const words = line
    .split(BETWEEN_WORDS)
    .map((word) => word.replace(AROUND_A_WORD, ''))
    .filter((word) => word !== '');
  const told = visitTime(words);
  if ('expected' in told) return told;
  const others = withoutMinutes(told.others).filter((word) => !DATE.test(word));
  const ids = others.filter((word) => id.safeParse(word).success);
  const digits = new Set(ids.filter((word) => /\d/.test(word)));
  const [clientId, ...more] = digits.size > 0 ? digits : others.length === 1 ? ids : [];
  if (clientId === undefined) return { expected: 'expected a client id beside the time, such as c-017' };
  if (more.length > 0) {
    return { expected: `expected one client id; it could be ${[clientId, ...more].join(' or ')}` };
  }
  return { visit: { time: told.time, clientId } };
}

/** Without lengths: `60min`, or `60 min`. */
function withoutMinutes(words: readonly string[]): string[] {
  return words.filter((word, index) => {
    const isUnit = (at: number) => /^(min|mins|minutes)\.?$/i.test(words[at] ?? '');
    const isNumber = (at: number) => /^\d{1,3}$/.test(words[at] ?? '');
    return !(
      MINUTES.test(word) ||
      (isNumber(index) && isUnit(index + 1)) ||
      (isUnit(index) && isNumber(index - 1))
    );
  });
}
