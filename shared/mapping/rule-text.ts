/** From what a field is read, in words: a column, several, a text that is always the same. */
export function ruleText(rule: object): string {
  const { column, compact, constant, derived, joined, after, minutes, time, score, counted } = rule as Record<
    string,
    never
  >;
  const length = minutes && ` (minutes: ${typeof minutes === 'string' ? minutes : ruleText(minutes)})`;
  if (after) return `after its beginning${length}`;
  if (derived) return `digest of ${(derived as string[]).map((name) => `"${name}"`).join(' and ')}`;
  if (joined)
    return `${(joined as (string | { column: string })[]).map((part) => (typeof part === 'string' ? part : `"${part.column}"`)).join('-')}`;
  if (constant !== undefined) return `always ${constant}${length ?? ''}`;
  const { form: written, order } = (score ?? {}) as { form?: string; order?: string };
  const form = written && ` (${[written, order].filter((part) => part !== undefined).join(', ')})`;
  return `"${column ?? compact}"${time ? ` with "${time}"` : ''}${counted ? ` (${counted})` : ''}${form ?? ''}${length ?? ''}`;
}
