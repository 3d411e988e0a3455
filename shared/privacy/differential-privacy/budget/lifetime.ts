/** What one release charges its clients, and under which limits. Millionths of rho. */
export type Told = {
  /** Where its period stands among others, by `orderOf`. */
  order: string;
  revision: number;
  microRho: number;
  /** What a client may spend in first releases, over all of them. */
  lifetime: number;
  /** What revisions may spend, apart from that. */
  reserve: number;
};

/** The most that any client can have spent, whoever he is and whenever he came. */
export type Spent = { microRho: number; byRevisions: number };

export const NOTHING_SPENT: Spent = { microRho: 0, byRevisions: 0 };

/** What is promised of any one client, over all releases ever: by first releases, and by revisions, so far and yet to come. */
export type LifetimePromise = Spent & { byRevisionsToCome: number };

/** What is promised by first releases and by the revisions that have been made. */
export function wholeOf({ microRho, byRevisions }: LifetimePromise): number {
  return microRho + byRevisions;
}

/**
 * The most that any client can have spent in releases that count the same clients: each adds its charge to
 * whoever has room for it below its limit. It follows from the releases alone and never from who came, so
 * that a promise made of it tells nothing of anybody.
 *
 * @param releases first ones in order of period; revisions anywhere
 */
export function mostSpent(releases: readonly Told[]): Spent {
  let { microRho, byRevisions } = NOTHING_SPENT;
  for (const told of releases) {
    if (told.revision > 1) byRevisions = atMost(byRevisions, told.microRho, told.reserve);
    else microRho = atMost(microRho, told.microRho, told.lifetime);
  }
  return { microRho, byRevisions };
}

function atMost(spent: number, charge: number, limit: number): number {
  return Math.max(spent, Math.min(spent + charge, limit));
}

/**
 * What a release promises over a client's lifetime: what clients can have spent by then, its own charge included,
 * or what they may spend under its limits if that is more.
 *
 * @param before what was told of the same clients before it
 */
export function promiseOf(told: Told, before: Spent): LifetimePromise {
  const isFirst = told.revision === 1;
  const spent = isFirst ? atMost(before.microRho, told.microRho, told.lifetime) : before.microRho;
  const byRevisions = isFirst ? before.byRevisions : atMost(before.byRevisions, told.microRho, told.reserve);
  return {
    microRho: Math.max(spent, told.lifetime),
    byRevisions,
    byRevisionsToCome: Math.max(0, told.reserve - byRevisions),
  };
}

/**
 * Whether a release could make clients spend more than another one has promised, or changes limits under one
 * that came after it, whose promise rests on them.
 *
 * @param others of the same clients, in order of time and revision
 * @returns the place of the release whose promise it could break, and what it would have to keep to; undefined
 * when it keeps all
 */
export function brokenPromise(
  told: Told,
  others: readonly Told[],
): { at: number; kind: 'lifetime' | 'reserve' | 'order'; most: number } | undefined {
  for (const [at, other] of others.entries()) {
    const spent = mostSpent(others.slice(0, at + 1));
    const lifetime = Math.max(other.lifetime, spent.microRho);
    if (told.lifetime > lifetime) return { at, kind: 'lifetime', most: lifetime };
    if (told.reserve > other.reserve) return { at, kind: 'reserve', most: other.reserve };
    const isLater = told.revision === 1 && other.revision === 1 && other.order > told.order;
    if (isLater && other.lifetime !== told.lifetime) {
      return { at, kind: 'order', most: other.lifetime };
    }
  }
  return undefined;
}
