/** A key of fixed words and of parts, none of which may be empty or hold what separates them. */
export function keyText(words: TemplateStringsArray, ...parts: (string | number)[]): string {
  for (const part of parts) {
    if (part === '' || String(part).includes('#')) throw new Error('a part of a key is empty or holds "#"');
  }
  return String.raw({ raw: words }, ...parts);
}

/**
 * The parts of a key.
 *
 * @throws Error for a key that was built in another way
 */
export function parseKey(key: string, form: RegExp): RegExpExecArray {
  const match = form.exec(key);
  if (!match) throw new Error(`malformed key, expected ${form.source}`);
  return match;
}
