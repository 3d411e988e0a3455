import type { SessionOutcome } from '../../shared/outcomes/session-outcome.ts';
import type { AnonymisedTable } from '../../shared/privacy/anonymised-table.ts';
import { anonymisedTable } from '../../shared/privacy/differential-privacy/anonymised-release.ts';
import { likelyMean } from '../../shared/privacy/differential-privacy/estimates/likely-mean.ts';
import { measure } from '../../shared/privacy/differential-privacy/noise/measure.ts';
import type { NoisyCounts } from '../../shared/privacy/differential-privacy/noise/noisy-counts.ts';
import type { Design } from '../../shared/privacy/programme/designs.ts';
import { mayCount } from '../../shared/privacy/programme/may-count.ts';
import type { Catalogue, Programme } from '../../shared/privacy/programme/programme.ts';
import {
  type PeriodKind,
  type ReleasePeriod,
  releasePeriod,
} from '../../shared/privacy/programme/release-period.ts';
import { bernoulliExp } from '../../shared/privacy/samplers/bernoulli.ts';
import { discreteGaussian } from '../../shared/privacy/samplers/discrete-gaussian.ts';
import { discreteLaplace } from '../../shared/privacy/samplers/discrete-laplace.ts';
import type { Rational } from '../../shared/privacy/samplers/rational.ts';
import { secureRandom } from '../../shared/privacy/samplers/secure-random.ts';
import { type Uniform, uniformFrom } from '../../shared/privacy/samplers/uniform.ts';
import { clientContribution } from '../../shared/privacy/tally/client-contribution.ts';
import type { ClientContribution, PeriodTally } from '../../shared/privacy/tally/period-tally.ts';
import { addTallies, tallyOf } from '../../shared/privacy/tally/tally.ts';

export type Samplers = {
  uniform: Uniform;
  bernoulliExp(x: Rational): boolean;
  discreteLaplace(scale: Rational): bigint;
  discreteGaussian(sigmaSquared: Rational): bigint;
};

/** Everything between a client's sessions and a release, as an attacker meets it: the real one, or a faulty one. */
export type Mechanism = {
  samplers: Samplers;
  /** What the programmes that are attacked ask; what is usual, when absent. */
  design?: Design;
  contributions(sessions: readonly SessionOutcome[], catalogue: Catalogue): ClientContribution[];
  mayCount: typeof mayCount;
  tallyOf: typeof tallyOf;
  addTallies: typeof addTallies;
  measure(programme: Programme, catalogue: Catalogue, period: ReleasePeriod, tally: PeriodTally): NoisyCounts;
  /** @param exact what a sound mechanism never looks at */
  table(programme: Programme, period: ReleasePeriod, noisy: NoisyCounts, exact: PeriodTally): AnonymisedTable;
  mean: typeof likelyMean;
};

const random = secureRandom();
const uniform = uniformFrom(random);

export const REAL: Mechanism = {
  samplers: {
    uniform,
    bernoulliExp: (x) => bernoulliExp(x, uniform),
    discreteLaplace: (scale) => discreteLaplace(scale, uniform),
    discreteGaussian: (sigmaSquared) => discreteGaussian(sigmaSquared, uniform),
  },
  contributions: (sessions, catalogue) =>
    [clientContribution(sessions, catalogue)].filter((one) => one !== undefined),
  mayCount,
  tallyOf,
  addTallies,
  measure: (programme, catalogue, period, tally) => measure(programme, catalogue, period, tally, random),
  table: (programme, period, noisy) => anonymisedTable(programme, period, noisy),
  mean: likelyMean,
};

/** The periods of a lifetime and one more, of programmes of each kind; the first is the one that most attacks look at. */
export const PERIODS: Readonly<Record<PeriodKind, readonly ReleasePeriod[]>> = {
  quarter: named('2024Q3', '2024Q4', '2025Q1', '2025Q2', '2025Q3', '2025Q4', '2026Q1', '2026Q2', '2026Q3'),
  'half-year': named('2024H1', '2024H2', '2025H1', '2025H2', '2026H1'),
  year: named('2024Y', '2025Y', '2026Y'),
  'quarter-and-year': named(
    ...['2024Y', '2024Q1', '2024Q2', '2024Q3', '2024Q4'],
    ...['2025Y', '2025Q1', '2025Q2', '2025Q3', '2025Q4', '2026Q1'],
  ),
};

function named(...periods: string[]): ReleasePeriod[] {
  return periods.map((period) => releasePeriod(period)!);
}
