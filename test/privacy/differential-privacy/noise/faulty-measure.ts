import {
  sharesOf,
  sigmaSquaredOf,
} from '../../../../shared/privacy/differential-privacy/budget/release-budget.ts';
import { histogramsOf } from '../../../../shared/privacy/differential-privacy/noise/histograms.ts';
import type { NoisyCounts } from '../../../../shared/privacy/differential-privacy/noise/noisy-counts.ts';
import { askedIn } from '../../../../shared/privacy/programme/asked-in.ts';
import type { Catalogue, Programme } from '../../../../shared/privacy/programme/programme.ts';
import { domainOf, FAMILIES, type Family } from '../../../../shared/privacy/programme/questions.ts';
import type { ReleasePeriod } from '../../../../shared/privacy/programme/release-period.ts';
import type { Rational } from '../../../../shared/privacy/samplers/rational.ts';
import type { PeriodTally } from '../../../../shared/privacy/tally/period-tally.ts';

/** A measurement with whatever noise it is given, made anew for each release: what the real one refuses. */
export function faultyMeasure(
  noiseOfRelease: (period: string) => (sigmaSquared: Rational, family: Family) => number,
): (programme: Programme, catalogue: Catalogue, period: ReleasePeriod, tally: PeriodTally) => NoisyCounts {
  return (programme, catalogue, { period }, tally) => {
    const { questions, microRho: all } = askedIn(programme, { period });
    const microRho = sharesOf(all, questions.percent);
    const domain = domainOf(catalogue, questions);
    const exact = histogramsOf(domain, tally);
    const noise = noiseOfRelease(period);
    const counts = FAMILIES.map((family) => [
      family,
      Object.fromEntries(
        Object.entries(microRho[family] > 0 ? exact[family] : {}).map(([key, bins]) => [
          key,
          bins.map((count: number) => count + noise(sigmaSquaredOf(microRho[family]), family)),
        ]),
      ),
    ]);
    return {
      programme: programme.programme,
      period,
      catalogue: { version: catalogue.version, ...domain },
      microRho,
      counts: Object.fromEntries(counts),
    };
  };
}
