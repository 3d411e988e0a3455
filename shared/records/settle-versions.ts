import { decide, type IncomingVersion, type VersionOutcome } from './version.ts';

/** A version of a record with its place among all rows that were read. */
export type Arrival = IncomingVersion & { position: number };

/** What became of each version, in the order given, and which of them is in force in the end. */
export type Settled = {
  outcomes: VersionOutcome[];
  /** Index of the version that holds; undefined when the record is deleted, or nothing of it was taken in. */
  live: number | undefined;
};

/**
 * Decides all versions of one record at once. They are taken in order of time, at one instant facts before
 * deletions, and only then in order of arrival: that order alone says which of several conflicting versions
 * is held, and otherwise neither the facts nor the counts of what became of the rows depend on it.
 *
 * @param arrivals all versions of one record of one client, in any order
 * @param erasure the client's latest erasure, if there is one
 */
export function settleVersions(
  arrivals: readonly Arrival[],
  erasure: { recordedAt: string } | undefined,
): Settled {
  const outcomes = new Array<VersionOutcome>(arrivals.length);
  let held: number | undefined;
  for (const index of inOrderOfTime(arrivals)) {
    const arrival = arrivals[index]!;
    const outcome = decide(held === undefined ? undefined : arrivals[held], erasure, arrival);
    outcomes[index] = outcome;
    if (outcome === 'accepted') held = index;
  }
  const live = held !== undefined && arrivals[held]!.content !== null ? held : undefined;
  return { outcomes, live };
}

function inOrderOfTime(arrivals: readonly Arrival[]): number[] {
  return arrivals
    .map((_, index) => index)
    .sort((a, b) => {
      const first = arrivals[a]!;
      const second = arrivals[b]!;
      if (first.recordedAt !== second.recordedAt) return first.recordedAt < second.recordedAt ? -1 : 1;
      return (
        Number(first.content === null) - Number(second.content === null) || first.position - second.position
      );
    });
}
