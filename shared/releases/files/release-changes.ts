import { lengthOf } from '../../privacy/programme/release-period.ts';
import type { ReleaseId } from '../release-id.ts';
import type { PublishedCells } from './release-preview.ts';

/** A row of a release, by `cellName`. */
export type RowName = string;

/** What is different between a release and the one before it, all of it public. */
export type ReleaseChanges = {
  /** Rows that only one of the two has: the catalogue has changed. */
  added: RowName[];
  removed: RowName[];
  /** Rows that both have, and of which only one shows a mean. */
  newlyShown: RowName[];
  noLongerShown: RowName[];
};

/** Compares two releases by their rows: what follows from the files that partners hold, and nothing else. */
export function releaseChanges(before: PublishedCells, after: PublishedCells): ReleaseChanges {
  const namesOf = ({ shown }: PublishedCells) => [...shown.keys()];
  const both = namesOf(after).filter((name) => before.shown.has(name));
  return {
    added: namesOf(after).filter((name) => !before.shown.has(name)),
    removed: namesOf(before).filter((name) => !after.shown.has(name)),
    newlyShown: both.filter((name) => after.shown.get(name) && !before.shown.get(name)),
    noLongerShown: both.filter((name) => !after.shown.get(name) && before.shown.get(name)),
  };
}

/**
 * The release that another one is compared with: the one that it replaces, or the one in force of the period
 * of its length before.
 *
 * @param releases of one programme, in order of period and revision
 */
export function releaseBefore<T extends ReleaseId & { revised: boolean }>(
  releases: readonly T[],
  { period, revision }: ReleaseId,
): T | undefined {
  return releases.findLast(
    (other) =>
      (other.period === period && other.revision < revision) ||
      (lengthOf(other) === lengthOf({ period }) && other.period < period && !other.revised),
  );
}
