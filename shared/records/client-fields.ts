/** The fields in which a record, or a row that was to be one, names clients. */
export const CLIENT_FIELDS = ['clientId', 'fromClientId', 'toClientId', 'into'] as const;

/**
 * The client ids that the fields of a record, or the cells of a row, name: each once, as they stand there. A consent has
 * no id but its client's, so that a deletion of one names him in `id`.
 */
export function clientIdsIn(fields: Readonly<Record<string, unknown>>): string[] {
  const named: readonly string[] = fields['of'] === 'consent' ? [...CLIENT_FIELDS, 'id'] : CLIENT_FIELDS;
  const ids = named.map((name) => fields[name]);
  return [...new Set(ids.filter((id): id is string => typeof id === 'string' && id !== ''))];
}
