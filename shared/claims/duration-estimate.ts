import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import {
  durationMedian,
  type MedianEstimate,
  robustVariance,
} from '../statistics/durations/duration-median.ts';
import type { DurationFit } from '../statistics/durations/fit-durations.ts';
import { logNormalFit } from '../statistics/durations/log-normal-fit.ts';
import { clientCount, type ObservedDurations } from '../statistics/durations/observed-durations.ts';
import { type DurationClaim, FEWEST_CLIENTS, type Withheld } from './contract.ts';

/** What lasted, in the words of a sentence. */
export type DurationWords = { sessions: string; nothing: string; end: string };

export const SORENESS: DurationWords = {
  sessions: 'sessions that left soreness',
  nothing: 'The journal tells of no session that left soreness.',
  end: 'soreness had gone',
};

export const RELIEF: DurationWords = {
  sessions: 'relief and a report of pain after it',
  nothing: 'The journal tells of no session that brought relief.',
  end: 'pain was back',
};

export type DurationEstimate = { fit: DurationFit; median: MedianEstimate; claim: DurationClaim };

export function durationEstimate(
  observed: ObservedDurations,
  words: DurationWords,
): DurationEstimate | Withheld {
  const sessions = observed.left.length;
  const clients = clientCount(observed);
  if (sessions === 0) return { withheld: words.nothing };
  if (clients < FEWEST_CLIENTS) {
    return {
      withheld: `Only ${clients} clients had ${words.sessions}; it takes ${FEWEST_CLIENTS} to say how long.`,
    };
  }
  const fit = logNormalFit(observed);
  if (!fit) return { withheld: `The reports do not tell when ${words.end}.` };
  const median = durationMedian(fit);
  const half = tQuantile(0.975, clients - 1) * Math.sqrt(robustVariance(median));
  return {
    fit,
    median,
    claim: {
      medianHours: Math.exp(median.log),
      ci95: [Math.exp(median.log - half), Math.exp(median.log + half)],
      method: 'log-normal',
      sessions,
      clients,
    },
  };
}
