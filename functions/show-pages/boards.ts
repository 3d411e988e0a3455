import { NotFoundError } from '../../shared/errors.ts';
import { pageAnswer } from '../../shared/http/page-answer.ts';
import { takeOverTable } from '../../shared/pages/care-tables.ts';
import { goalBoard } from '../../shared/pages/goal-board.ts';
import { html } from '../../shared/pages/html.ts';
import { page } from '../../shared/pages/page.ts';
import { therapistList } from '../../shared/pages/therapist-list.ts';
import { askedDate } from '../../shared/reading/as-of.ts';
import { readBoard } from '../../shared/reading/board.ts';
import { readTakeOvers } from '../../shared/reading/care.ts';
import type { Reading } from '../../shared/reading/reading.ts';
import { askedTherapist } from '../../shared/reading/therapist.ts';
import { readTherapistSummary } from '../../shared/reading/therapist-summaries.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';

type BoardPages = {
  own: SignedInPage<'therapist'>;
  list: SignedInPage<'owner'>;
  ofTherapist: SignedInPage<'owner'>;
};

/** Goal boards: a therapist's own, and for an owner the list of therapists and the board of each. */
export function boardPages(deps: Pick<Reading, 'views' | 'inCare' | 'today'>): BoardPages {
  const { today } = deps;
  return {
    async own(event, { principal: therapist, viewer }) {
      const asOf = askedDate(event.queryStringParameters, await today(therapist.clinicId));
      const main = goalBoard(await readBoard(deps, therapist, asOf, therapist.therapistId));
      return pageAnswer(200, page({ title: 'Goal board', viewer, path: '/therapist', main }));
    },

    async list(event, { principal: owner, viewer }) {
      const asOf = askedDate(event.queryStringParameters, await today(owner.clinicId));
      const { therapists, attainmentScaling } = await readTherapistSummary(deps, owner, asOf);
      const takenOver = takeOverTable(await readTakeOvers(deps.views, owner.clinicId));
      const main = html`${therapistList(asOf, therapists, attainmentScaling)}
${takenOver}`;
      return pageAnswer(200, page({ title: 'Therapists', viewer, path: '/therapists', main }));
    },

    async ofTherapist(event, { principal: owner, viewer }) {
      const asOf = askedDate(event.queryStringParameters, await today(owner.clinicId));
      const therapist = askedTherapist(event.pathParameters);
      if (therapist === undefined) throw new NotFoundError('no such page');
      const main = goalBoard(await readBoard(deps, owner, asOf, therapist));
      const title = `Goal board of ${therapist}`;
      return pageAnswer(200, page({ title, viewer, path: '/therapists', main }));
    },
  };
}
