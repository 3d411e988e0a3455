import { requireRole } from '../../../shared/access/principal.ts';
import { pageAnswer } from '../../../shared/http/page-answer.ts';
import { checksPage } from '../../../shared/pages/checks-page.ts';
import { page } from '../../../shared/pages/page.ts';
import { withoutEmptyFields } from '../asked-outcomes.ts';
import { readChecks } from '../checks.ts';
import type { ReadDeps } from '../handler.ts';
import { askedMonths } from '../months.ts';
import type { SignedInPage } from './page-handler.ts';

/** What cannot be among the clinic's facts, as `GET /v1/checks` tells it. */
export function checksPageOf({
  views,
  settings,
  clock,
}: Pick<ReadDeps, 'views' | 'settings' | 'clock'>): SignedInPage {
  return async (event, { principal, viewer }) => {
    const { clinicId } = requireRole(principal, 'owner');
    const asked = askedMonths(withoutEmptyFields(event.queryStringParameters));
    const main = checksPage(await readChecks(views, clinicId, asked, clock(), await settings.of(clinicId)));
    return pageAnswer(200, page({ title: 'Checks', viewer, path: '/checks', main }));
  };
}
