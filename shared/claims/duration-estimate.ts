import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { durationMedian, medianDegrees } from '../statistics/durations/duration-median.ts';
import type { DurationFit } from '../statistics/durations/fit-durations.ts';
import { flexibleFit } from '../statistics/durations/flexible-fit.ts';
import { informativeClients } from '../statistics/durations/informative-clients.ts';
import type { ProfiledMedian } from '../statistics/durations/least-distance.ts';
import { medianProfile, profileLimit } from '../statistics/durations/median-profile.ts';
import type { ObservedDurations } from '../statistics/durations/observed-durations.ts';
import { type DurationClaim, FEWEST_CLIENTS, type Withheld } from './contract.ts';
import type { DurationWords } from './duration-words.ts';

/** A duration that may be told, and what more is made of it. */
export type DurationEstimate = { claim: DurationClaim; fit: DurationFit; profiled: ProfiledMedian };

const METHOD =
  'likeliest curve through the hours between reports, close to log-normal and bent where the reports ask for it; ' +
  'interval by client';

/**
 * The median of a duration that reports have bracketed, with a client-robust interval. Its upper end is null where it
 * lies beyond the hours that ten clients were followed for. Nothing is told where the reports leave the hours open:
 * with too few clients who say anything about them, and where the median may as well be far below or is above all
 * hours that were asked about.
 */
export function durationEstimate(
  observed: ObservedDurations,
  words: DurationWords,
): DurationEstimate | Withheld {
  const clients = informativeClients(observed);
  if (clients.all < FEWEST_CLIENTS) return { withheld: words.fewClients(clients.all) };
  if (clients.lasting < FEWEST_CLIENTS) return { withheld: words.fewLasting(clients.lasting) };
  if (clients.ended < FEWEST_CLIENTS) return { withheld: words.fewEnded(clients.ended) };
  const found = flexibleFit(observed);
  if (!found) return { withheld: words.unclear };
  const median = durationMedian(found.fit);
  const medianHours = Math.exp(median.log);
  const followed = clients.followed[FEWEST_CLIENTS - 1]!;
  if (medianHours > followed) return { withheld: words.late };
  const profile = medianProfile(observed, found, median);
  const t = tQuantile(0.975, medianDegrees(median));
  const low = profileLimit(profile, -t);
  if (low === null) return { withheld: words.early };
  const high = profileLimit(profile, t);
  const claim: DurationClaim = {
    medianHours,
    ci95: [Math.exp(low), high === null || Math.exp(high) > followed ? null : Math.exp(high)],
    method: METHOD,
    sessions: observed.left.length,
    clients: clients.all,
  };
  return { claim, fit: found.fit, profiled: { median, profile } };
}
