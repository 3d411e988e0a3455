/** What the built-in fonts of a PDF can write beside Latin-1: the characters of Windows-1252. */
const OF_WINDOWS_1252 = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ');

/** Text in the characters that the built-in fonts have; a true minus becomes a hyphen, others a question mark. */
export function printable(text: string): string {
  return [...text.replaceAll('\u2212', '-')].map((character) => (has(character) ? character : '?')).join('');
}

function has(character: string): boolean {
  const code = character.codePointAt(0)!;
  return (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff) || OF_WINDOWS_1252.has(character);
}
