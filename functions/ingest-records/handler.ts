import {
  type ClinicPrincipal,
  type Principal,
  requireClinic,
  requireRole,
} from '../../shared/access/principal.ts';
import type { ClinicSettings } from '../../shared/clinics/clinic-settings.ts';
import { ForbiddenError } from '../../shared/errors.ts';
import { type HttpResponse, json, problem } from '../../shared/http/respond.ts';
import { createHttpHandler, type HttpDeps, type HttpEvent, type Route } from '../../shared/http/route.ts';
import { type PlacedResult, screenAndTakeIn, takeInOne } from '../../shared/intake/screen.ts';
import type { TakeIn } from '../../shared/intake/take-in.ts';
import type { Arrival } from '../../shared/records/arrival.ts';
import { dateIn } from '../../shared/records/in-zone.ts';
import type { FactType } from '../../shared/records/record.ts';
import {
  recordOfCare,
  recordOfDelete,
  recordOfErasure,
  recordOfPost,
  recordOfPut,
  recordOfTakeOver,
  recordsOfBatch,
  withClinic,
} from './requests.ts';

const COLLECTIONS: readonly (readonly [path: string, type: FactType])[] = [
  ['sessions/{id}', 'session'],
  ['pain-scores/{id}', 'pain-score'],
  ['goals/{id}', 'goal'],
  ['measurements/{id}', 'measurement'],
  ['consents/{clientId}', 'consent'],
];

export type IngestDeps = HttpDeps & {
  takeIn: TakeIn;
  /** A clinic's settings as they are now. */
  settingsNow(clinicId: string): Promise<ClinicSettings>;
};

/**
 * The HTTP door for records: PUT and DELETE of one, a batch of many, the erasure of a client, and a therapist's step to
 * take a client over.
 */
export function createIngestHandler(deps: IngestDeps) {
  const routes: Record<string, Route> = {
    'POST /v1/records:batch': async (event, caller) => {
      const principal = requireClinic(caller);
      const records = recordsOfBatch(event).map((record) => withClinic(record, principal));
      const results = await screenAndTakeIn(principal, records, arrivalOf(principal, event), deps.takeIn);
      return json(200, { results });
    },
    'DELETE /v1/clients/{clientId}': (event, caller) =>
      one(event, caller, (who) => recordOfErasure(event, who)),
    'POST /v1/moves': (event, caller) => one(event, caller, (who) => recordOfPost(event, who, 'move')),
    'POST /v1/merges': (event, caller) => one(event, caller, (who) => recordOfPost(event, who, 'merge')),
    'PUT /v1/clients/{clientId}/care/{therapistId}': (event, caller) =>
      one(event, caller, (who) => recordOfCare(event, who)),
    'POST /v1/clients/{clientId}/care': async (event, caller) => {
      const principal = requireRole(caller, 'therapist');
      const arrival = arrivalOf(principal, event);
      const { takeOver, timeZone } = await deps.settingsNow(principal.clinicId);
      if (takeOver === 'forbidden') throw new ForbiddenError('this clinic gives clients into care itself');
      const record = recordOfTakeOver(event, principal, dateIn(new Date(arrival.at), timeZone));
      return answerOf(await takeInOne(record, arrival, deps.takeIn));
    },
  };
  for (const [path, type] of COLLECTIONS) {
    routes[`PUT /v1/${path}`] = (event, caller) => one(event, caller, (who) => recordOfPut(event, who, type));
    routes[`DELETE /v1/${path}`] = (event, caller) =>
      one(event, caller, (who) => recordOfDelete(event, who, type));
  }
  const one = async (event: HttpEvent, caller: Principal, recordFrom: (who: ClinicPrincipal) => object) => {
    const principal = requireClinic(caller);
    const record = recordFrom(principal);
    const arrival = arrivalOf(principal, event);
    return answerOf((await screenAndTakeIn(principal, [record], arrival, deps.takeIn))[0]!);
  };
  return createHttpHandler(routes, deps);
}

/** The door is the caller's role; no client is named beside what he reports. */
function arrivalOf(principal: ClinicPrincipal, event: HttpEvent): Arrival {
  return {
    door: principal.role,
    ...(principal.role === 'therapist' && { author: principal.therapistId }),
    at: new Date(event.requestContext.timeEpoch).toISOString(),
  };
}

const STATUS_OF_REFUSAL: Readonly<Record<string, number>> = {
  conflict: 409,
  erased: 409,
  forbidden: 403,
  'not-in-care': 403,
  'unknown-client': 404,
};

/** One record's result as a status: 200 also for what had no effect, which the answer says. */
function answerOf({ index: _index, ...result }: PlacedResult): HttpResponse {
  if (result.status !== 'refused') return json(200, result);
  const [first] = result.refusals;
  const status = statusOf(first!.code);
  return problem(status, first!.code, first!.message, result.refusals);
}

/** What contradicts what is held is a conflict; anything else that is refused is wrong in itself. */
function statusOf(code: string): number {
  return STATUS_OF_REFUSAL[code] ?? (/^(move|merge)\.|\.other-client$/.test(code) ? 409 : 400);
}
