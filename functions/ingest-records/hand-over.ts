import { BadRequestError } from '../../shared/errors.ts';
import { type HttpEvent, pathParameter, type RoutesOf } from '../../shared/http/route.ts';
import { type HandOverDeps, handOverCare } from '../../shared/intake/hand-over-care.ts';
import type { TakeIn } from '../../shared/intake/take-in.ts';
import { takenCounts, tellTaken } from '../../shared/intake/tell-taken.ts';
import type { Log } from '../../shared/log.ts';
import type { ClientReading } from '../../shared/reading/client-reading.ts';
import { visibleHolder } from '../../shared/reading/visible-records.ts';
import { id } from '../../shared/records/fields.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import { answerOf, arrivalOf } from './answer.ts';
import { bodyOfOnly } from './requests.ts';

export type HandOverRouteDeps = HandOverDeps &
  Pick<ClientReading, 'records' | 'inCare' | 'keyOfClinic'> & { takeIn: TakeIn; log: Log };

/** A client is handed over from one therapist to another, in one step. */
export function handOverRoutes(deps: HandOverRouteDeps) {
  return {
    'POST /v1/clients/{clientId}/care:hand-over': async (event, by) => {
      const asked = askedHandOver(event);
      const clientId = pathParameter(event, 'clientId');
      const client = pseudonym(await deps.keyOfClinic(by.clinicId), clientId);
      const owner = await visibleHolder(deps, by, client);
      const handOver = { by, owner, clientId, arrival: arrivalOf(by, event), ...asked };
      const result = await handOverCare(deps, handOver, deps.takeIn);
      tellTaken(deps.log, takenCounts([result]));
      return answerOf(result);
    },
  } satisfies Partial<RoutesOf<'ingest-records'>>;
}

/** Of the body: to whom, and whose care ends. */
function askedHandOver(event: HttpEvent): { to: string; from: string | undefined } {
  const { to, from } = bodyOfOnly(event, 'to', 'from');
  return { to: therapistIn('to', to), from: from === undefined ? undefined : therapistIn('from', from) };
}

function therapistIn(field: string, value: unknown): string {
  if (value === undefined) throw new BadRequestError(field, "expected a therapist's id", 'missing-field');
  const read = id.safeParse(value);
  if (!read.success) throw new BadRequestError(field, read.error.issues[0]!.message);
  return read.data;
}
