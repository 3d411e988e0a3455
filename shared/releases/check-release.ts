import {
  brokenPromise,
  mostSpent,
  type Spent,
  type Told,
} from '../privacy/differential-privacy/budget/lifetime.ts';
import { toldBy } from '../privacy/differential-privacy/budget/release-account.ts';
import { hasClosed, orderOf, releasePeriod } from '../privacy/programme/release-period.ts';
import { tableDimensions } from '../privacy/programme/table-dimensions.ts';
import { tableLayout } from '../privacy/threshold/table-layout.ts';
import { claimedPart, mayTellBesides } from './claimed-part.ts';
import type { Claimant, ClinicHistory, ClinicRelease } from './clinic-history.ts';
import {
  BreaksPromiseError,
  MonthClaimedError,
  OtherModeError,
  OtherRowsError,
  PeriodNotClosedError,
} from './release-errors.ts';
import { type ReleaseId, releaseIdText } from './release-id.ts';
import type { ReleaseTerms } from './release-terms.ts';

/** @throws PeriodNotClosedError while reports of the period can still come */
export function checkClosed({ period }: Pick<ReleaseTerms, 'period'>, now: Date): void {
  if (!hasClosed(period, now)) throw new PeriodNotClosedError(period);
}

/**
 * Whether a revision by threshold has the rows of its first release. With noise each row is protected by its own; by
 * threshold what one table hides could be computed from another of the same clients.
 *
 * @param first undefined where none was made
 * @throws OtherRowsError
 */
export function checkSameRows(terms: ReleaseTerms, first: ReleaseTerms | undefined): void {
  if (!first || terms.programme.mode !== 'threshold') return;
  const [then, now] = [first, terms].map(({ catalogue, programme }) =>
    tableLayout(catalogue, tableDimensions(programme.questions)).keys.join(),
  );
  if (then !== now) throw new OtherRowsError(terms.release);
}

/**
 * Whether a release keeps what the releases of a clinic have promised, of whatever programmes: each month is
 * told once, in one mode, and no client can come to spend more than a manifest says.
 *
 * What is charged refuses for good. What is pending refuses for now: it may itself be refused.
 *
 * @throws MonthClaimedError, OtherModeError or BreaksPromiseError
 */
export function checkAgainstClinic(terms: ReleaseTerms, history: ClinicHistory): void {
  const charged = history.releases.filter(({ state }) => state === 'charged');
  checkMonths(terms, history, charged);
  for (const [others, isFinal] of [[charged, true] as const, [history.releases, false] as const]) {
    checkTerms(terms, history.clinicId, others.filter(isOther(terms.release)), isFinal);
  }
}

function checkMonths(
  terms: ReleaseTerms,
  { clinicId, months, totals }: ClinicHistory,
  charged: readonly ClinicRelease[],
): void {
  const { release, period } = terms;
  const [own, besides] = claimedPart(terms) === 'whole' ? [months, totals] : [totals, months];
  const isOther = (one: Claimant) => one.programme !== release.programme || one.period !== release.period;
  for (const month of period.months) {
    const holder = [own.get(month)]
      .concat([besides.get(month)].filter((one) => one && !mayTellBesides(terms, one)))
      .find((one) => one && isOther(one));
    if (!holder) continue;
    const isCharged = charged.some(
      ({ release: one }) => one.programme === holder.programme && one.period === holder.period,
    );
    const by = `${holder.programme} ${holder.period}`;
    throw new MonthClaimedError({ ...release, clinicId, month, by }, isCharged);
  }
}

function checkTerms(
  terms: ReleaseTerms,
  clinicId: string,
  others: readonly ClinicRelease[],
  isFinal: boolean,
): void {
  const { release, programme } = terms;
  const other = others.find(({ mode }) => mode !== programme.mode);
  if (other) throw new OtherModeError({ ...release, clinicId, mode: other.mode }, isFinal);
  if (programme.mode === 'threshold') return;
  const broken = brokenPromise(toldBy(programme, terms.period, release.revision), others.map(toldOf));
  if (!broken) return;
  const by = releaseIdText(others[broken.at]!.release);
  throw new BreaksPromiseError({ ...release, clinicId, by }, EXPECTED[broken.kind](broken.most), isFinal);
}

const EXPECTED = {
  lifetime: (most: number) => `expected microRhoPerPeriod times periodsPerClient to be at most ${most}`,
  reserve: (most: number) => `expected microRhoReserve to be at most ${most}`,
  order: () => 'expected the same budget as of later periods, which were released before it',
};

/**
 * The most that any client of some clinics can have spent before a release.
 *
 * @param histories of its clinics
 */
export function spentBefore(terms: ReleaseTerms, histories: readonly ClinicHistory[]): Spent {
  const order = orderOf(terms.period);
  const isBefore = (told: Told) => told.revision > 1 || terms.release.revision > 1 || told.order < order;
  const spent = histories.map(({ releases }) =>
    mostSpent(releases.filter(isOther(terms.release)).map(toldOf).filter(isBefore)),
  );
  return {
    microRho: Math.max(0, ...spent.map(({ microRho }) => microRho)),
    byRevisions: Math.max(0, ...spent.map(({ byRevisions }) => byRevisions)),
  };
}

function toldOf({ release, microRho, lifetime, reserve }: ClinicRelease): Told {
  const order = orderOf(releasePeriod(release.period)!);
  return { order, revision: release.revision, microRho, lifetime, reserve };
}

function isOther(release: ReleaseId) {
  return ({ release: one }: ClinicRelease) => releaseIdText(one) !== releaseIdText(release);
}
