import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { SealingKeys } from '../../shared/access/sealed-token.ts';
import { openTakeOverForm } from '../../shared/access/take-over-form.ts';
import type { ClinicSettings } from '../../shared/clinics/clinic-settings.ts';
import { ForbiddenError } from '../../shared/errors.ts';
import { createDoor } from '../../shared/http/door.ts';
import { formFields } from '../../shared/http/form-fields.ts';
import { pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import type { HttpResponse } from '../../shared/http/respond.ts';
import { takeInOne } from '../../shared/intake/screen.ts';
import { createTakeInOfClient, type TakeInDeps } from '../../shared/intake/take-in.ts';
import type { Log } from '../../shared/log.ts';
import { SEALED_TAKE_OVER, TAKE_OVER_REASON } from '../../shared/pages/care-tables.ts';
import { errorPage } from '../../shared/pages/error-page.ts';
import { messagePage } from '../../shared/pages/message-page.ts';
import { dateIn } from '../../shared/records/in-zone.ts';

export type TakeOverDoorDeps = TakeInDeps & {
  sealing: SealingKeys;
  /** A clinic's settings as they are now. */
  settingsNow(clinicId: string): Promise<ClinicSettings>;
  log: Log;
};

/** Stands where a client's own id would, of which only the pseudonym is known here. */
const WHOEVER_IS_MEANT = 'whoever-is-meant';

/** The door for the form by which a therapist takes a client over, `POST /clients/{client}/take-over`. */
export function createTakeOverDoor(deps: TakeOverDoorDeps) {
  const link = { path: '/clients', label: 'To the clients' };
  return createDoor<APIGatewayProxyEventV2>({
    answer: (event) => take(event, deps, link),
    explain: (error) => {
      const told = errorPage(error, { link });
      return pageAnswer(told.statusCode, told.page);
    },
    log: deps.log,
  });
}

async function take(
  event: APIGatewayProxyEventV2,
  deps: TakeOverDoorDeps,
  link: { path: string; label: string },
): Promise<HttpResponse> {
  const now = new Date(event.requestContext.timeEpoch);
  const fields = formFields(event);
  const form = await openTakeOverForm(deps.sealing, fields[SEALED_TAKE_OVER] ?? '', now);
  if (form === undefined || form.client !== event.pathParameters?.['client']) {
    const text = ['This form was open for too long, or is not yours. Look for the client again.'];
    return pageAnswer(400, messagePage({ title: 'Not taken over', text, link }));
  }
  const { clinicId, client, therapistId } = form;
  const { takeOver, timeZone } = await deps.settingsNow(clinicId);
  if (takeOver === 'forbidden') throw new ForbiddenError('this clinic gives clients into care itself');
  const result = await takeInOne(
    {
      ...{ type: 'care', clinicId, clientId: WHOEVER_IS_MEANT, therapistId },
      ...{ from: dateIn(now, timeZone), until: null, reason: fields[TAKE_OVER_REASON] ?? '' },
    },
    { door: 'therapist', author: therapistId, at: now.toISOString() },
    createTakeInOfClient(deps, client),
  );
  if (result.status !== 'refused') return seeOther(`/clients/${client}`);
  const isUnknown = result.refusals.some(({ code }) => code === 'unknown-client');
  const text = result.refusals.map(({ message }) => `${message[0]!.toUpperCase()}${message.slice(1)}.`);
  return pageAnswer(isUnknown ? 404 : 400, messagePage({ title: 'Not taken over', text, link }));
}
