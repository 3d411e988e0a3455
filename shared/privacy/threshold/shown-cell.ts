import { CHANGES } from '../tally/period-tally.ts';
import { feasibleCells } from './feasible-cells.ts';
import {
  FEWEST_CLIENTS,
  FEWEST_FEASIBLE,
  MEAN_LIMIT,
  meanTenths,
  SHARE_PARTS,
  type ShownCell,
  shownCount,
} from './limits.ts';

/**
 * Coarsens a cell of at least 11 clients, so that its exact counts cannot be computed back (GRIM, Brown and
 * Heathers 2016). The share of responders is hidden when responders or others are fewer than 11, none
 * included, and when it would leave fewer than three possible counts; the count stays either way.
 *
 * @param changes clients by change, a count for each of CHANGES
 */
export function shownCell(changes: readonly number[]): ShownCell {
  const clients = changes.reduce((sum, count) => sum + count, 0);
  const points = changes.reduce((sum, count, index) => sum + count * CHANGES[index]!.improvement, 0);
  const responders = changes.reduce((sum, count, index) => sum + (CHANGES[index]!.responder ? count : 0), 0);
  const shown = shownCount(clients);
  const cell = { clients: shown, meanImprovement: shownMean(points, clients, meanTenths(shown)) };
  if (responders < FEWEST_CLIENTS || clients - responders < FEWEST_CLIENTS)
    return { ...cell, responderShare: null };
  const withShare = {
    ...cell,
    responderShare: Math.round((responders * SHARE_PARTS) / clients) / SHARE_PARTS,
  };
  const { counts, points: span } = feasibleCells(withShare);
  const isSafe = counts.length >= FEWEST_FEASIBLE.counts && span >= FEWEST_FEASIBLE.points;
  return isSafe ? withShare : { ...cell, responderShare: null };
}

function shownMean(points: number, clients: number, tenths: number): number {
  const mean = (Math.round((points * 10) / (clients * tenths)) * tenths) / 10;
  return Math.max(-MEAN_LIMIT, Math.min(MEAN_LIMIT, mean)) + 0;
}
