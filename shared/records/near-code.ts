/** Letters in which a code may be misspelt for each letter that it has. */
const FAR = 0.25;
/** No code is longer, and no longer text is near to one. */
const LONGEST = 64;
/** Of shorter words nearly all are near to some code. */
const FEWEST_LETTERS = 5;

/** The code of a list that a text is a misspelling of: `deep_tissue`, `Deep Tissue`, `deep-tisue`; undefined where none is, or two are. */
export function nearCode(text: string, codes: readonly string[]): string | undefined {
  if (text.length > LONGEST) return undefined;
  const key = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '-');
  if (codes.includes(key)) return key;
  if (key.length < FEWEST_LETTERS) return undefined;
  const far = codes.map((code) => editDistance(key, code) / Math.max(key.length, code.length));
  const least = Math.min(...far);
  const nearest = codes.filter((_, index) => far[index] === least);
  return least <= FAR && nearest.length === 1 ? nearest[0] : undefined;
}

/** How many letters must be changed, added or taken away to make one text of another (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same));
    }
    row = next;
  }
  return row[b.length]!;
}
