import { type Principal, requireRole } from '../../../shared/access/principal.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import { pageAnswer } from '../../../shared/http/page-answer.ts';
import { pathParameter } from '../../../shared/http/route.ts';
import { monthlyReportList } from '../../../shared/pages/monthly-report-list.ts';
import { page } from '../../../shared/pages/page.ts';
import type { ReadDeps } from '../handler.ts';
import { found } from '../releases.ts';
import type { SignedInPage } from './page-handler.ts';

/** An owner's monthly reports: their list, and each of their files by a fresh link, however old the list is. */
export function reportPages({
  reports,
}: Pick<ReadDeps, 'reports'>): Readonly<Record<'list' | 'file', SignedInPage>> {
  const monthsOf = async (principal: Principal) => {
    const { clinicId } = requireRole(principal, 'owner');
    return { clinicId, months: await reports.months(clinicId) };
  };
  return {
    async list(_event, { principal, viewer }) {
      const { months } = await monthsOf(principal);
      const main = monthlyReportList(months);
      return pageAnswer(200, page({ title: 'Monthly reports', viewer, path: '/reports', main }));
    },

    async file(event, { principal }) {
      const { clinicId, months } = await monthsOf(principal);
      const [month, form] = [pathParameter(event, 'month'), pathParameter(event, 'form')];
      if (!months.includes(month) || (form !== 'html' && form !== 'pdf')) {
        throw new NotFoundError('no such report');
      }
      return found(await reports.linkTo({ clinicId, month }, form));
    },
  };
}
