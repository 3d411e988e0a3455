import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Interval } from '../statistics/contract.ts';
import { Z_95 } from '../statistics/distributions/normal-limits.ts';
import {
  type ClusterSums,
  noValues,
  predictedBy,
  randomInterceptFits,
} from '../statistics/regression/random-intercept.ts';
import type { GivenMean } from './benchmark-estimates.ts';
import { FEWEST_CLIENTS, type Withheld } from './contract.ts';
import { expectedChangeDesign, type ScoredSession } from './expected-change-design.ts';
import { withRelease } from './expected-change-prior.ts';
import { NO_SPREAD, spokenPoints } from './spoken.ts';

/** What a client may expect of a session to come, as other sessions of the clinic have gone, his own most of all. */
export type ExpectedChange = {
  /** Given these. */
  complaint: string;
  before: number;
  /** The mean fall of pain in points over such sessions of this client. */
  points: number;
  ci95: Interval;
  /** His own sessions with both scores, and what else it rests on. */
  ownSessions: number;
  sessions: number;
  clients: number;
  /** How many of the clinic's complaints a release told of. */
  complaintsOfRelease: number;
  sentence: string;
};

export type AskedChange = { client: string; complaint: string; before: number };

/**
 * The fall of pain that one client may expect of sessions for a complaint with a score before: empirical Bayes. A model of
 * all scored sessions, with complaint, score before (within clients and between them) and what is each client's own, pulls
 * him towards the others by as much as chance alone could have moved him. Where a release gives complaints, each is pulled
 * towards where the release has it among the others, by as much as the clinic's own follow it; how large a fall is at all
 * comes from the clinic alone, since a release counts by another rule. Seen with treatment, and not because of it.
 *
 * @param sessions of the clinic, with both scores
 * @param released by complaint; empty without a release
 */
export function expectedChange(
  sessions: readonly ScoredSession[],
  released: ReadonlyMap<string, Required<GivenMean>>,
  asked: AskedChange,
): ExpectedChange | Withheld {
  const byClient = Map.groupBy(sessions, ({ client }) => client);
  const again = [...byClient.values()].filter(({ length }) => length > 1).length;
  if (again < FEWEST_CLIENTS) {
    return {
      withheld: `${again === 1 ? '1 client has' : `${again} clients have`} two sessions with a score before and after: too few to tell clients from chance (${FEWEST_CLIENTS} are needed).`,
    };
  }
  const design = expectedChangeDesign(byClient);
  const own: ClusterSums = design.clusters.get(asked.client) ?? noValues(design.columns);
  const at = design.rowOf(asked, byClient.get(asked.client) ?? []);
  if (!at) return { withheld: 'Too few clients have come for this complaint, or any that is as rare.' };
  const fits = randomInterceptFits([...design.clusters.values()], design.columns);
  if (fits.some(({ within, weight }) => !(within > NO_SPREAD) || !Number.isFinite(weight))) {
    return {
      withheld: 'Pain fell alike each time a client came: nothing tells how far another session may differ.',
    };
  }
  const { fits: informed, complaints } = withRelease(fits, design.levels, released);
  const parts = informed.map((fit) => ({ ...predictedBy(fit, own, at), weight: fit.weight }));
  const points = parts.reduce((sum, { weight, value }) => sum + weight * value, 0);
  const variance = parts.reduce(
    (sum, { weight, value, ...one }) => sum + weight * (one.variance + (value - points) ** 2),
    0,
  );
  const worth = tQuantile(0.975, Math.max(1, byClient.size - design.columns)) / Z_95;
  const half = Z_95 * worth * Math.sqrt(variance);
  const ci95: Interval = [points - half, points + half];
  return {
    ...{ complaint: asked.complaint, before: asked.before, points, ci95, ownSessions: own.n },
    ...{ sessions: sessions.length, clients: byClient.size, complaintsOfRelease: complaints },
    sentence: sentenceOf(asked.before, points, ci95),
  };
}

function sentenceOf(before: number, points: number, [low, high]: Interval): string {
  const range = `(${low.toFixed(1)} to ${high.toFixed(1)})`.replaceAll('-0.0', '0.0');
  if (low <= 0 && high >= 0)
    return `Coming with ${before}, no change fits as well as a fall or a rise: ${range} points.`;
  const which = points > 0 ? 'fall' : 'rise';
  return `Coming with ${before}, pain may be expected to ${which} by about ${spokenPoints(points)} points in a session, on average ${range}.`;
}
