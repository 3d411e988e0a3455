const LONGEST_LETTERS = 60;
/** Controls, format characters such as a zero-width space, and blanks that look like the common one. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/** A value as a person is shown what was found: cut to 60 characters, with the invisible ones written out. */
export function foundText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  const letters = [...text.slice(0, 2 * LONGEST_LETTERS)];
  const cut = letters.length > LONGEST_LETTERS || text.length > 2 * LONGEST_LETTERS;
  return letters.slice(0, LONGEST_LETTERS).join('').replace(INVISIBLE, writtenOut) + (cut ? '…' : '');
}

function writtenOut(character: string): string {
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return `⟨U+${code}⟩`;
}
