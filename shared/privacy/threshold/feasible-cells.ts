import {
  COUNT_STEP,
  FEWEST_CLIENTS,
  LEAST_COUNT,
  MEAN_LIMIT,
  meanTenths,
  POINTS,
  SHARE_PARTS,
  type ShownCell,
  shownCount,
} from './limits.ts';

/** What can lie behind a shown cell: its possible counts, and the points between its least and greatest sum. */
export type FeasibleCells = { counts: number[]; points: number };

const WORST = POINTS.ofOthers.least;
const BEST = POINTS.ofResponder.most;
const SLACK = 1e-9;

/**
 * Tries every count, number of responders and sum of points that rounds to what is shown, as somebody would
 * who knows the rules by which it was made.
 */
export function feasibleCells({ clients, meanImprovement, responderShare }: ShownCell): FeasibleCells {
  const half = meanTenths(clients) / 20;
  const lowestMean = meanImprovement <= -MEAN_LIMIT ? WORST : meanImprovement - half;
  const highestMean = meanImprovement >= MEAN_LIMIT ? BEST : meanImprovement + half;
  const counts: number[] = [];
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const from = clients === LEAST_COUNT ? FEWEST_CLIENTS : clients - COUNT_STEP;
  for (let count = from; count <= clients + COUNT_STEP; count += 1) {
    if (shownCount(count) !== clients) continue;
    const responders = respondersOf(count, responderShare);
    if (!responders) continue;
    const [fewest, most] = responders;
    const low = Math.max(
      Math.ceil(lowestMean * count - SLACK),
      fewest * POINTS.ofResponder.least + (count - fewest) * WORST,
    );
    const high = Math.min(
      Math.floor(highestMean * count + SLACK),
      most * BEST + (count - most) * POINTS.ofOthers.most,
    );
    if (low > high) continue;
    counts.push(count);
    least = Math.min(least, low);
    greatest = Math.max(greatest, high);
  }
  return { counts, points: greatest - least };
}

/** Fewest and most responders that a count and a shown share allow; every number between them does too. */
function respondersOf(count: number, share: number | null): [fewest: number, most: number] | undefined {
  if (share === null) return [0, count];
  const half = 1 / (2 * SHARE_PARTS);
  const fewest = Math.max(FEWEST_CLIENTS, Math.ceil((share - half) * count - SLACK));
  const most = Math.min(count - FEWEST_CLIENTS, Math.floor((share + half) * count + SLACK));
  return fewest <= most ? [fewest, most] : undefined;
}
