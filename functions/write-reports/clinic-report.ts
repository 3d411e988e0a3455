import { monthsBetween } from '../../shared/outcomes/months.ts';
import { monthlyReportPage } from '../../shared/pages/monthly-report-page.ts';
import { coveredMonths, monthlyReport } from '../../shared/reports/monthly-report.ts';
import { reportPdf } from '../../shared/reports/pdf/report-pdf.ts';
import type { MonthlyReportStore } from '../../shared/reports/stores/monthly-report-store.ts';
import type { MonthlyReportId } from '../../shared/reports/stores/report-keys.ts';
import { mapInFlight } from '../../shared/storage/in-flight.ts';
import type { ViewStore } from '../../shared/storage/view-store.ts';
import { clinicGoals } from '../../shared/views/clinic-goals.ts';
import { clinicMonthOutcomes } from '../../shared/views/clinic-month-view.ts';

export type ClinicReportDeps = {
  views: Pick<ViewStore, 'list' | 'each'>;
  reports: Pick<MonthlyReportStore, 'frozen' | 'freeze' | 'write'>;
};

const MONTHS_IN_FLIGHT = 4;

/**
 * Writes the report of a clinic's month. Its numbers are computed once and frozen; file and PDF are made of what
 * is frozen, so that a retry, or a second run at the same time, says the same.
 *
 * @param today the day of the run, by its schedule
 */
export async function writeClinicReport(
  { views, reports }: ClinicReportDeps,
  id: MonthlyReportId,
  today: string,
): Promise<void> {
  const report = (await reports.frozen(id)) ?? (await reports.freeze(id, await computed(views, id, today)));
  await reports.write(id, { html: monthlyReportPage(report), pdf: await reportPdf(report) });
}

async function computed(
  views: ClinicReportDeps['views'],
  { clinicId, month }: MonthlyReportId,
  today: string,
) {
  const { from, to } = coveredMonths(month);
  const [clients, goals] = await Promise.all([
    mapInFlight(MONTHS_IN_FLIGHT, monthsBetween(from, to), (one) =>
      clinicMonthOutcomes(views, { clinicId, month: one }),
    ),
    clinicGoals(views, clinicId),
  ]);
  return monthlyReport(clinicId, month, { clients: clients.flat(), goals, today });
}
