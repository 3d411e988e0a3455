import type { FieldError } from '../../shared/forms/field-errors.ts';
import { hasOnlyBegun, sentVisit, type VisitDraft } from '../../shared/forms/visit-draft.ts';
import { begunVisit, visitErrors, visitRecord } from '../../shared/forms/visit-record.ts';
import { FORM_WORDS } from '../../shared/forms/words.ts';
import { seeOther } from '../../shared/http/page-answer.ts';
import { visitPage } from '../../shared/pages/forms/visit-page.ts';
import { readKnownAs } from '../../shared/reading/known-as.ts';
import type { Refusal } from '../../shared/records/refusal.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import { type ListDeps, listedToday } from '../../shared/site/todays-list.ts';
import { formAgain, type RecordingDeps, recordingOf, WHOEVER_IS_MEANT } from './recording.ts';

export type VisitFormDeps = RecordingDeps & ListDeps & Parameters<typeof readKnownAs>[0];

/**
 * The form of a visit. With the score before alone it is kept as begun; with what was done it is the session's record,
 * whose id is the form's, so that sending twice is one visit and sending more is a correction.
 */
export function visitForm(deps: VisitFormDeps): SignedInPage<'owner' | 'therapist'> {
  return async (event, session, fields) => {
    const { principal, viewer } = session;
    const recording = await recordingOf(deps, event, session);
    const { client, owner, clock, sessions, isVisible } = recording;
    const sent = sentVisit(fields);
    const draft: VisitDraft = { ...sent, therapistId: recording.therapistOf(sent.therapistId) };
    const again = async (errors: readonly FieldError[], refusals?: readonly Refusal[]) => {
      const asksTherapist = principal.role === 'owner';
      const listed = await listedToday(deps, event, session);
      const knownAs = await readKnownAs(deps, recording, listed);
      const form = { client, formToken: viewer.formToken, knownAs, draft, errors, asksTherapist };
      return formAgain('Record a visit', viewer, visitPage(form), refusals);
    };
    if (recording.ended) return again(visitErrors([recording.ended], draft), [recording.ended]);
    const held = sessions.find(({ sessionId }) => sessionId === draft.sessionId);
    if (!held && hasOnlyBegun(draft)) {
      if (!isVisible || recording.facts.length === 0) {
        return again([{ field: 'techniques', message: FORM_WORDS.firstVisit }]);
      }
      const checked = begunVisit(draft, clock, recording.now);
      if ('errors' in checked) return again(checked.errors);
      await deps.begunVisits.put(owner, draft.sessionId, JSON.stringify(checked.begun));
      return seeOther(`/clients/${client}`);
    }
    const { clinicId } = principal;
    const checked = visitRecord(draft, { clinicId, clientId: WHOEVER_IS_MEANT, clock, held });
    if ('errors' in checked) return again(checked.errors);
    const refusals = await recording.take(checked.record);
    if (refusals.length > 0) return again(visitErrors(refusals, draft), refusals);
    await deps.begunVisits.remove(owner, draft.sessionId);
    return seeOther(`/clients/${client}?${new URLSearchParams({ saved: draft.sessionId })}`);
  };
}
