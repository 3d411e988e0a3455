import { DomainError } from '../../shared/errors.ts';
import { monthAfter, monthsBetween } from '../../shared/outcomes/months.ts';
import { dateAfter } from '../../shared/records/time/calendar-days.ts';
import { coveredMonths } from '../../shared/reports/covered-months.ts';
import type { DigestStore } from '../../shared/reports/stores/digest-store.ts';
import type { MonthlyReportStore } from '../../shared/reports/stores/monthly-report-store.ts';
import type { AskedWork } from '../../shared/schedule/asked-work.ts';
import type { ClinicJob } from '../../shared/schedule/clinic-job.ts';
import type { Exports } from '../../shared/storage/files/exports.ts';
import type { ForgettingInImports } from '../../shared/storage/files/forget-in-imports.ts';
import type { ViewStore } from '../../shared/storage/views/view-store.ts';
import { hasViews } from '../../shared/views/has-views.ts';

export type ForgetDeps = {
  imports: ForgettingInImports;
  exports: Pick<Exports, 'removeUpTo'>;
  digests: Pick<DigestStore, 'daysNaming' | 'remove'>;
  reports: Pick<MonthlyReportStore, 'months'>;
  views: Pick<ViewStore, 'get' | 'each'>;
  askForDigests(jobs: readonly ClinicJob[]): Promise<void>;
  askForReports(jobs: readonly ClinicJob[]): Promise<void>;
  /** Has it looked at again, so many seconds later. */
  later(work: AskedWork, delaySeconds: number): Promise<void>;
};

export type AskedForgetting = Extract<AskedWork, { work: 'forget-client' }>;
/** What one look has found; `waits`: it is looked at again. */
export type Forgotten = { rewritten: number; underWay: number; digests: number; waits: boolean };

const FIRST_WAIT_SECONDS = 2;
const LONGEST_WAIT_SECONDS = 900;
/** The waits add up to three hours. */
const MOST_LOOKS = 20;

/** After the last look something may still name the client: the message comes again, and ends where an alarm tells of it. */
class ErasureUnfinishedError extends DomainError {
  constructor(underWay: number, isDerived: boolean) {
    const views = isDerived ? '; views that are to follow still hold him' : '';
    super(
      'erasure.unfinished',
      `files, exports and uploads of before the erasure that may still name its client: ${underWay}${views}`,
      { retryable: true },
    );
  }
}

/**
 * Rids what is kept beside the tables of a client who was erased: rows of files, uploads, exports, therapists' digests and
 * monthly reports. Reports and digests are made again from views, which follow the records; until they have, and while files of before
 * the erasure are being read, it is looked at again. It may be done twice.
 *
 * @throws ErasureUnfinishedError at the last look where that is still so: a file that was given up names him until it is read or
 *   removed, and what is refused of it once it is read does after that
 */
export async function forgetClient(deps: ForgetDeps, asked: AskedForgetting): Promise<Forgotten> {
  const { clinicId, client } = asked;
  const erasedAt = new Date(asked.erasedAt);
  const { rewritten, underWay: files } = await deps.imports.forget({ clinicId, client }, erasedAt);
  const underWay = files + (await deps.exports.removeUpTo(clinicId, erasedAt));
  const days = await deps.digests.daysNaming(clinicId, client);
  const months = asked.reportsAsked ? [] : await deps.reports.months(clinicId);
  const isDerived = await hasViews(deps.views, { clinicId, client }, monthsOf(days, months));
  if (!isDerived) {
    for (const day of days) await deps.digests.remove(clinicId, day);
    await deps.askForDigests(days.map((day) => jobOf(clinicId, `${dateAfter(day, 1)}T04:00:00Z`)));
    await deps.askForReports(months.map((month) => jobOf(clinicId, `${monthAfter(month, 1)}-09T05:00:00Z`)));
  }
  const waits = underWay > 0 || isDerived;
  if (waits && asked.looked >= MOST_LOOKS) throw new ErasureUnfinishedError(underWay, isDerived);
  if (waits) {
    const again = { ...asked, looked: asked.looked + 1, reportsAsked: asked.reportsAsked || !isDerived };
    await deps.later(again, Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** asked.looked));
  }
  return { rewritten, underWay, digests: days.length, waits };
}

/** The months that digests as of some days, and the reports of some months, are made of. */
function monthsOf(days: readonly string[], months: readonly string[]): string[] {
  const ofDigests = days.map((day) => day.slice(0, 7)).flatMap((month) => [monthAfter(month, -1), month]);
  const ofReports = months.flatMap((month) => {
    const { from, to } = coveredMonths(month);
    return monthsBetween(from, to);
  });
  return [...new Set([...ofDigests, ...ofReports])];
}

const jobOf = (clinicId: string, scheduledTime: string): ClinicJob => ({
  scheduledTime,
  clinics: [clinicId],
  anew: true,
});
