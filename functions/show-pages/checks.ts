import { pageAnswer } from '../../shared/http/page-answer.ts';
import { checksPage } from '../../shared/pages/clinic/checks-page.ts';
import { page } from '../../shared/pages/frame/page.ts';
import { askedMonths } from '../../shared/reading/asked-months.ts';
import { withoutEmptyFields } from '../../shared/reading/asked-outcomes.ts';
import { readChecks } from '../../shared/reading/checks.ts';
import type { Reading } from '../../shared/reading/reading.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import { calledTherapists } from './called-therapists.ts';

/** What cannot be among the clinic's facts, as `GET /v1/checks` tells it. */
export function checksPageOf({
  views,
  settings,
  therapists,
  clock,
}: Pick<Reading, 'views' | 'settings' | 'therapists' | 'clock'>): SignedInPage<'owner'> {
  return async (event, { principal, viewer }) => {
    const { clinicId } = principal;
    const asked = askedMonths(withoutEmptyFields(event.queryStringParameters));
    const said = await settings.of(clinicId);
    const called = await calledTherapists({ therapists }, clinicId);
    const found = await readChecks(views, clinicId, asked, clock(), said);
    const main = checksPage({ ...found, called, timeZone: said.timeZone });
    return pageAnswer(200, page({ title: 'Checks', viewer, path: '/checks', main }));
  };
}
