import { NotFoundError } from '../../shared/errors.ts';
import { begunVisitIn, draftOfBegun } from '../../shared/forms/begun-visit.ts';
import { shownBy } from '../../shared/forms/clinic-clock.ts';
import { goalFormOf, heldGoal, newGoal } from '../../shared/forms/goal-draft.ts';
import { heldScore } from '../../shared/forms/score-form.ts';
import { versionOf } from '../../shared/forms/seen-version.ts';
import { toldAt } from '../../shared/forms/told-at.ts';
import { heldVisit, newVisit, type VisitStart } from '../../shared/forms/visit-draft.ts';
import { pageAnswer } from '../../shared/http/page-answer.ts';
import { goalPage } from '../../shared/pages/forms/goal-page.ts';
import { measurePage } from '../../shared/pages/forms/measure-page.ts';
import { movePage } from '../../shared/pages/forms/move-page.ts';
import { scorePage } from '../../shared/pages/forms/score-page.ts';
import { takeBackPage, takenBack, takenBackTypeOf } from '../../shared/pages/forms/take-back-page.ts';
import { type VisitPage, visitPage, visitTitle } from '../../shared/pages/forms/visit-page.ts';
import type { Html } from '../../shared/pages/frame/html.ts';
import { page, type Viewer } from '../../shared/pages/frame/page.ts';
import { type ClientFacts, readClientFacts } from '../../shared/reading/client-facts.ts';
import { readKnownAs } from '../../shared/reading/known-as.ts';
import type { Reading } from '../../shared/reading/reading.ts';
import type { Reader } from '../../shared/reading/therapist.ts';
import { usualTechniques } from '../../shared/reading/usual-techniques.ts';
import { ownTechniques } from '../../shared/records/own-technique.ts';
import { shortName } from '../../shared/records/values/short-name.ts';
import { addressedClient } from '../../shared/site/addressed-client.ts';
import type { PageEvent, SignedInPage } from '../../shared/site/page-handler.ts';
import { type ListDeps, listedToday } from '../../shared/site/todays-list.ts';
import type { BegunVisits } from '../../shared/storage/held/begun-visits.ts';

type FormPages = Readonly<
  Record<'visit' | 'goal' | 'measure' | 'takeBack' | 'move', SignedInPage<'owner' | 'therapist'>> &
    Record<'score', SignedInPage<'owner'>>
>;

export type RecordFormDeps = Pick<
  Reading,
  | 'records'
  | 'inCare'
  | 'settings'
  | 'therapists'
  | 'views'
  | 'today'
  | 'clock'
  | 'labels'
  | 'labelKeyOf'
  | 'keyOfClinic'
> &
  ListDeps & { begunVisits: Pick<BegunVisits, 'of'>; newId(): string };

/** A visit is begun at the full five minutes that are over. */
const STEP_MILLISECONDS = 5 * 60_000;

/** The forms about a client, as they open: what they report is taken by another function. */
export function recordFormPages(deps: RecordFormDeps): FormPages {
  const shown = (title: string, viewer: Viewer, client: string, main: Html) =>
    pageAnswer(200, page({ title, about: shortName(client), viewer, path: '/clients', main }));
  /** What an address names of a client, to take it back or to move it. */
  const namedIn = async (event: PageEvent, { owner, isVisible, facts }: ClientFacts) => {
    const { of: asked, id } = event.queryStringParameters ?? {};
    const of = takenBackTypeOf(asked);
    const begun = isVisible ? (await deps.begunVisits.of(owner)).map(begunVisitIn) : [];
    const named = of && takenBack({ facts, begun }, of, id);
    if (!named) throw notFound;
    return named;
  };
  return {
    /** Of a client who is not in a therapist's care, or new: an empty form, the same of both. */
    async visit(event, session) {
      const { principal, viewer } = session;
      const client = addressedClient(event);
      const known = await readClientFacts(deps, principal, client);
      const today = await deps.today(principal.clinicId);
      const usual = await usualTechniques(deps.views, principal.clinicId, today);
      const own = ownTechniques((await deps.settings.of(principal.clinicId)).ownTechniques);
      const opened = await openedVisit(deps, event, principal, known, { usual, own });
      const asksTherapist = principal.role === 'owner';
      const listed = await listedToday(deps, event, session);
      const knownAs = await readKnownAs(deps, { client, ...known }, listed);
      const mayBegin = known.isVisible && known.facts.length > 0;
      const therapists = asksTherapist ? await deps.therapists.ofClinic(principal.clinicId) : [];
      const form = {
        ...{ client, formToken: viewer.formToken, knownAs, own, asksTherapist, therapists, mayBegin },
        ...opened,
      };
      return shown(visitTitle(form), viewer, client, visitPage(form));
    },

    async goal(event, { principal, viewer }) {
      const client = addressedClient(event);
      const { goals, sessions, facts, clock } = await readClientFacts(deps, principal, client);
      if (facts.length === 0) throw notFound;
      const { goal, kind: asked } = event.queryStringParameters ?? {};
      const held = goal === undefined ? undefined : goals.find(({ goalId }) => goalId === goal);
      const kind = goalFormOf(asked);
      if (goal !== undefined ? held === undefined : kind === undefined)
        throw new NotFoundError('no such goal');
      const latestPain = sessions.findLast(({ painBefore }) => painBefore !== undefined)?.painBefore;
      const draft = held
        ? heldGoal(held)
        : newGoal(kind!, {
            goalId: `goal-${deps.newId()}`,
            therapistId: therapistOf(principal, sessions),
            today: shownBy(clock, deps.clock()).slice(0, 10),
            ...(latestPain !== undefined && { latestPain }),
          });
      const byPercent = held === undefined || held.targetChangePercent !== undefined;
      const asksTherapist = principal.role === 'owner';
      const therapists = asksTherapist ? await deps.therapists.ofClinic(principal.clinicId) : [];
      const { formToken } = viewer;
      return shown(
        held ? 'Change a goal' : 'Set a goal',
        viewer,
        client,
        goalPage({
          client,
          formToken,
          draft,
          seen: held && versionOf(held),
          asksTherapist,
          therapists,
          byPercent,
        }),
      );
    },

    async measure(event, { principal, viewer }) {
      const client = addressedClient(event);
      const { goals, facts } = await readClientFacts(deps, principal, client);
      const { goal: asked, measurement } = event.queryStringParameters ?? {};
      const held = facts
        .filter((fact) => fact.type === 'measurement')
        .find(({ measurementId }) => measurementId === measurement);
      if (measurement !== undefined && !held) throw notFound;
      const goal = goals.find(({ goalId, measure }) =>
        held?.measure === undefined ? goalId === (held?.goalId ?? asked) : measure === held.measure,
      );
      if (!goal) throw notFound;
      const draft = held
        ? { measurementId: held.measurementId, value: String(held.value), told: toldAt(held.at) }
        : { measurementId: `measurement-${deps.newId()}`, value: '' };
      const { formToken } = viewer;
      const main = measurePage({ client, formToken, goal, seen: held && versionOf(held), ...draft });
      return shown(held ? 'Correct a value' : 'Measure', viewer, client, main);
    },

    async score(event, { principal, viewer }) {
      const client = addressedClient(event);
      const { facts } = await readClientFacts(deps, principal, client);
      const held = facts
        .filter((fact) => fact.type === 'pain-score')
        .find(({ scoreId }) => scoreId === event.queryStringParameters?.['score']);
      if (!held) throw notFound;
      const { formToken } = viewer;
      const { scoreId } = held;
      const main = scorePage({ client, formToken, scoreId, draft: heldScore(held), seen: versionOf(held) });
      return shown('Correct a journal entry', viewer, client, main);
    },

    async takeBack(event, { principal, viewer }) {
      const client = addressedClient(event);
      const named = await namedIn(event, await readClientFacts(deps, principal, client));
      const seen = named.held && versionOf(named.held);
      return shown(
        'Take back',
        viewer,
        client,
        takeBackPage({ client, formToken: viewer.formToken, named, seen }),
      );
    },

    async move(event, { principal, viewer }) {
      const client = addressedClient(event);
      const moved = await namedIn(event, await readClientFacts(deps, principal, client));
      if (moved.of === 'begun-visit') throw notFound;
      const main = movePage({ client, formToken: viewer.formToken, moved });
      return shown('Move to another client', viewer, client, main);
    },
  };
}

const notFound = new NotFoundError('no such client, or not one of yours');

async function openedVisit(
  { begunVisits, clock: now, newId }: RecordFormDeps,
  event: PageEvent,
  reader: Reader,
  { owner, isVisible, sessions, clock }: ClientFacts,
  { usual, own }: Required<Pick<VisitStart, 'usual' | 'own'>>,
): Promise<Pick<VisitPage, 'draft' | 'stage' | 'seen'>> {
  const asked = event.queryStringParameters?.['session'];
  const held = asked === undefined ? undefined : sessions.find(({ sessionId }) => sessionId === asked);
  if (held) return { draft: heldVisit(held, usual, own), stage: 'over', seen: versionOf(held) };
  const begun = asked === undefined || !isVisible ? [] : (await begunVisits.of(owner)).map(begunVisitIn);
  const found = begun.find(({ sessionId }) => sessionId === asked);
  if (asked !== undefined && !found) throw notFound;
  const instant = shownBy(
    clock,
    new Date(Math.floor(now().getTime() / STEP_MILLISECONDS) * STEP_MILLISECONDS),
  );
  const draft = newVisit({
    sessionId: `visit-${newId()}`,
    therapistId: therapistOf(reader, sessions),
    date: instant.slice(0, 10),
    from: instant.slice(11, 16),
    last: sessions.at(-1),
    usual,
    own,
    begun: found && draftOfBegun(found),
  });
  return found ? { draft, stage: 'begun', seen: versionOf(undefined) } : { draft, stage: 'new' };
}

/** Whose work it will be: her own, or of an owner's form that of the client's last visit. */
function therapistOf(reader: Reader, sessions: ClientFacts['sessions']): string {
  return reader.role === 'therapist' ? reader.therapistId : (sessions.at(-1)?.therapistId ?? '');
}
