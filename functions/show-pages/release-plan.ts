import { pageAnswer } from '../../shared/http/page-answer.ts';
import { page } from '../../shared/pages/frame/page.ts';
import { releasePlanPage } from '../../shared/pages/releases/release-plan-page.ts';
import type { Reading } from '../../shared/reading/reading.ts';
import { readReleasePlan } from '../../shared/reading/release-plan.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';

/** What a programme's releases would tell of so many clients, by the same core as `npm run release:plan`. */
export function releasePlanPageOf({ releasing }: Pick<Reading, 'releasing'>): SignedInPage<'owner'> {
  return async (event, { principal, viewer }) => {
    const asked = event.queryStringParameters?.['clients'];
    const main = releasePlanPage(await readReleasePlan(releasing.programmes, principal.clinicId, asked));
    return pageAnswer(200, page({ title: 'What a release would tell', viewer, path: '/releases', main }));
  };
}
