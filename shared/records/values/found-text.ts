import { withInvisible } from './invisible.ts';

const LONGEST_LETTERS = 60;

/** A value as a person is shown what was found: cut to 60 characters, with the invisible ones written out. */
export function foundText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const letters = [...text.slice(0, 2 * LONGEST_LETTERS)];
  const cut = letters.length > LONGEST_LETTERS || text.length > 2 * LONGEST_LETTERS;
  return withInvisible(letters.slice(0, LONGEST_LETTERS).join('')) + (cut ? '…' : '');
}
