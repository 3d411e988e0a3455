/** Controls, format characters such as a zero-width space, and blanks that look like the common one. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/** A text with the characters that nobody sees written out, such as `⟨U+200B⟩`. */
export function withInvisible(text: string): string {
  return text.replaceAll(INVISIBLE, (character) => `⟨${codePoint(character)}⟩`);
}

/** The invisible characters in a text, such as `U+200B`; each once. */
export function invisibleIn(text: string): string[] {
  return [...new Set(text.match(INVISIBLE)?.map(codePoint))];
}

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
