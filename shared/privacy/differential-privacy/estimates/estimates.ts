/**
 * How a release estimates from what it measured, as its manifest says. `reconciled`, by releases that say nothing: least
 * squares, which may be below 0. `consistent`: of those, the nearest that agree and are never below 0.
 * `consistent-beyond-bins`: the same, with intervals of means that allow for what bins leave out.
 */
export const ESTIMATES = ['reconciled', 'consistent', 'consistent-beyond-bins'] as const;
export type Estimates = (typeof ESTIMATES)[number];

/** How releases that are made now estimate. */
export const LATEST_ESTIMATES = 'consistent-beyond-bins' satisfies Estimates;
