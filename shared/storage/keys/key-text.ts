/** A key of fixed words and of parts, none of which may be empty or hold what separates them. */
export function keyText(words: TemplateStringsArray, ...parts: (string | number)[]): string {
  // Put together by hand: a release makes several keys of each client, and a template's own function takes most of their time.
  let text = words[0]!;
  for (let at = 0; at < parts.length; at += 1) {
    const part = String(parts[at]);
    if (part === '' || part.includes('#')) throw new Error('a part of a key is empty or holds "#"');
    text += part + words[at + 1]!;
  }
  return text;
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
