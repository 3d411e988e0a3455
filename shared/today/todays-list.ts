import { type ListedVisit, listedVisit } from './listed-visit.ts';

/** A line that cannot be read: which, counted from 1, its beginning, and what was expected. */
export type UnreadLine = { line: number; text: string; expected: string };
export type TodaysList = { visits: readonly ListedVisit[]; unread: readonly UnreadLine[] };

/** A day of one therapist; a list of a whole clinic is another thing. */
export const MOST_VISITS = 40;
export const MOST_CHARACTERS = 4000;
const SHOWN_CHARACTERS = 80;

/**
 * Today's list as it was pasted: its visits in their order, the same twice once, and the lines that cannot be read.
 * Empty lines are none.
 *
 * @returns what was expected of a text that is no list
 */
export function todaysList(text: string): TodaysList | { problem: string } {
  if (text.length > MOST_CHARACTERS) {
    return { problem: `expected at most ${MOST_CHARACTERS} characters; these are ${text.length}` };
  }
  const lines = text.split(/\r\n?|\n/).map((each, index) => ({ line: index + 1, text: each.trim() }));
  const told = lines
    .filter((each) => each.text !== '')
    .map((each) => ({ ...each, ...listedVisit(each.text) }));
  if (told.length === 0) return { problem: 'expected a line for each visit, such as 09:00 c-017' };
  if (told.length > MOST_VISITS) {
    return { problem: `expected at most ${MOST_VISITS} lines; these are ${told.length}` };
  }
  const visits = told.flatMap((each) => ('visit' in each ? [each.visit] : []));
  const unread = told.flatMap((each) =>
    'expected' in each ? [{ line: each.line, text: shortened(each.text), expected: each.expected }] : [],
  );
  return { visits: [...new Map(visits.map((one) => [`${one.time} ${one.clientId}`, one])).values()], unread };
}

function shortened(text: string): string {
  const characters = [...text];
  if (characters.length <= SHOWN_CHARACTERS) return text;
  return `${characters.slice(0, SHOWN_CHARACTERS).join('')} …`;
}
