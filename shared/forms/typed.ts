/** The fields of a form as they were sent, by name; a field that was left alone is absent or empty. */
export type TypedFields = Readonly<Record<string, string>>;

const NUMBER = /^[+-]?\d{1,6}([.,]\d{1,6})?$/;

/** What was typed, without spaces around it; empty when nothing was. */
export const typedText = (fields: TypedFields, name: string): string => (fields[name] ?? '').trim();

/**
 * The number that somebody means, with a point or a comma; anything else stays text, which a record's schema refuses by
 * name. Undefined when nothing was typed.
 */
export function typedNumber(text: string): number | string | undefined {
  if (text === '') return undefined;
  return NUMBER.test(text) ? Number(text.replace(',', '.')) : text;
}

const LONGEST_CODE = 64;

/** Words as a code: `Reach the top shelf` becomes `reach-the-top-shelf`; letters lose their accents. */
export function codeOfWords(words: string): string {
  const plain = words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, LONGEST_CODE)
    .replace(/-$/, '');
}
