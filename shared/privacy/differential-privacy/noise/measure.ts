import type { Catalogue, Programme } from '../../programme/programme.ts';
import type { ReleasePeriod } from '../../programme/release-period.ts';
import { discreteGaussian } from '../../samplers/discrete-gaussian.ts';
import { assertSecure, type SecureRandom } from '../../samplers/secure-random.ts';
import { type Uniform, uniformFrom } from '../../samplers/uniform.ts';
import type { PeriodTally } from '../../tally/period-tally.ts';
import { chargeOf, FAMILIES, type Family, sharesOf, sigmaSquaredOf } from '../budget/release-budget.ts';
import { domainOf, type Histograms, histogramsOf } from './histograms.ts';
import type { NoisyCounts } from './noisy-counts.ts';

/**
 * Measures a period: exact discrete Gaussian noise on every count of every histogram of the catalogue, drawn
 * afresh and independently. It satisfies rho-zCDP with the rho of `chargeOf`, for adding or removing all that
 * one client holds in the period. Called once for a period: a second measurement of the same data is to be
 * paid for, and one of other data with the same noise would tell their difference.
 *
 * @param tally of clients with one contribution each, from this catalogue
 * @param random from `secureRandom()`
 * @throws TypeError for any other source, and ConfigError for a budget too small to share; never because of
 * what is in the tally
 */
export function measure(
  programme: Pick<Programme, 'programme' | 'budget'>,
  catalogue: Catalogue,
  period: Pick<ReleasePeriod, 'period'>,
  tally: PeriodTally,
  random: SecureRandom,
): NoisyCounts {
  assertSecure(random);
  const uniform = uniformFrom(random);
  const domain = domainOf(catalogue);
  const microRho = sharesOf(chargeOf(programme));
  const exact = histogramsOf(domain, tally);
  const noisy = FAMILIES.map(
    (family) => [family, withNoise(exact[family], microRho[family], uniform)] as const,
  );
  return {
    programme: programme.programme,
    period: period.period,
    catalogue: { version: catalogue.version, ...domain },
    microRho,
    counts: Object.fromEntries(noisy) as Record<Family, Record<string, number[]>> as Histograms,
  };
}

function withNoise(
  histograms: Readonly<Record<string, readonly number[]>>,
  microRho: number,
  uniform: Uniform,
): Record<string, number[]> {
  const sigmaSquared = sigmaSquaredOf(microRho);
  return Object.fromEntries(
    Object.entries(histograms).map(([key, counts]) => [
      key,
      counts.map((count) => Number(BigInt(count) + discreteGaussian(sigmaSquared, uniform))),
    ]),
  );
}
