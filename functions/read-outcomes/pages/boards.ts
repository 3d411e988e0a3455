import { requireRole } from '../../../shared/access/principal.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import { pageAnswer } from '../../../shared/http/page-answer.ts';
import { takeOverTable } from '../../../shared/pages/care-tables.ts';
import { goalBoard } from '../../../shared/pages/goal-board.ts';
import { html } from '../../../shared/pages/html.ts';
import { page } from '../../../shared/pages/page.ts';
import { therapistList } from '../../../shared/pages/therapist-list.ts';
import { askedDate } from '../as-of.ts';
import { readBoard } from '../board.ts';
import { readTakeOvers } from '../care.ts';
import type { ReadDeps } from '../handler.ts';
import { askedTherapist } from '../therapist.ts';
import { readTherapistSummary } from '../therapist-summaries.ts';
import type { SignedInPage } from './page-handler.ts';

type BoardPages = Readonly<Record<'own' | 'list' | 'ofTherapist', SignedInPage>>;

/** Goal boards: a therapist's own, and for an owner the list of therapists and the board of each. */
export function boardPages(deps: Pick<ReadDeps, 'views' | 'inCare' | 'today'>): BoardPages {
  const { today } = deps;
  return {
    async own(event, { principal, viewer }) {
      const therapist = requireRole(principal, 'therapist');
      const asOf = askedDate(event.queryStringParameters, await today(therapist.clinicId));
      const main = goalBoard(await readBoard(deps, therapist, asOf, therapist.therapistId));
      return pageAnswer(200, page({ title: 'Goal board', viewer, path: '/therapist', main }));
    },

    async list(event, { principal, viewer }) {
      const owner = requireRole(principal, 'owner');
      const asOf = askedDate(event.queryStringParameters, await today(owner.clinicId));
      const { therapists, attainmentScaling } = await readTherapistSummary(deps, owner, asOf);
      const takenOver = takeOverTable(await readTakeOvers(deps.views, owner.clinicId));
      const main = html`${therapistList(asOf, therapists, attainmentScaling)}
${takenOver}`;
      return pageAnswer(200, page({ title: 'Therapists', viewer, path: '/therapists', main }));
    },

    async ofTherapist(event, { principal, viewer }) {
      const owner = requireRole(principal, 'owner');
      const asOf = askedDate(event.queryStringParameters, await today(owner.clinicId));
      const therapist = askedTherapist(event.pathParameters);
      if (therapist === undefined) throw new NotFoundError('no such page');
      const main = goalBoard(await readBoard(deps, owner, asOf, therapist));
      const title = `Goal board of ${therapist}`;
      return pageAnswer(200, page({ title, viewer, path: '/therapists', main }));
    },
  };
}
