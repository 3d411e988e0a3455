import { createHash } from 'node:crypto';

const DIGEST_LETTERS = 20;

/**
 * An id made of the texts of some cells: the same texts give the same id. The texts cannot be read from it, but who
 * guesses them can confirm the guess; the intake replaces clients' ids by keyed pseudonyms.
 */
export function derivedId(texts: readonly string[], prefix = ''): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(texts.map(likeOthers)))
    .digest('hex');
  return `${prefix === '' ? '' : `${prefix}-`}${hash.slice(0, DIGEST_LETTERS)}`;
}

/** Two exports differ in blanks and capitals without meaning anything by it. */
function likeOthers(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}
