import { lifetimeMicroRho, type Programme } from '../programme/programme.ts';
import { LATE_REPORT_DAYS } from '../programme/release-period.ts';
import { RECOVERY_BINS } from '../tally/period-tally.ts';
import { wholeOf } from './budget/lifetime.ts';
import type { ReleaseAccount } from './budget/release-account.ts';
import { CELLS_PER_CLIENT, FAMILIES, PERCENT, sigmaSquaredOf } from './budget/release-budget.ts';
import { epsilonOf, mostAreaUnderCurve, mostTruePositives, muOf } from './budget/zcdp.ts';
import { IMPROVEMENT_BINS } from './noise/histograms.ts';
import type { NoisyCounts } from './noise/noisy-counts.ts';

const MICRO = 1e6;
const DELTA = 1e-6;

/** What is promised, with which numbers, and what is not: configuration and mathematics, nothing of the data. */
export function privacyBlock(
  programme: Programme,
  noisy: NoisyCounts,
  account: ReleaseAccount,
): Readonly<Record<string, unknown>> {
  return {
    mode: 'differential-privacy',
    definition: 'zero-concentrated differential privacy (zCDP), central model',
    unit: 'one client of one clinic: his whole history, over all periods and programmes',
    adjacency: 'add or remove one client',
    ...lossOf(programme, account),
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
      recoveryHours: RECOVERY_BINS,
    },
    tables: tablesOf(noisy),
    mechanism:
      'exact discrete Gaussian noise on every count (Canonne, Kamath & Steinke 2020), in integers throughout',
    postProcessing:
      'generalised least squares over cells, margins and total; everything follows from noisy counts',
    rng: 'node:crypto, no seed',
    catalogueVersion: noisy.catalogue.version,
    catalogue: { techniques: noisy.catalogue.techniques, complaints: noisy.catalogue.complaints },
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
  'Intervals do not cover what bins and one contribution per client leave out.',
];

function lossOf({ budget }: Programme, { spentBefore, promise }: ReleaseAccount) {
  const { microRhoPerPeriod } = budget;
  const lifetime = wholeOf(promise);
  return {
    composition:
      "a clinic's month is released once, whatever programmes are called; what all releases tell of one client " +
      'is added up in his account, and is at most the lifetime',
    perPeriod: inTerms(microRhoPerPeriod),
    spentBefore: { rho: spentBefore.microRho / MICRO, byRevisions: spentBefore.byRevisions / MICRO },
    lifetime: inTerms(lifetime),
    substitution: {
      adjacency: 'one client has other values',
      perPeriod: inTerms(2 * microRhoPerPeriod),
      lifetime: inTerms(2 * lifetime),
    },
    revision: {
      use: 'yet to come, at most once in two years, with fresh noise; adds to the lifetime',
      ...inTerms(promise.byRevisionsToCome),
    },
  };
}

/** A privacy loss in the terms that people ask for, rounded so that it promises no more than is kept. */
function inTerms(microRho: number) {
  const rho = microRho / MICRO;
  if (rho === 0) return { rho };
  return {
    rho,
    epsilon: upwards(epsilonOf(rho, DELTA), 100),
    delta: DELTA,
    mu: upwards(muOf(rho), 1000),
    membershipTest: {
      mostAreaUnderCurve: upwards(mostAreaUnderCurve(rho), 1000),
      mostFoundAt1PercentFalseAlarms: upwards(mostTruePositives(rho, 0.01), 1000),
      mostFoundAt5PercentFalseAlarms: upwards(mostTruePositives(rho, 0.05), 1000),
    },
  };
}

/** Next multiple of 1 / steps; what is one already, but for rounding in the last digits, stays. */
function upwards(value: number, steps: number): number {
  return Math.ceil(value * steps - 1e-9) / steps;
}

function tablesOf({ microRho }: NoisyCounts) {
  return Object.fromEntries(
    FAMILIES.map((family) => {
      const { numerator, denominator } = sigmaSquaredOf(microRho[family]);
      return [
        family,
        {
          rho: microRho[family] / MICRO,
          percent: PERCENT[family],
          sigmaSquared: `${numerator}/${denominator}`,
          sigma: Math.round(Math.sqrt(Number(numerator) / Number(denominator)) * 1e4) / 1e4,
        },
      ];
    }),
  );
}
