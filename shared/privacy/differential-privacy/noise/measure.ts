import { askedIn } from '../../programme/asked-in.ts';
import type { Catalogue, Programme } from '../../programme/programme.ts';
import { domainOf, FAMILIES, type Family } from '../../programme/questions.ts';
import type { ReleasePeriod } from '../../programme/release-period.ts';
import { discreteGaussian } from '../../samplers/discrete-gaussian.ts';
import { assertSecure, type SecureRandom } from '../../samplers/secure-random.ts';
import { type Uniform, uniformFrom } from '../../samplers/uniform.ts';
import type { PeriodTally } from '../../tally/period-tally.ts';
import { sharesOf, sigmaSquaredOf } from '../budget/release-budget.ts';
import { type Histograms, histogramsOf } from './histograms.ts';
import type { NoisyCounts } from './noisy-counts.ts';

/**
 * Measures a period: exact discrete Gaussian noise on every count of every histogram that is asked of the catalogue,
 * drawn afresh and independently. It satisfies rho-zCDP with the rho of `askedIn`, for adding or removing all that
 * one client holds in the period. Called once for a period: a second measurement of the same data is to be
 * paid for, and one of other data with the same noise would tell their difference.
 *
 * @param tally of clients with one contribution each, from this catalogue
 * @param random from `secureRandom()`
 * @param revision which may have less to spend than the first release
 * @throws TypeError for any other source, and ConfigError for a budget too small to share; never because of
 * what is in the tally
 */
export function measure(
  programme: Pick<Programme, 'programme' | 'period' | 'questions' | 'budget'>,
  catalogue: Catalogue,
  period: Pick<ReleasePeriod, 'period'>,
  tally: PeriodTally,
  random: SecureRandom,
  revision = 1,
): NoisyCounts {
  assertSecure(random);
  const uniform = uniformFrom(random);
  const asked = askedIn(programme, period, revision);
  const domain = domainOf(catalogue, asked.questions);
  const microRho = sharesOf(asked.microRho, asked.questions.percent);
  const exact = histogramsOf(domain, tally);
  const noisy = FAMILIES.map(
    (family) =>
      [family, microRho[family] > 0 ? withNoise(exact[family], microRho[family], uniform) : {}] as const,
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
