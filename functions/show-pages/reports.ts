import { NotFoundError } from '../../shared/errors.ts';
import { fileElsewhere } from '../../shared/http/file-elsewhere.ts';
import { pageAnswer } from '../../shared/http/page-answer.ts';
import { pathParameter } from '../../shared/http/route.ts';
import { page } from '../../shared/pages/frame/page.ts';
import { monthlyReportList } from '../../shared/pages/outcomes/monthly-report-list.ts';
import type { Reading } from '../../shared/reading/reading.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import { LINK_SECONDS } from '../../shared/storage/aws/signed-links.ts';
import { calledTherapists } from './called-therapists.ts';

/** An owner's monthly reports: their list, and each of their files by a fresh link, however old the list is. */
export function reportPages({
  reports,
  therapists,
}: Pick<Reading, 'reports' | 'therapists'>): Readonly<Record<'list' | 'file', SignedInPage<'owner'>>> {
  return {
    async list(_event, { principal, viewer }) {
      const { clinicId } = principal;
      const called = await calledTherapists({ therapists }, clinicId);
      const main = monthlyReportList(await reports.months(clinicId), called);
      return pageAnswer(200, page({ title: 'Monthly reports', viewer, path: '/reports', main }));
    },

    async file(event, { principal: { clinicId } }) {
      const months = await reports.months(clinicId);
      const [month, form] = [pathParameter(event, 'month'), pathParameter(event, 'form')];
      if (!months.includes(month) || (form !== 'html' && form !== 'pdf')) {
        throw new NotFoundError('no such report');
      }
      return fileElsewhere(await reports.linkTo({ clinicId, month }, form), LINK_SECONDS);
    },
  };
}
