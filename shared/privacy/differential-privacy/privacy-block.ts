import { askedIn } from '../programme/asked-in.ts';
import { lifetimeMicroRho } from '../programme/budget.ts';
import { COMPLAINT_GROUPS, complaintsIn } from '../programme/complaint-groups.ts';
import type { Programme } from '../programme/programme.ts';
import { askedFamilies, type Questions } from '../programme/questions.ts';
import { LATE_REPORT_DAYS, type ReleasePeriod } from '../programme/release-period.ts';
import { RECOVERY_BINS } from '../tally/period-tally.ts';
import { wholeOf } from './budget/lifetime.ts';
import { lossInTerms } from './budget/loss-in-terms.ts';
import type { ReleaseAccount } from './budget/release-account.ts';
import { CELLS_PER_CLIENT, sigmaSquaredOf } from './budget/release-budget.ts';
import { LATEST_ESTIMATES } from './estimates/estimates.ts';
import { BIN_ERROR, IMPROVEMENT_BINS } from './noise/histograms.ts';
import type { NoisyCounts } from './noise/noisy-counts.ts';

const MICRO = 1e6;

/**
 * What is promised, with which numbers, and what is not: configuration and mathematics, nothing of the data.
 *
 * @param pooled the periods that the pooled edition adds up
 */
export function privacyBlock(
  programme: Programme,
  period: Pick<ReleasePeriod, 'period'>,
  noisy: NoisyCounts,
  account: ReleaseAccount,
  pooled: readonly string[],
): Readonly<Record<string, unknown>> {
  const { questions, microRho } = askedIn(programme, period, account.revision);
  return {
    mode: 'differential-privacy',
    definition: 'zero-concentrated differential privacy (zCDP), central model',
    unit: 'one client of one clinic: his whole history, over all periods and programmes',
    adjacency: 'add or remove one client',
    ...lossOf(microRho, account),
    bounding: {
      contributionsPerClientAndPeriod: CELLS_PER_CLIENT,
      periodsPerClient: programme.budget.periodsPerClient,
      mostRhoPerClient: lifetimeMicroRho(programme.budget) / MICRO,
      rule:
        'the technique and complaint with most scored sessions, ties by catalogue order; the median score ' +
        'before, a half rounded up, and the median improvement over them, a half rounded down; nobody whose ' +
        'median score before is 0; the first periods count, while what a client has spent leaves room for another',
      responder: 'improvement of at least 30 % of the score before: 10 * improvement >= 3 * before',
      improvementRange: [-10, 10],
    },
    bins: {
      improvement: IMPROVEMENT_BINS.map(({ label, representative, responder }) => ({
        label,
        representative,
        responder,
      })),
      meanError: BIN_ERROR,
      recoveryHours: RECOVERY_BINS,
    },
    tables: tablesOf(noisy, questions),
    mechanism:
      'exact discrete Gaussian noise on every count (Canonne, Kamath & Steinke 2020), in integers throughout',
    estimates: LATEST_ESTIMATES,
    postProcessing:
      'generalised least squares over cells, margins and total, as far as they were asked; from the top down the nearest ' +
      'counts that agree and are never below 0; intervals by profile likelihood, of means with what bins leave out; everything follows from noisy counts',
    pooled: { file: 'pooled.csv', periods: pooled },
    rng: 'node:crypto, no seed',
    catalogueVersion: noisy.catalogue.version,
    catalogue: { techniques: noisy.catalogue.techniques, complaints: noisy.catalogue.complaints },
    ...(questions.complaints === 'groups' && {
      complaintGroups: Object.fromEntries(COMPLAINT_GROUPS.map((group) => [group, complaintsIn(group)])),
    }),
    lateReports: `counted until ${LATE_REPORT_DAYS} days after the period's end, then never`,
    knownLimits: KNOWN_LIMITS,
  };
}

const KNOWN_LIMITS = [
  'Somebody known under two ids, or at two clinics, is protected as two clients are: up to four times the rho.',
  'Therapists and clinics are not protected, only clients; no row is about either.',
  'What is true of a group whoever is in it can be learned, and may be said of its members.',
  'Who guesses which of two bins a known client is in tests a substitution: twice the rho.',
  'A client counts in his first periods only, so later releases lean towards new clients.',
  `Intervals of means allow for bins by ${BIN_ERROR} points, as a standard deviation over programmes; one may be farther off.`,
  'Intervals do not cover what one contribution per client leaves out.',
];

function lossOf(microRho: number, { spentBefore, promise }: ReleaseAccount) {
  const lifetime = wholeOf(promise);
  return {
    composition:
      "a clinic's month is released once, whatever programmes are called; what all releases tell of one client " +
      'is added up in his account, and is at most the lifetime',
    perPeriod: lossInTerms(microRho),
    spentBefore: { rho: spentBefore.microRho / MICRO, byRevisions: spentBefore.byRevisions / MICRO },
    lifetime: lossInTerms(lifetime),
    substitution: {
      adjacency: 'one client has other values',
      perPeriod: lossInTerms(2 * microRho),
      lifetime: lossInTerms(2 * lifetime),
    },
    revision: {
      use: 'yet to come, at most once in two years, with fresh noise; adds to the lifetime',
      ...lossInTerms(promise.byRevisionsToCome),
    },
  };
}

function tablesOf({ microRho }: NoisyCounts, questions: Questions) {
  return Object.fromEntries(
    askedFamilies(questions).map((family) => {
      const { numerator, denominator } = sigmaSquaredOf(microRho[family]);
      return [
        family,
        {
          rho: microRho[family] / MICRO,
          percent: questions.percent[family],
          sigmaSquared: `${numerator}/${denominator}`,
          sigma: Math.round(Math.sqrt(Number(numerator) / Number(denominator)) * 1e4) / 1e4,
        },
      ];
    }),
  );
}
