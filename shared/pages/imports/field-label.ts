/** What a field of the record contract is called on a page: `painBefore` is `Pain before`, `phases.hands-on` is `Phases: hands on`. */
export function fieldLabel(name: string): string {
  const [first = '', ...rest] = name.split('.');
  const words = (text: string) =>
    text
      .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
      .replaceAll('-', ' ')
      .toLowerCase();
  const label = words(first);
  const [head = '', ...tail] = label;
  // A level may be negative: its sign is no hyphen.
  const part = rest.length === 0 ? '' : `: ${/^-\d$/.test(rest[0]!) ? rest[0] : words(rest.join(' '))}`;
  return `${head.toUpperCase()}${tail.join('')}${part}`;
}

/** The field that a refusal's path names, in words; without one the whole row. */
export const pathLabel = (path: string) =>
  path === '' ? 'The whole row' : fieldLabel(path.replaceAll(/\[\d*\]/g, ''));
