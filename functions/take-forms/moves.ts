import { BadRequestError, NotFoundError } from '../../shared/errors.ts';
import { errorsOfRefusals, type FieldError, sentence } from '../../shared/forms/field-errors.ts';
import { typedText } from '../../shared/forms/typed.ts';
import { FORM_WORDS } from '../../shared/forms/words.ts';
import { seeOther } from '../../shared/http/page-answer.ts';
import { MOVE_TO, movePage } from '../../shared/pages/forms/move-page.ts';
import { takenBack, takenBackTypeOf } from '../../shared/pages/forms/take-back-page.ts';
import { id } from '../../shared/records/fields.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import type { Refusal } from '../../shared/records/refusal.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import type { ClinicKeys } from '../../shared/storage/clinics/clinic-keys.ts';
import { formAgain, type RecordingDeps, recordingOf, WHOEVER_IS_MEANT } from './recording.ts';

export type MoveFormDeps = RecordingDeps & { keyOfClinic: ClinicKeys };

/** The form by which a record is put under the client whom it is really about: the same step as `POST /v1/moves`. */
export function moveForm(deps: MoveFormDeps): SignedInPage<'owner' | 'therapist'> {
  return async (event, session, fields) => {
    const { principal, viewer } = session;
    const { clinicId } = principal;
    const recording = await recordingOf(deps, event, session);
    const { client, facts } = recording;
    const of = takenBackTypeOf(fields['of']);
    if (!of || of === 'begun-visit') throw new BadRequestError('of', 'expected what can be moved');
    const to = typedText(fields, MOVE_TO);
    const asked = id.safeParse(to);
    const put = (recordId: string) =>
      recording.take({
        ...{ type: 'move', clinicId, of, id: recordId, fromClientId: WHOEVER_IS_MEANT, toClientId: to },
      });
    const there = async () => seeOther(`/clients/${pseudonym(await deps.keyOfClinic(clinicId), to)}`);
    const moved = takenBack({ facts, begun: [] }, of, fields['id']);
    if (!moved) {
      // It may have gone already: what was cut off then goes on, and sent twice is once.
      const isDone = asked.success && (await put(typedText(fields, 'id'))).length === 0;
      if (!isDone) throw new NotFoundError('no such record, or not one of yours');
      return there();
    }
    const again = (errors: readonly FieldError[], refusals?: readonly Refusal[]) => {
      const main = movePage({ client, formToken: viewer.formToken, moved, to, errors });
      return formAgain('Move to another client', viewer, client, main, refusals);
    };
    if (!asked.success) {
      return again([{ field: MOVE_TO, message: sentence(asked.error.issues[0]!.message) }]);
    }
    const refusals = await put(moved.id);
    if (refusals.length === 0) return there();
    const isNotHers = refusals.some(({ code }) => code === 'not-in-care');
    const errors = isNotHers
      ? [{ field: MOVE_TO, message: FORM_WORDS.movedToStranger }]
      : errorsOfRefusals(refusals, (path) => (path === MOVE_TO ? path : undefined));
    return again(errors, refusals);
  };
}
