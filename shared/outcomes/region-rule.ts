import type { TechniqueEntry } from '../records/session.ts';

/** The body regions that technique entries name, each once, in alphabetical order. */
export function bodyRegionsOf(entries: readonly TechniqueEntry[]): string[] {
  if (entries.every(({ bodyRegion }) => bodyRegion === undefined)) return [];
  const named = entries.flatMap(({ bodyRegion }) => (bodyRegion === undefined ? [] : [bodyRegion]));
  return [...new Set(named)].sort();
}

/**
 * Whether a score about a body region says something about sessions: it names none, one of their
 * technique entries names the same region, or none of the entries names any.
 *
 * @param regions all regions that entries of the sessions name
 */
export function regionAmong(region: string | undefined, regions: ReadonlySet<string>): boolean {
  return region === undefined || regions.size === 0 || regions.has(region);
}

/** Whether a score about a body region says something about these sessions. */
export function regionCounts(
  region: string | undefined,
  sessions: readonly { techniques: readonly TechniqueEntry[] }[],
): boolean {
  if (region === undefined) return true;
  return regionAmong(region, new Set(sessions.flatMap(({ techniques }) => bodyRegionsOf(techniques))));
}
