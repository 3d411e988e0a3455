import { HOUSE } from './house.ts';
import type { Resource } from './write-parts.ts';

/** Resources in one document. Their references lead to each other by `fullUrl`. */
export function bundleOf(resources: readonly Resource[]): object {
  const entry = resources.map((resource) => ({
    fullUrl: `${HOUSE}/${resource.resourceType}/${resource.id}`,
    resource,
  }));
  return { resourceType: 'Bundle', type: 'collection', ...(entry.length > 0 && { entry }) };
}
