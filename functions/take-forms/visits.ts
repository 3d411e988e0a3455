import { NotFoundError } from '../../shared/errors.ts';
import { begunVisit, hasOnlyBegun } from '../../shared/forms/begun-visit.ts';
import type { FieldError } from '../../shared/forms/field-errors.ts';
import { cameSince, SEEN_VERSION, versionOf } from '../../shared/forms/seen-version.ts';
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
import { changedSince, heldWords } from '../../shared/pages/forms/held-now.ts';
import {
  BESIDE,
  NEW_VISIT,
  TYPED_SINCE,
  visitPage,
  visitTitle,
} from '../../shared/pages/forms/visit-page.ts';
import { boardOr } from '../../shared/pages/frame/back-to.ts';
import { readKnownAs } from '../../shared/reading/known-as.ts';
import { ownTechniques } from '../../shared/records/own-technique.ts';
import type { Refusal } from '../../shared/records/refusal.ts';
import type { Session } from '../../shared/records/session.ts';
import { utcSeconds } from '../../shared/records/time/instant.ts';
import type { Held } from '../../shared/records/versions/held.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import { type ListDeps, listedToday } from '../../shared/site/todays-list.ts';
import { CHANGED, formAgain, type RecordingDeps, recordingOf, WHOEVER_IS_MEANT } from './recording.ts';

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
    const again = async (
      errors: readonly FieldError[],
      refusals?: readonly Refusal[],
      seen = fields[SEEN_VERSION],
      beside = fields[BESIDE],
    ) => {
      const listed = await listedToday(deps, event, session);
      const knownAs = await readKnownAs(deps, recording, listed);
      const own = ownTechniques((await deps.settings.of(principal.clinicId)).ownTechniques);
      const shown = { client, formToken: viewer.formToken, knownAs, draft, own, errors, seen, beside };
      const asksTherapist = principal.role === 'owner';
      const therapists = asksTherapist ? await deps.therapists.ofClinic(principal.clinicId) : [];
      const stage = held ? 'over' : 'begun';
      const mayBegin = isVisible && recording.facts.length > 0;
      const main = visitPage({ ...shown, asksTherapist, therapists, stage, mayBegin });
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
    if (isScoreAlone && held) {
      const told = otherScores(held, typed);
      if (told.length > 0) return again(told, CHANGED, versionOf(held));
    }
    const checked = visitRecord(draft, { clinicId, clientId: WHOEVER_IS_MEANT, clock, held });
    if ('errors' in checked) return again(checked.errors);
    const changed = changedSince(fields, held, checked.record);
    if (changed.length > 0) return again(changed, CHANGED, versionOf(held));
    const twin = held ? undefined : twinOf(checked.record as Times, sessions, formOpenedAt);
    if (twin && fields[BESIDE] !== twin.sessionId) {
      return again([{ field: '', message: alreadyThere(twin) }], CHANGED, undefined, twin.sessionId);
    }
    const refusals = await recording.take(checked.record);
    if (refusals.length > 0) return again(visitErrors(refusals, draft), refusals);
    await deps.begunVisits.remove(owner, draft.sessionId);
    return saved;
  };
}

type Times = Pick<Session, 'startedAt' | 'endedAt'>;

/** A visit of the same time that has come since the form was opened, as by a second tab: nobody comes twice at once. */
function twinOf({ startedAt, endedAt }: Times, sessions: readonly Held<Session>[], formOpenedAt: Date) {
  const overlaps = (other: Times) =>
    utcSeconds(other.startedAt) < utcSeconds(endedAt) && utcSeconds(startedAt) < utcSeconds(other.endedAt);
  return sessions.find((session) => cameSince(session, formOpenedAt) && overlaps(session));
}

const alreadyThere = (twin: Held<Session>) =>
  `A visit of the same time was recorded since you opened this page: ${heldWords(twin)}. If it is this one, there is nothing more to do. If this is another, send it once more.`;

/** Scores that a page asks for which did not know that they are there by now, and others than these. */
function otherScores(held: Held<Session>, typed: Pick<VisitDraft, 'before' | 'after'>): FieldError[] {
  const told = [
    { field: 'before', was: held.painBefore, typed: typed.before },
    { field: 'after', was: held.painAfter, typed: typed.after },
  ];
  return told
    .filter(({ was, typed }) => typed !== '' && was !== undefined && typed !== String(was))
    .map(({ field, was }) => ({
      field,
      message: `A score was saved since you opened this page: ${was}. Send yours once more to put it in place of that.`,
    }));
}

/** What was kept on a device may be older than the form that it is sent by: what was erased since does not come back. */
function earlier(openedAt: Date, typedSince = ''): Date {
  if (!/^\d{1,15}$/.test(typedSince)) return openedAt;
  return new Date(Math.min(openedAt.getTime(), Number(typedSince)));
}
