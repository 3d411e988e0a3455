import { offsetsOfGoals } from '../../shared/goals/offsets-of-goals.ts';
import { monthsBetween } from '../../shared/outcomes/months.ts';
import { joinedOffsets } from '../../shared/records/time/written-offsets.ts';
import { coveredMonths } from '../../shared/reports/covered-months.ts';
import { type MonthlyReport, monthlyReport } from '../../shared/reports/monthly-report.ts';
import type { MonthlyReportStore } from '../../shared/reports/stores/monthly-report-store.ts';
import type { MonthlyReportId } from '../../shared/reports/stores/report-keys.ts';
import { mapInFlight } from '../../shared/storage/aws/in-flight.ts';
import type { ClinicSettingsStore } from '../../shared/storage/clinics/clinic-settings.ts';
import type { ViewStore } from '../../shared/storage/views/view-store.ts';
import { clinicGoals } from '../../shared/views/clinic-goals.ts';
import { clinicMonthOutcomes, offsetsOf } from '../../shared/views/clinic-month-outcomes.ts';

export type ClinicReportDeps = {
  views: Pick<ViewStore, 'list' | 'each'>;
  reports: Pick<MonthlyReportStore, 'frozen' | 'freeze' | 'write' | 'replace'>;
  settings: Pick<ClinicSettingsStore, 'of'>;
};

const MONTHS_IN_FLIGHT = 4;

/**
 * Writes the report of a clinic's month. Its numbers are computed once and frozen; file and PDF are made of what
 * is frozen, so that a retry, or a second run at the same time, says the same.
 *
 * @param today the day of the run, by its schedule
 */
export async function writeClinicReport(
  deps: ClinicReportDeps,
  id: MonthlyReportId,
  today: string,
): Promise<void> {
  const { reports } = deps;
  const report = (await reports.frozen(id)) ?? (await reports.freeze(id, await computed(deps, id, today)));
  await reports.write(id, await drawn(report));
}

/**
 * Writes the report of a month as it is now, where it stands and would say something else: after an erasure what it was made of
 * is not held any more, and must not live on in it.
 */
export async function writeReportAnew(
  deps: ClinicReportDeps,
  id: MonthlyReportId,
  today: string,
): Promise<void> {
  const frozen = await deps.reports.frozen(id);
  if (frozen === undefined) return;
  const report = await computed(deps, id, today);
  if (JSON.stringify(report) === JSON.stringify(frozen)) return;
  await deps.reports.replace(id, report, await drawn(report));
}

/** What draws is more than all the rest, and no part of a start: it is loaded once there is something to draw. */
async function drawn(report: MonthlyReport): Promise<{ html: string; pdf: Uint8Array }> {
  const [{ monthlyReportPage }, { reportPdf }] = await Promise.all([
    import('../../shared/pages/outcomes/monthly-report-page.ts'),
    import('../../shared/reports/pdf/report-pdf.ts'),
  ]);
  return { html: monthlyReportPage(report), pdf: await reportPdf(report) };
}

async function computed(
  { views, settings }: ClinicReportDeps,
  { clinicId, month }: MonthlyReportId,
  today: string,
) {
  const { from, to } = coveredMonths(month);
  const [clients, goals, { name, timeZone }] = await Promise.all([
    mapInFlight(MONTHS_IN_FLIGHT, monthsBetween(from, to), (one) =>
      clinicMonthOutcomes(views, { clinicId, month: one }),
    ),
    clinicGoals(views, clinicId),
    settings.of(clinicId),
  ]);
  const held = clients.flat();
  const offsets = joinedOffsets([offsetsOf(held), offsetsOfGoals(goals)]);
  return monthlyReport(clinicId, month, { clients: held, goals, today, name, days: { timeZone, offsets } });
}
