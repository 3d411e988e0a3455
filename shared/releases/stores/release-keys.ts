import type { ReleaseId } from '../release-id.ts';

/** Every key of the buckets that releases lie in, built and parsed here and nowhere else. */

/** The published releases of a programme. */
export const programmePrefix = (programme: string) => `v1/programme=${programme}/`;

export function releasePrefix({ programme, period, revision }: ReleaseId): string {
  return `${programmePrefix(programme)}period=${period}/rev=${revision}/`;
}

/** Says which release of a programme is the latest: the only published object that is ever replaced. */
export const latestKey = (programme: string) => `${programmePrefix(programme)}latest.json`;

export function parseReleaseKey(key: string): (ReleaseId & { name: string }) | undefined {
  const match = /^v1\/programme=([^/]+)\/period=([^/]+)\/rev=(\d+)\/([^/]+)$/.exec(key);
  if (!match) return undefined;
  const [, programme, period, revision, name] = match as unknown as string[];
  return { programme: programme!, period: period!, revision: Number(revision), name: name! };
}

const privatePath = ({ programme, period, revision }: ReleaseId) =>
  `programme=${programme}/period=${period}/rev=${revision}`;

/** In the raw bucket: what a release is made of, agreement and catalogue, as they were when its tally began. */
export const termsKey = (release: ReleaseId) => `tallies/${privatePath(release)}/terms.json`;
/** In the raw bucket: the exact counts of each clinic, and of all of them when none is missing. */
export const clinicTalliesPrefix = (release: ReleaseId) => `tallies/${privatePath(release)}/clinic=`;
export const clinicTallyKey = (release: ReleaseId, clinicId: string) =>
  `${clinicTalliesPrefix(release)}${clinicId}.json`;
export const frozenTallyKey = (release: ReleaseId) => `tallies/${privatePath(release)}/frozen.json`;

/** In the noisy bucket: what the mechanism gave, once, and the files that were made of it. */
export const anonymisedKey = (release: ReleaseId) => `anonymised/${privatePath(release)}.json`;
export const renderedKey = (release: ReleaseId) => `rendered/${privatePath(release)}.json`;
