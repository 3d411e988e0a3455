import { BadRequestError } from '../../shared/errors.ts';
import { type FieldError, sentence } from '../../shared/forms/field-errors.ts';
import { seeOther } from '../../shared/http/page-answer.ts';
import { type HandOverDeps, handOverCare } from '../../shared/intake/hand-over-care.ts';
import { createTakeInOfClient, type TakeInDeps } from '../../shared/intake/take-in.ts';
import { HAND_FROM, HAND_TO, handOverCareForm } from '../../shared/pages/forms/hand-over-care.ts';
import { html } from '../../shared/pages/frame/html.ts';
import { readHandOver } from '../../shared/reading/care.ts';
import type { ClientReading } from '../../shared/reading/client-reading.ts';
import { visibleHolder } from '../../shared/reading/visible-records.ts';
import { dateIn } from '../../shared/records/time/in-zone.ts';
import { addressedClient } from '../../shared/site/addressed-client.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import { arrivalOf, endedSince, formAgain, WHOEVER_IS_MEANT } from './recording.ts';

export type HandOverFormDeps = HandOverDeps &
  Pick<ClientReading, 'records' | 'inCare' | 'care' | 'therapists' | 'settings'> & { taking: TakeInDeps };

/** The form by which a client is handed over: the same step as `POST /v1/clients/{clientId}/care:hand-over`. */
export function handOverForm(deps: HandOverFormDeps): SignedInPage<'owner' | 'therapist'> {
  return async (event, { principal: by, subject, viewer, formOpenedAt }, fields) => {
    const client = addressedClient(event);
    const ended = await endedSince(deps, { clinicId: by.clinicId, client }, formOpenedAt);
    if (ended)
      return formAgain('Hand over', viewer, client, html`<p class="notice warn">${ended.message}</p>`, [
        ended,
      ]);
    const owner = await visibleHolder(deps, by, client);
    const arrival = arrivalOf(event, { principal: by, subject });
    const again = async (errors: FieldError[]) => {
      const { formToken } = viewer;
      const [care, { timeZone }] = await Promise.all([
        deps.care.ofClient(owner),
        deps.settings.current(by.clinicId),
      ]);
      const choices = await readHandOver(deps, by, care, dateIn(new Date(arrival.at), timeZone));
      const main = handOverCareForm({ client, formToken, ...choices, typed: fields, errors });
      return formAgain('Hand over', viewer, client, main);
    };
    const { [HAND_TO]: to = '', [HAND_FROM]: from = '' } = fields;
    if (to === '') return again([{ field: HAND_TO, message: 'Choose to whom the client goes.' }]);
    try {
      const result = await handOverCare(
        deps,
        { by, owner, clientId: WHOEVER_IS_MEANT, to, from: from || undefined, arrival },
        createTakeInOfClient(deps.taking, client, WHOEVER_IS_MEANT),
      );
      if (result.status !== 'refused') {
        return seeOther(`/clients/${client}?${new URLSearchParams({ handed: to })}#care`);
      }
      return again(result.refusals.map(({ message }) => ({ field: '', message: sentence(message) })));
    } catch (error) {
      if (!(error instanceof BadRequestError)) throw error;
      return again([{ field: error.path, message: sentence(error.message) }]);
    }
  };
}
