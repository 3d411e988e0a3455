/**
 * How a release estimates from what it measured, as its manifest says. `reconciled`, by releases that say nothing: least
 * squares, which may be below 0. `consistent`: of those, the nearest that agree and are never below 0.
 */
export const ESTIMATES = ['reconciled', 'consistent'] as const;
export type Estimates = (typeof ESTIMATES)[number];
