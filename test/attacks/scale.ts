import { DEEP, WHOLE } from '../deep.ts';

/** A deep run tries half as often as a whole one. */
const TIMES = WHOLE ? 2 : 1;

/**
 * How hard the attacks try: fast in `npm test`, full in `npm run test:deep`. A sound mechanism fails a
 * comparison by chance less than once in a million times at either, so nothing is ever tried again.
 *
 * The whole margin, 5 standard errors of 60,000 releases, is narrower than 3 of 20,000.
 */
export const SCALE = DEEP
  ? {
      releases: 30_000 * TIMES,
      lifetimes: 10_000 * TIMES,
      draws: 500_000 * TIMES,
      measured: 10_000 * TIMES,
      combined: 5_000 * TIMES,
      looks: 50 * TIMES,
      truths: 1_000 * TIMES,
      bodies: 1_000 * TIMES,
      worlds: 150 * TIMES,
    }
  : {
      releases: 2000,
      lifetimes: 250,
      draws: 20_000,
      measured: 1000,
      combined: 300,
      looks: 8,
      truths: 150,
      bodies: 60,
      worlds: 6,
    };

/** Standard errors that a simulated value may lie beyond its bound. One-sided, 5 are passed once in 3.5 million. */
export const STANDARD_ERRORS = 5;
/** Chance of a false alarm of each exact test. */
export const FALSE_ALARM = 1e-7;
export const TIMEOUT_MS = DEEP ? 1_800_000 : 180_000;
