import { checkedLabel, sealLabel } from '../../shared/clinics/client-label.ts';
import { BadRequestError, ForbiddenError, NotFoundError } from '../../shared/errors.ts';
import { type FieldError, sentence } from '../../shared/forms/field-errors.ts';
import { seeOther } from '../../shared/http/page-answer.ts';
import {
  LABEL_FIELD,
  LABEL_STEP,
  labelChangedSince,
  labelOpenedWith,
  labelPage,
} from '../../shared/pages/forms/label-form.ts';
import { readLabels } from '../../shared/reading/client-labels.ts';
import type { ClientReading } from '../../shared/reading/client-reading.ts';
import { idsOf } from '../../shared/reading/open-links.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import type { Refusal } from '../../shared/records/refusal.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import type { LabelWriter } from '../../shared/storage/writing/label-writer.ts';
import { CHANGED, formAgain, type RecordingDeps, recordingOf } from './recording.ts';

export type LabelFormDeps = RecordingDeps &
  Pick<ClientReading, 'labels' | 'labelKeyOf' | 'keyOfClinic' | 'settings' | 'records'> & {
    labelWriter: LabelWriter;
  };

/** Said of a form that was open meanwhile. */
const OVER =
  'The client has been erased, or made one with another, since this form was opened. Open the page again.';
const OF_THE_PRACTICE = 'This is the id that your practice system has for the client: it is not kept here.';

/** By what the clinic's people recognise a client: it is sealed before anything is kept of it, and said to no log. */
export function labelForm(deps: LabelFormDeps): SignedInPage<'owner' | 'therapist'> {
  return async (event, session, fields) => {
    const { clinicId } = session.principal;
    const recording = await recordingOf(deps, event, session);
    const { client, owner, now } = recording;
    if (recording.facts.length === 0) throw new NotFoundError('no such client, or not one of yours');
    const { labels: kept } = await deps.settings.current(clinicId);
    if (kept !== 'on') throw new ForbiddenError('this clinic keeps no labels');
    const openedAt = session.formOpenedAt;
    const step = fields[LABEL_STEP];
    const typed = fields[LABEL_FIELD] ?? '';
    const held = (await readLabels(deps, clinicId, [owner.client])).get(owner.client);
    const opened = labelOpenedWith(fields);
    const again = (error: string | FieldError, refusals?: readonly Refusal[]) => {
      const isChanged = refusals !== undefined;
      const form = { client, formToken: session.viewer.formToken, label: held };
      // What is shown of a change has been seen: sent once more, the form stands.
      const sent = { opened: isChanged ? (held ?? '') : (opened ?? held ?? ''), typed };
      const errors = [typeof error === 'string' ? { field: LABEL_FIELD, message: error } : error];
      return formAgain('Label', session.viewer, client, labelPage(form, sent, errors), refusals);
    };
    /** What is held now, where it is neither what the form was opened with nor what it asks for. */
    const isOther = (wanted: string) =>
      opened !== undefined && (held ?? '') !== opened && (held ?? '') !== wanted;
    if (step === 'remove') {
      if (isOther('')) return again(labelChangedSince(held ?? ''), CHANGED);
      const isRemoved = await deps.labelWriter.remove(owner, { openedAt });
      return isRemoved ? seeOther(`/clients/${client}`) : again(OVER);
    }
    if (step !== 'keep') throw new BadRequestError(LABEL_STEP, 'expected keep or remove');
    const checked = checkedLabel(typed);
    if ('problem' in checked) return again(sentence(checked.problem));
    const { label } = checked;
    const named = pseudonym(await deps.keyOfClinic(clinicId), label);
    if ((await idsOf(deps, owner)).includes(named)) return again(OF_THE_PRACTICE);
    if (isOther(label)) return again(labelChangedSince(held ?? ''), CHANGED);
    const sealed = sealLabel(await deps.labelKeyOf(clinicId), owner, label);
    const isKept = await deps.labelWriter.put(owner, sealed, { now, openedAt });
    return isKept ? seeOther(`/clients/${client}`) : again(OVER);
  };
}
