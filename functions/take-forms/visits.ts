import { NotFoundError } from '../../shared/errors.ts';
import { begunVisit, hasOnlyBegun } from '../../shared/forms/begun-visit.ts';
import type { FieldError } from '../../shared/forms/field-errors.ts';
import {
  heldVisit,
  SCORE_ALONE,
  scoredVisit,
  sentVisit,
  type VisitDraft,
} from '../../shared/forms/visit-draft.ts';
import { visitErrors, visitRecord } from '../../shared/forms/visit-record.ts';
import { FORM_WORDS } from '../../shared/forms/words.ts';
import { seeOther } from '../../shared/http/page-answer.ts';
import { boardOr } from '../../shared/pages/back-to.ts';
import { NEW_VISIT, TYPED_SINCE, visitPage, visitTitle } from '../../shared/pages/forms/visit-page.ts';
import { readKnownAs } from '../../shared/reading/known-as.ts';
import { ownTechniques } from '../../shared/records/own-technique.ts';
import type { Refusal } from '../../shared/records/refusal.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import { type ListDeps, listedToday } from '../../shared/site/todays-list.ts';
import { formAgain, type RecordingDeps, recordingOf, WHOEVER_IS_MEANT } from './recording.ts';

export type VisitFormDeps = RecordingDeps & ListDeps & Parameters<typeof readKnownAs>[0];

/**
 * The form of a visit. With the score before alone it is kept as begun; with what was done it is the session's record,
 * whose id is the form's, so that sending twice is one visit and sending more is a correction. A score that was missing
 * is told alone, from where it is missed.
 */
export function visitForm(deps: VisitFormDeps): SignedInPage<'owner' | 'therapist'> {
  return async (event, session, fields) => {
    const { principal, viewer } = session;
    const formOpenedAt = earlier(session.formOpenedAt, fields[TYPED_SINCE]);
    const recording = await recordingOf(deps, event, { ...session, formOpenedAt });
    const { client, owner, clock, sessions, isVisible } = recording;
    const typed = sentVisit(fields);
    const held = sessions.find(({ sessionId }) => sessionId === typed.sessionId);
    const isScoreAlone = fields[SCORE_ALONE] !== undefined;
    if (isScoreAlone && !held) throw new NotFoundError('no such visit, or not one of yours');
    const sent = isScoreAlone && held ? scoredVisit(held, typed) : typed;
    const draft: VisitDraft = { ...sent, therapistId: recording.therapistOf(sent.therapistId) };
    const again = async (errors: readonly FieldError[], refusals?: readonly Refusal[]) => {
      const listed = await listedToday(deps, event, session);
      const knownAs = await readKnownAs(deps, recording, listed);
      const own = ownTechniques((await deps.settings.of(principal.clinicId)).ownTechniques);
      const shown = { client, formToken: viewer.formToken, knownAs, draft, own, errors };
      const asksTherapist = principal.role === 'owner';
      const stage = held ? 'over' : 'begun';
      const mayBegin = isVisible && recording.facts.length > 0;
      const main = visitPage({ ...shown, asksTherapist, stage, mayBegin });
      const title = held ? visitTitle({ stage, draft: heldVisit(held, []) }) : NEW_VISIT;
      return formAgain(title, viewer, client, main, refusals);
    };
    const query = new URLSearchParams({ saved: draft.sessionId });
    const saved = seeOther(boardOr(fields, `/clients/${client}?${query}`));
    if (recording.ended) return again(visitErrors([recording.ended], draft), [recording.ended]);
    if (!held && hasOnlyBegun(draft)) {
      if (!isVisible || recording.facts.length === 0) {
        return again([{ field: 'techniques', message: FORM_WORDS.firstVisit }]);
      }
      const checked = begunVisit(draft, clock, recording.now);
      if ('errors' in checked) return again(checked.errors);
      await deps.begunVisits.put(owner, draft.sessionId, JSON.stringify(checked.begun));
      return saved;
    }
    const { clinicId } = principal;
    const checked = visitRecord(draft, { clinicId, clientId: WHOEVER_IS_MEANT, clock, held });
    if ('errors' in checked) return again(checked.errors);
    const refusals = await recording.take(checked.record);
    if (refusals.length > 0) return again(visitErrors(refusals, draft), refusals);
    await deps.begunVisits.remove(owner, draft.sessionId);
    return saved;
  };
}

/** What was kept on a device may be older than the form that it is sent by: what was erased since does not come back. */
function earlier(openedAt: Date, typedSince = ''): Date {
  if (!/^\d{1,15}$/.test(typedSince)) return openedAt;
  return new Date(Math.min(openedAt.getTime(), Number(typedSince)));
}
