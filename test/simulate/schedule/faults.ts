import type { Random } from '../../../examples/simulation/random.ts';

/** What can go wrong with a call, with a worker, or with what is delivered to one. */
export const FAULTS = [
  'throttled', // refused before anything was done, after all tries of the client
  'failed', // the same by an error of the service
  'answer-lost', // done, and nobody is told
  'tried-twice', // done, not told, and tried again by the client
  'done-late', // not told, and done when nobody waits any more
  'conflict', // a transaction that met another one
  'short-page', // fewer items or keys than were asked for
  'held-up', // its worker stands still before it, while others go on
  'killed', // a worker ends in the middle of what it does
  'out-of-time', // an import has no time left after some rows
  'delivered-again', // what somebody works on, or has worked off, comes once more
] as const;
export type Fault = (typeof FAULTS)[number];

/** How many of a kind a run has: after them it comes to rest. */
export type FaultsLeft = Map<Fault, { chance: number; left: number }>;

/** Calls of which one meets a fault of a kind, at its rarest and at its most frequent. */
const RATES = [0.005, 0.02, 0.1, 0.3] as const;
/** It is asked after every few rows of a file, and not at every call. */
const SHARE_OUT_OF_TIME = 0.3;

/**
 * The faults of a run: some kinds and not others, each rare or frequent, so that runs differ in what they are about and
 * not only in their order.
 */
export function drawnFaults(random: Random): FaultsLeft {
  const drawn = FAULTS.filter(() => random.chance(0.5));
  return new Map(
    drawn.map((fault) => {
      const chance = fault === 'out-of-time' ? SHARE_OUT_OF_TIME : random.pick(RATES);
      return [fault, { chance, left: random.integer(1, 40) }] as const;
    }),
  );
}

/**
 * Of days on which little fails that would have work done anew: workers stand still and others pass them, or what they gave up
 * is done late.
 */
export function faultsOfRaces(random: Random): FaultsLeft {
  const fault = random.pick(['held-up', 'done-late'] as const);
  return new Map([[fault, { chance: random.pick([0.1, 0.3]), left: 40 }]]);
}

/** Whether a fault happens now; then there is one less. */
export function happens(faults: FaultsLeft, fault: Fault, random: Random): boolean {
  const drawn = faults.get(fault);
  if (!drawn || drawn.left === 0 || !random.chance(drawn.chance)) return false;
  drawn.left -= 1;
  return true;
}
