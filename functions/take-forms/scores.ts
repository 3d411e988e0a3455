import { NotFoundError } from '../../shared/errors.ts';
import type { FieldError } from '../../shared/forms/field-errors.ts';
import { scoreErrors, scoreRecord, sentScore } from '../../shared/forms/score-form.ts';
import { SEEN_VERSION, versionOf } from '../../shared/forms/seen-version.ts';
import { seeOther } from '../../shared/http/page-answer.ts';
import { changedSince } from '../../shared/pages/forms/held-now.ts';
import { scorePage } from '../../shared/pages/forms/score-page.ts';
import type { Refusal } from '../../shared/records/refusal.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import { CHANGED, formAgain, type RecordingDeps, recordingOf, WHOEVER_IS_MEANT } from './recording.ts';

/** The form by which an owner corrects an entry of a client's journal; what was told first stays in its history. */
export function scoreForm(deps: RecordingDeps): SignedInPage<'owner'> {
  return async (event, session, fields) => {
    const { principal, viewer } = session;
    const recording = await recordingOf(deps, event, session);
    const { client, facts, clock } = recording;
    const held = facts
      .filter((fact) => fact.type === 'pain-score')
      .find(({ scoreId }) => scoreId === fields['scoreId']);
    if (!held) throw new NotFoundError('no such client, or no such entry');
    const draft = sentScore(fields);
    const again = (
      errors: readonly FieldError[],
      refusals?: readonly Refusal[],
      seen = fields[SEEN_VERSION] ?? '',
    ) => {
      const main = scorePage({
        client,
        formToken: viewer.formToken,
        scoreId: held.scoreId,
        draft,
        seen,
        errors,
      });
      return formAgain('Correct a journal entry', viewer, client, main, refusals);
    };
    const { clinicId } = principal;
    const checked = scoreRecord(draft, { clinicId, clientId: WHOEVER_IS_MEANT, clock, held });
    if ('errors' in checked) return again(checked.errors);
    const changed = changedSince(fields, held, checked.record);
    if (changed.length > 0) return again(changed, CHANGED, versionOf(held));
    const refusals = await recording.take(checked.record);
    return refusals.length > 0 ? again(scoreErrors(refusals), refusals) : seeOther(`/clients/${client}`);
  };
}
