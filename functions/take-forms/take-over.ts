import { ForbiddenError } from '../../shared/errors.ts';
import { sentence } from '../../shared/forms/field-errors.ts';
import { pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import { takeInOne } from '../../shared/intake/screen.ts';
import { createTakeInOfClient, type TakeInDeps } from '../../shared/intake/take-in.ts';
import {
  NO_REASON,
  NOT_YOURS,
  TAKE_OVER_REASON,
  takeOverForm,
} from '../../shared/pages/clients/care-tables.ts';
import { messagePage } from '../../shared/pages/frame/message-page.ts';
import { page } from '../../shared/pages/frame/page.ts';
import { dateIn } from '../../shared/records/time/in-zone.ts';
import { addressedClient } from '../../shared/site/addressed-client.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import type { ClinicSettingsStore } from '../../shared/storage/clinics/clinic-settings.ts';
import { arrivalOf, WHOEVER_IS_MEANT } from './recording.ts';

export type TakeOverDeps = { taking: TakeInDeps; settings: Pick<ClinicSettingsStore, 'current'> };

/** The form by which a therapist takes a client over: the same step as `POST /v1/clients/{clientId}/care`. */
export function takeOver({ taking, settings }: TakeOverDeps): SignedInPage<'therapist'> {
  return async (event, { principal, subject, viewer }, fields) => {
    const { clinicId, therapistId } = principal;
    const arrival = arrivalOf(event, { principal, subject });
    const client = addressedClient(event);
    const { takeOver: mayTakeOver, timeZone } = await settings.current(clinicId);
    if (mayTakeOver === 'forbidden') throw new ForbiddenError('this clinic gives clients into care itself');
    const result = await takeInOne(
      {
        ...{ type: 'care', clinicId, clientId: WHOEVER_IS_MEANT, therapistId },
        ...{
          from: dateIn(new Date(arrival.at), timeZone),
          until: null,
          reason: fields[TAKE_OVER_REASON] ?? '',
        },
      },
      arrival,
      createTakeInOfClient(taking, client),
    );
    if (result.status !== 'refused') return seeOther(`/clients/${client}`);
    if (result.refusals.some(({ path }) => path === TAKE_OVER_REASON)) {
      const main = takeOverForm(client, viewer.formToken, [NO_REASON]);
      return pageAnswer(400, page({ title: NOT_YOURS, viewer, path: '/clients', main }));
    }
    const isUnknown = result.refusals.some(({ code }) => code === 'unknown-client');
    const text = result.refusals.map(({ message }) => sentence(message));
    const link = { path: '/clients', label: 'To the clients' };
    return pageAnswer(isUnknown ? 404 : 400, messagePage({ title: 'Not taken over', text, link, viewer }));
  };
}
