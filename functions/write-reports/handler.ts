import { monthAfter } from '../../shared/outcomes/months.ts';
import { utcSeconds, utcText } from '../../shared/records/time/instant.ts';
import { type ClinicJobDeps, createClinicJobHandler } from '../../shared/schedule/clinic-job-handler.ts';
import { type ClinicReportDeps, writeClinicReport, writeReportAnew } from './clinic-report.ts';

export type ReportHandlerDeps = ClinicReportDeps & Pick<ClinicJobDeps, 'clinics' | 'send' | 'ran' | 'log'>;

/** Monthly reports as the queue asks for them, clinic by clinic: of the month before the scheduled time's. */
export function createReportHandler(deps: ReportHandlerDeps) {
  return createClinicJobHandler({
    ...deps,
    async work(clinicId, scheduledTime, isAnew) {
      const today = utcText(utcSeconds(scheduledTime)).slice(0, 10);
      const month = monthAfter(today.slice(0, 7), -1);
      if (isAnew) await writeReportAnew(deps, { clinicId, month }, today);
      else await writeClinicReport(deps, { clinicId, month }, today);
      deps.log.info('report written', { month, isAnew });
    },
  });
}
