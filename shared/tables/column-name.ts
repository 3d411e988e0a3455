import { createHash } from 'node:crypto';

/** Letters of the longest name of a column: a mapping names none that is longer. */
export const LONGEST_COLUMN_NAME = 300;
/** Leaves room for what tells two columns apart. */
const LETTERS = 270;

/** A column's name, of one that is longer than anybody reads its beginning and what tells it from others that begin so. */
export function boundedColumnName(name: string): string {
  if (name.length <= LETTERS) return name;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, LETTERS).toWellFormed()}… ${digest}`;
}
