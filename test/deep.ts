/**
 * Whether this is `npm run test:deep`: what is drawn, simulated or shuffled is tried as often as it takes to see a
 * small fault, and every mutant meets everyone who has to notice it. `npm test` has a small version of each.
 */
export const DEEP = process.env['TESTS'] === 'deep';
