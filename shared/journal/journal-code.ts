/** Digits and letters without I, L, O and U, which are taken for others (Crockford's Base 32). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TAKEN_FOR: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' };

/** Bytes of chance in a code: 80 bits, so that nobody finds a link by guessing, however many there are. */
export const CODE_BYTES = 10;
const CODE_LETTERS = 16;
const GROUP_LETTERS = 4;
const LETTER_BITS = 5;

/**
 * The code of a short link, 16 letters that a person can read out and copy.
 *
 * @param chance CODE_BYTES random bytes
 * @example journalCode(new Uint8Array(10)) // '0000000000000000'
 */
export function journalCode(chance: Uint8Array): string {
  if (chance.length !== CODE_BYTES) throw new RangeError(`expected ${CODE_BYTES} bytes`);
  let bits = chance.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let code = '';
  for (let index = 0; index < CODE_LETTERS; index++) {
    code = LETTERS[Number(bits & 31n)]! + code;
    bits >>= BigInt(LETTER_BITS);
  }
  return code;
}

/** A code as it is shown, in groups of four. */
export function readableCode(code: string): string {
  return code.match(new RegExp(`.{${GROUP_LETTERS}}`, 'g'))!.join('-');
}

/** The code in an address, however it was typed: small letters, other hyphens and look-alikes; undefined if it is none. */
export function codeIn(text: string): string | undefined {
  if (text.length > 2 * CODE_LETTERS) return undefined;
  const letters = [...text.toUpperCase().replace(/[-‐–\s]/g, '')].map(
    (letter) => TAKEN_FOR[letter] ?? letter,
  );
  const isCode = letters.length === CODE_LETTERS && letters.every((letter) => LETTERS.includes(letter));
  return isCode ? letters.join('') : undefined;
}

/** Where a code opens its journal. @param place where the pages are, without a trailing slash */
export const journalUrl = (place: { origin: string }, code: string): string =>
  `${place.origin}/j/${readableCode(code)}`;
