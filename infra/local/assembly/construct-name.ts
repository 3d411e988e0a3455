/** Parts of a construct path that CDK adds itself and nobody would call a resource by. */
const GENERATED_PARTS = new Set(['Resource', 'Default']);

/**
 * Short names for resources, as their authors call them: the first part of the construct path that no other
 * resource of the list has, so `api/read-outcomes/Resource` is `read-outcomes` beside `api/ingest/Resource`.
 * Falls back on the logical id.
 */
export function constructNames<T extends { readonly constructPath: string; readonly logicalId: string }>(
  resources: readonly T[],
): Map<T, string> {
  const parts = new Map(resources.map((resource) => [resource, pathParts(resource.constructPath)]));
  const uses = new Map<string, number>();
  for (const own of parts.values())
    for (const part of new Set(own)) uses.set(part, (uses.get(part) ?? 0) + 1);
  return new Map(
    resources.map((resource) => [
      resource,
      parts.get(resource)?.find((part) => uses.get(part) === 1) ?? resource.logicalId,
    ]),
  );
}

function pathParts(constructPath: string): string[] {
  return constructPath.split('/').filter((part) => part !== '' && !GENERATED_PARTS.has(part));
}
