import { json } from '../../shared/http/respond.ts';
import type { RoutesOf } from '../../shared/http/route.ts';
import type { ReportReader } from '../../shared/reading/reading.ts';
import { LINK_SECONDS } from '../../shared/storage/aws/signed-links.ts';

type ReportLinks = { month: string; html: string; pdf: string };

/** What an owner gets: the monthly reports of the clinic, the latest first, each by links that soon expire. */
export function reportRoutes(reports: ReportReader) {
  return {
    'GET /v1/reports': async (_event, { clinicId }) => {
      return json(200, { expiresInSeconds: LINK_SECONDS, reports: await reportLinks(reports, clinicId) });
    },
  } satisfies Partial<RoutesOf<'read-outcomes'>>;
}

/** Links to all reports of a clinic. */
async function reportLinks(reports: ReportReader, clinicId: string): Promise<ReportLinks[]> {
  const months = await reports.months(clinicId);
  return Promise.all(
    months.map(async (month) => ({
      month,
      html: await reports.linkTo({ clinicId, month }, 'html'),
      pdf: await reports.linkTo({ clinicId, month }, 'pdf'),
    })),
  );
}
