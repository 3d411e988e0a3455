/**
 * Whether this is `npm run test:deep`: what is drawn, simulated or shuffled is tried as often as it takes to see a
 * small fault, and every mutant meets everyone who has to notice it. `npm test` has a small version of each.
 */
export const DEEP = process.env['TESTS'] === 'deep';

/** How many cases of a property are tried, for fast-check: in `npm test`, and whole. */
export const runs = (fast: number, whole: number): { numRuns: number } => ({ numRuns: DEEP ? whole : fast });

/** `WHOLE=1 npm run test:deep` takes all that is there, in hours; without it a deep run is what a landing waits for. */
export const WHOLE = DEEP && process.env['WHOLE'] === '1';

/**
 * Whether a deep run takes one of the cases that take longer together than a run may: a fifth of them, drawn anew each
 * time, so that runs one after the other take all. Of a whole run every one.
 */
export const isDrawn = (): boolean => WHOLE || Math.random() < 1 / 5;
