import { NotFoundError } from '../../shared/errors.ts';
import type { FieldError } from '../../shared/forms/field-errors.ts';
import { sentGoal } from '../../shared/forms/goal-draft.ts';
import { goalErrors, goalRecord } from '../../shared/forms/goal-record.ts';
import { measurementErrors, measurementRecord } from '../../shared/forms/measurement-form.ts';
import { cameSince, SEEN_VERSION, saysTheSame, versionOf } from '../../shared/forms/seen-version.ts';
import { sentToldAt } from '../../shared/forms/told-at.ts';
import { typedText } from '../../shared/forms/typed.ts';
import { seeOther } from '../../shared/http/page-answer.ts';
import { goalPage } from '../../shared/pages/forms/goal-page.ts';
import { changedSince } from '../../shared/pages/forms/held-now.ts';
import { measurePage } from '../../shared/pages/forms/measure-page.ts';
import { boardOr } from '../../shared/pages/frame/back-to.ts';
import type { Refusal } from '../../shared/records/refusal.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import { CHANGED, formAgain, type RecordingDeps, recordingOf, WHOEVER_IS_MEANT } from './recording.ts';

type GoalForms = Readonly<Record<'set' | 'measure', SignedInPage<'owner' | 'therapist'>>>;

/** The forms by which a goal is set or corrected, and a value of it reported. */
export function goalForms(deps: RecordingDeps): GoalForms {
  return {
    async set(event, session, fields) {
      const { principal, viewer, formOpenedAt } = session;
      const recording = await recordingOf(deps, event, session);
      const { client, goals } = recording;
      const { clinicId } = principal;
      const sent = sentGoal(fields);
      const draft = { ...sent, therapistId: recording.therapistOf(sent.therapistId) };
      const held = goals.find(({ goalId }) => goalId === draft.goalId);
      const again = async (
        errors: readonly FieldError[],
        refusals?: readonly Refusal[],
        seen = fields[SEEN_VERSION],
      ) => {
        const byPercent = held === undefined || held.targetChangePercent !== undefined;
        const asksTherapist = principal.role === 'owner';
        const therapists = asksTherapist ? await deps.therapists.ofClinic(clinicId) : [];
        const main = goalPage({
          client,
          formToken: viewer.formToken,
          draft,
          seen,
          errors,
          asksTherapist,
          therapists,
          byPercent,
        });
        return formAgain(held ? 'Change a goal' : 'Set a goal', viewer, client, main, refusals);
      };
      const checked = goalRecord(draft, { clinicId, clientId: WHOEVER_IS_MEANT, held });
      if ('errors' in checked) return again(checked.errors);
      const changed = changedSince(fields, held, checked.record);
      if (changed.length > 0) return again(changed, CHANGED, versionOf(held));
      // Another tab that was open at the same time has set it: two forms are one goal.
      const isThere = (goal: (typeof goals)[number]) =>
        cameSince(goal, formOpenedAt) && saysTheSame({ ...checked.record, goalId: goal.goalId }, goal);
      if (!held && goals.some(isThere)) return seeOther(`/clients/${client}`);
      const refusals = await recording.take(checked.record);
      return refusals.length > 0 ? again(goalErrors(refusals), refusals) : seeOther(`/clients/${client}`);
    },

    async measure(event, session, fields) {
      const { principal, viewer, formOpenedAt } = session;
      const recording = await recordingOf(deps, event, session);
      const { client, goals, clock, now, facts } = recording;
      const goal = goals.find(({ goalId }) => goalId === fields['goalId']);
      // Of a client whom he may not see a therapist is told nothing, not even that there is no such goal.
      if (!goal) throw new NotFoundError('no such client, or not one of yours, or no such goal');
      const measurementId = typedText(fields, 'measurementId');
      const held = facts
        .filter((fact) => fact.type === 'measurement')
        .find((fact) => fact.measurementId === measurementId);
      const told = fields['date'] === undefined ? undefined : sentToldAt(fields);
      const draft = { measurementId, value: typedText(fields, 'value'), told };
      const again = (
        errors: readonly FieldError[],
        refusals?: readonly Refusal[],
        seen = fields[SEEN_VERSION],
      ) => {
        const main = measurePage({ client, formToken: viewer.formToken, goal, ...draft, seen, errors });
        return formAgain(held ? 'Correct a value' : 'Measure', viewer, client, main, refusals);
      };
      const { clinicId } = principal;
      const context = { clinicId, clientId: WHOEVER_IS_MEANT, goal, clock, now, held };
      const checked = measurementRecord(draft, context);
      if ('errors' in checked) return again(checked.errors);
      const changed = changedSince(fields, held, checked.record, facts);
      if (changed.length > 0) return again(changed, CHANGED, versionOf(held));
      const isThere = (fact: (typeof facts)[number]) =>
        fact.type === 'measurement' &&
        cameSince(fact, formOpenedAt) &&
        saysTheSame({ ...checked.record, measurementId: fact.measurementId, at: fact.at }, fact);
      if (!held && facts.some(isThere)) return seeOther(boardOr(fields, `/clients/${client}`));
      const refusals = await recording.take(checked.record);
      if (refusals.length === 0) return seeOther(boardOr(fields, `/clients/${client}`));
      return again([...measurementErrors(refusals)], refusals);
    },
  };
}
