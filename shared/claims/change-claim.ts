import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { Z_95 } from '../statistics/distributions/normal-limits.ts';
import { clusteredMean } from '../statistics/intervals/clustered-mean.ts';
import { missingUpTo, tippingPoint } from '../statistics/sensitivity/missing-answers.ts';
import type { ChangeTally, ClientTally } from './change-tally.ts';
import { type ChangeClaim, FEWEST_CLIENTS, type Withheld } from './contract.ts';

/** What was asked about, for the sentence that says why nothing can be said. */
export type Asked = { one: string; many: string; needs: string };

/**
 * The mean improvement with what the silent could make of it. Clients are clusters; the interval for the silent
 * rests on answers weighted by the inverse of their chance.
 *
 * @param refused rows that were refused: asked, and silent; null where nobody counted them
 */
export function changeClaim(
  tally: ChangeTally,
  refused: number | null,
  asked: Asked,
): ChangeClaim | Withheld {
  const all = tally.asked + (refused ?? 0);
  const answering = tally.clients.filter(({ n }) => n > 0);
  const { se, df, ci95 } = clusteredMean(answering);
  if (answering.length < FEWEST_CLIENTS || se === null || df === null || ci95 === null) {
    return { withheld: tooFew(answering.length, tally.answered, all, asked) };
  }
  const mean = answering.reduce((sum, client) => sum + client.sum, 0) / tally.answered;
  const share = 1 - tally.answered / all;
  const weighted = weightedMean(answering);
  // With few clients a standard error is worth less than z says.
  const worth = tQuantile(0.975, df) / Z_95;
  return {
    mean,
    se,
    df,
    ci95,
    sessions: tally.answered,
    clients: answering.length,
    asked: all,
    answered: tally.answered,
    refused,
    missingUpTo:
      share === 0
        ? ci95
        : missingUpTo({
            mean: weighted.mean,
            se: weighted.se * worth,
            share,
            delta: deviationOfAsked(tally, mean, share),
          }),
    tippingPoint: tippingPoint({ mean, se: se * worth, share }),
  };
}

/** Σ w d / Σ w, and its standard error from what each client adds to it, G / (G - 1) for few clients. */
function weightedMean(clients: readonly ClientTally[]): { mean: number; se: number } {
  const weight = clients.reduce((sum, client) => sum + client.weight, 0);
  const mean = clients.reduce((sum, client) => sum + client.weighted, 0) / weight;
  const squares = clients.reduce((sum, client) => sum + (client.weighted - mean * client.weight) ** 2, 0);
  return { mean, se: Math.sqrt((squares * clients.length) / (clients.length - 1)) / weight };
}

/**
 * SD of the improvements of all who were asked, were the silent as far off as one such SD: with s the SD of the answers
 * (divisor n - 1) and q the silent share, δ² = s² + q (1 - q) δ². The answers alone vary less than everybody.
 */
function deviationOfAsked({ squares, answered }: ChangeTally, mean: number, share: number): number {
  const variance = Math.max(0, squares - answered * mean * mean) / (answered - 1);
  return Math.sqrt(variance / (1 - share * (1 - share)));
}

function tooFew(clients: number, answered: number, asked: number, { one, many, needs }: Asked): string {
  if (asked === 0) return `There is no ${one} yet.`;
  const of = asked === 1 ? `1 ${one}` : `${grouped(asked)} ${many}`;
  if (answered === 0) return `Of ${of} none has ${needs}.`;
  const who = clients === 1 ? '1 client' : `${clients} clients`;
  return `Of ${of} ${grouped(answered)} ${answered === 1 ? 'has' : 'have'} ${needs}, of ${who}: too few to say (${FEWEST_CLIENTS} clients are needed).`;
}

/** `12,345`; the locale's own formatting takes tens of milliseconds to load. */
const grouped = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
