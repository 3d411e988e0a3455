import { CHANGES } from '../tally/period-tally.ts';

/** Fewest distinct clients of a published cell: 1/11 is the re-identification risk that EMA and CMS accept. */
export const FEWEST_CLIENTS = 11;
/** A hidden count is safe when it could be 1 or less and could be 10 or more, for all that anybody can compute. */
export const SAFE_RANGE = { least: 1, greatest: 10 } as const;

/** Fewest clients who have to have changed for a revision to show a cell anew: fewer could be told by the difference. */
export const FEWEST_CHANGED = 11;

/** What is shown of one cell; the share is null where it must be hidden. */
export type ShownCell = { clients: number; meanImprovement: number; responderShare: number | null };

/** Counts are shown to the nearest multiple of this. */
export const COUNT_STEP = 5;
/** The least count shown: 10 would stand for 11 and 12 only. */
export const LEAST_COUNT = 15;
/** Shares are shown in twentieths: 5 percentage points. */
export const SHARE_PARTS = 20;
/** What a sum stands for of its clients is shown in fifths: of the fewest that can be shown each leaves three true counts. */
export const REPRESENTED_PARTS = 5;
/** Fewest points of a responder, and most of anybody else: 30 % of a score of 1, and less than 30 % of 10. */
export const POINTS = {
  ofResponder: { least: Math.min(...pointsOf(true)), most: Math.max(...pointsOf(true)) },
  ofOthers: { least: Math.min(...pointsOf(false)), most: Math.max(...pointsOf(false)) },
};

function pointsOf(responders: boolean): number[] {
  return CHANGES.filter(({ responder }) => responder === responders).map(({ improvement }) => improvement);
}

/** Means of more points than this, up or down, are shown as this: they could only come from clients who all did alike. */
export const MEAN_LIMIT = 8;

/**
 * To how many tenths of a point a mean is shown, from which shown count on. At each, the sums that a shown
 * mean can come from span at least ten points, the whole range of one client's score: knowing all clients
 * of a cell but one tells nothing of the last.
 */
export const MEAN_STEPS = [
  { fromClients: 100, tenths: 1 },
  { fromClients: 50, tenths: 2 },
  { fromClients: 20, tenths: 5 },
  { fromClients: LEAST_COUNT, tenths: 10 },
] as const;

/** Fewest counts that a shown row leaves possible, and fewest points between the sums that it does. */
export const FEWEST_FEASIBLE = { counts: 3, points: 10 } as const;

export const shownCount = (clients: number) =>
  Math.max(LEAST_COUNT, Math.round(clients / COUNT_STEP) * COUNT_STEP);

export const meanTenths = (shownClients: number) =>
  MEAN_STEPS.find(({ fromClients }) => shownClients >= fromClients)!.tenths;
