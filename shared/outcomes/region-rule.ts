import type { TechniqueEntry } from '../records/session.ts';

/** The body regions that technique entries name, each once, in alphabetical order. */
export function bodyRegionsOf(entries: readonly Pick<TechniqueEntry, 'bodyRegion'>[]): string[] {
  // A session names few: a list is looked through in less time than a set takes to make.
  const named: string[] = [];
  for (const { bodyRegion } of entries) {
    if (bodyRegion !== undefined && !named.includes(bodyRegion)) named.push(bodyRegion);
  }
  return named.length > 1 ? named.sort() : named;
}

/**
 * Whether a score about a body region says something about sessions: it names none, one of their
 * technique entries names the same region, or none of the entries names any.
 *
 * @param regions all regions that entries of the sessions name
 */
export function regionAmong(region: string | undefined, regions: readonly string[]): boolean {
  return region === undefined || regions.length === 0 || regions.includes(region);
}

/** Whether a score about a body region says something about these sessions. */
export function regionCounts(
  region: string | undefined,
  sessions: readonly { techniques: readonly TechniqueEntry[] }[],
): boolean {
  return regionAmong(region, bodyRegionsOf(sessions.flatMap(({ techniques }) => techniques)));
}
