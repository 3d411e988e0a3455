import type { SignedLinks } from '../../storage/aws/signed-links.ts';
import { type MonthlyReportId, monthlyReportKey } from './report-keys.ts';

export type MonthlyReportLinks = ReturnType<typeof createMonthlyReportLinks>;

/** Links to monthly reports, for a reader who opens them now. */
export function createMonthlyReportLinks(link: SignedLinks) {
  return (id: MonthlyReportId, form: 'html' | 'pdf'): Promise<string> =>
    link({
      key: monthlyReportKey(id, form),
      shown: `inline; filename="outcomes-${id.clinicId}-${id.month}.${form}"`,
    });
}
