import { NotFoundError } from '../../shared/errors.ts';
import { pageAnswer } from '../../shared/http/page-answer.ts';
import { goalBoard } from '../../shared/pages/boards/goal-board.ts';
import { therapistList, unknownTherapist } from '../../shared/pages/boards/therapist-list.ts';
import { listOnBoard } from '../../shared/pages/boards/todays-list.ts';
import { takeOverTable } from '../../shared/pages/clients/care-tables.ts';
import { clientLookup } from '../../shared/pages/clients/client-lookup.ts';
import { therapistsFirstSteps } from '../../shared/pages/clinic/first-steps.ts';
import { BOARD_PATH } from '../../shared/pages/frame/back-to.ts';
import { html } from '../../shared/pages/frame/html.ts';
import { page } from '../../shared/pages/frame/page.ts';
import type { ClientNames } from '../../shared/pages/parts/client-label.ts';
import { askedDate } from '../../shared/reading/as-of.ts';
import { type Board, readBoard } from '../../shared/reading/board.ts';
import { readTakeOvers } from '../../shared/reading/care.ts';
import { type LabelDeps, readLabels } from '../../shared/reading/client-labels.ts';
import type { Reading } from '../../shared/reading/reading.ts';
import { askedTherapist } from '../../shared/reading/therapist.ts';
import { readTherapistSummary } from '../../shared/reading/therapist-summaries.ts';
import {
  readTodaysVisits,
  type TodaysVisit,
  type TodaysVisitsDeps,
} from '../../shared/reading/todays-visits.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import { type ListDeps, listedToday } from '../../shared/site/todays-list.ts';
import { calledTherapists } from './called-therapists.ts';
import type { RecordFormDeps } from './record-forms.ts';

type BoardDeps = Pick<Reading, 'views' | 'therapists'> &
  TodaysVisitsDeps &
  LabelDeps &
  ListDeps &
  Pick<RecordFormDeps, 'newId'>;

type BoardPages = {
  own: SignedInPage<'therapist'>;
  list: SignedInPage<'owner'>;
  ofTherapist: SignedInPage<'owner'>;
};

/** Goal boards: a therapist's own, and for an owner the list of therapists and the board of each. */
export function boardPages(deps: BoardDeps): BoardPages {
  const { today } = deps;
  return {
    async own(event, session) {
      const { principal: therapist, viewer } = session;
      const { clinicId, therapistId } = therapist;
      const day = await today(clinicId);
      const asOf = askedDate(event.queryStringParameters, day);
      const board = await readBoard(deps, therapist, asOf, therapistId);
      // A list is of today: a board of another day is without.
      const listed = asOf === day ? await listedToday(deps, event, session) : [];
      const visits = await readTodaysVisits(deps, therapist, listed);
      const known = visits.filter(({ isKnown }) => isKnown);
      const clients = [...clientsOf(board), ...known.map(({ client }) => client)];
      const names = namesOf(await readLabels(deps, clinicId, clients), known);
      const { formToken } = viewer;
      const isKept = event.queryStringParameters?.['kept'] !== undefined;
      const isFirstDay = asOf === day && board.goals.length === 0 && board.reminders.latestRecordOn === null;
      const all = html`<details><summary>Find a client by the practice’s id</summary>
${clientLookup(formToken)}
</details>
${goalBoard({ ...board, names, ...(asOf === day && { settling: { formToken, newId: deps.newId } }) })}`;
      const main = html`${isKept && html`<p class="saved" role="status">Kept. The board follows within seconds.</p>`}
${asOf === day && listOnBoard({ formToken, asOf, visits, goals: board.goals, names })}
${isFirstDay ? therapistsFirstSteps(formToken) : all}`;
      return pageAnswer(200, page({ title: 'Goal board', viewer, path: BOARD_PATH, main }));
    },

    async list(event, { principal: owner, viewer }) {
      const asOf = askedDate(event.queryStringParameters, await today(owner.clinicId));
      const { therapists, attainmentScaling } = await readTherapistSummary(deps, owner, asOf);
      const called = await calledTherapists(deps, owner.clinicId);
      const takenOver = takeOverTable(await readTakeOvers(deps.views, owner.clinicId), called);
      const main = html`${therapistList(asOf, therapists, attainmentScaling, called)}
${takenOver}`;
      return pageAnswer(200, page({ title: 'Therapists', viewer, path: '/therapists', main }));
    },

    async ofTherapist(event, { principal: owner, viewer }) {
      const asOf = askedDate(event.queryStringParameters, await today(owner.clinicId));
      const therapist = askedTherapist(event.pathParameters);
      if (therapist === undefined) throw new NotFoundError('no such page');
      const board = await readBoard(deps, owner, asOf, therapist);
      const called = await calledTherapists(deps, owner.clinicId);
      if (isBlank(board) && !called.has(therapist)) {
        const main = unknownTherapist(therapist);
        return pageAnswer(404, page({ title: 'No such therapist', viewer, path: '/therapists', main }));
      }
      const names = namesOf(await readLabels(deps, owner.clinicId, clientsOf(board)));
      const main = goalBoard({ ...board, names });
      const title = `Goal board of ${called.get(therapist) ?? therapist}`;
      return pageAnswer(200, page({ title, viewer, path: '/therapists', main }));
    },
  };
}

/** Whether nothing of a therapist is known that a board would show. */
const isBlank = ({ goals, reminders }: Board) => goals.length === 0 && reminders.latestRecordOn === null;

/** Everybody whom a board speaks of. */
function clientsOf({ goals, reminders }: Board): string[] {
  const { withoutMeasurement, lackingScores } = reminders;
  return [...goals, ...withoutMeasurement, ...lackingScores].map(({ client }) => client);
}

/** What clients are known by: the ids under which they come today, and their labels. */
function namesOf(labels: ReadonlyMap<string, string>, visits: readonly TodaysVisit[] = []): ClientNames {
  const ids = Map.groupBy(visits, ({ client }) => client);
  return new Map(
    [...new Set([...labels.keys(), ...ids.keys()])].map((client) => {
      const label = labels.get(client);
      const own = (ids.get(client) ?? []).map(({ clientId }) => clientId);
      return [client, { ids: [...new Set(own)], ...(label !== undefined && { label }) }] as const;
    }),
  );
}
