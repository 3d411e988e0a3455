import type { ClientRecord } from '../outcomes/client-record.ts';
import type { SessionOutcome } from '../outcomes/session-outcome.ts';
import type { TechniqueEntry } from '../records/session.ts';

/** Which technique of the clinic's own sessions count under, by the id of the session; none of the others. */
export type OwnTechniquesOf = Readonly<Record<string, string>>;

/**
 * What sessions outside the catalogue are told apart by, beside their outcomes, which know it as `other` and no further.
 *
 * @returns undefined where no session of them has a technique of the clinic's own
 */
export function ownTechniquesOf(
  outcomes: readonly Pick<SessionOutcome, 'sessionId' | 'technique'>[],
  records: readonly ClientRecord[],
): OwnTechniquesOf | undefined {
  const outside = new Set(
    outcomes.flatMap(({ technique, sessionId }) => (technique === 'other' ? [sessionId] : [])),
  );
  const named = records.flatMap((record) => {
    if (record.type !== 'session' || !outside.has(record.sessionId)) return [];
    const own = longestOwn(record.techniques);
    return own === undefined ? [] : [[record.sessionId, own] as const];
  });
  return named.length === 0 ? undefined : Object.fromEntries(named.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The one with most minutes among what lies outside the catalogue; ties: listed first. Undefined where that has no name. */
function longestOwn(entries: readonly TechniqueEntry[]): string | undefined {
  const minutes = new Map<string | undefined, number>();
  for (const { technique, own, minutes: took } of entries)
    if (technique === 'other') minutes.set(own, (minutes.get(own) ?? 0) + took);
  const most = Math.max(...minutes.values());
  return [...minutes].find(([, took]) => took === most)?.[0];
}
