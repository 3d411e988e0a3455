import type { ClinicPrincipal } from '../../shared/access/principal.ts';
import { BadRequestError } from '../../shared/errors.ts';
import { isObject, jsonBody, jsonObject } from '../../shared/http/json-body.ts';
import { type HttpEvent, pathParameter } from '../../shared/http/route.ts';
import { TAKE_OVER_REASONS } from '../../shared/records/care.ts';
import { ID_FIELD, type RecordType } from '../../shared/records/record.ts';

/** Pure mapping from requests to unvalidated records: what the path and the token say is filled in. */

const MOST_RECORDS_A_BATCH = 500;

/** The body of a PUT with its type, id and clinic; a body that contradicts the path or the token is refused. */
export function recordOfPut(event: HttpEvent, principal: ClinicPrincipal, type: RecordType): object {
  const body = jsonBody(event);
  if (!isObject(body)) throw new BadRequestError('', 'expected a record, a JSON object', 'wrong-type');
  const idField = ID_FIELD[type];
  return agreeing(body, {
    type,
    clinicId: principal.clinicId,
    [idField]: pathParameter(event, idField === 'clientId' ? 'clientId' : 'id'),
  });
}

/** The body of a POST that says whose a record is, with its type and clinic. */
export function recordOfPost(event: HttpEvent, principal: ClinicPrincipal, type: RecordType): object {
  return agreeing(jsonObject(event), { type, clinicId: principal.clinicId });
}

/**
 * A DELETE as a deletion record. Whose record it is and when it was taken back come as query parameters or
 * as a JSON body; without `recordedAt` the deletion is of the moment at which it arrives.
 */
export function recordOfDelete(event: HttpEvent, principal: ClinicPrincipal, of: RecordType): object {
  const given = { ...event.queryStringParameters, ...(event.body ? jsonObject(event) : {}) };
  const pathId = pathParameter(event, of === 'consent' ? 'clientId' : 'id');
  return agreeing(given, {
    type: 'deletion',
    clinicId: principal.clinicId,
    of,
    id: pathId,
    ...(of === 'consent' ? { clientId: pathId } : {}),
  });
}

/** DELETE of a client: an erasure. */
export function recordOfErasure(event: HttpEvent, principal: ClinicPrincipal): object {
  const given = { ...event.queryStringParameters, ...(event.body ? jsonObject(event) : {}) };
  return agreeing(given, {
    type: 'erasure',
    clinicId: principal.clinicId,
    clientId: pathParameter(event, 'clientId'),
  });
}

/** A word about a therapist's care of a client: both stand in the path. */
export function recordOfCare(event: HttpEvent, principal: ClinicPrincipal): object {
  const body = jsonObject(event);
  return agreeing(body, {
    type: 'care',
    clinicId: principal.clinicId,
    clientId: pathParameter(event, 'clientId'),
    therapistId: pathParameter(event, 'therapistId'),
  });
}

/**
 * A therapist takes a client over, from today on; the body gives the reason and nothing else.
 *
 * @param from the day of the request
 */
export function recordOfTakeOver(
  event: HttpEvent,
  { clinicId, therapistId }: Extract<ClinicPrincipal, { role: 'therapist' }>,
  from: string,
): object {
  const { reason } = bodyOfOnly(event, 'reason');
  if (reason === undefined) {
    throw new BadRequestError('reason', `expected one of ${TAKE_OVER_REASONS.join(', ')}`, 'missing-field');
  }
  const clientId = pathParameter(event, 'clientId');
  return { type: 'care', clinicId, clientId, therapistId, from, until: null, reason };
}

/** The records of a batch: a JSON array, or an object that holds it as `records`. */
export function recordsOfBatch(event: HttpEvent): unknown[] {
  const body = jsonBody(event);
  const records = Array.isArray(body) ? body : isObject(body) ? body['records'] : undefined;
  if (!Array.isArray(records))
    throw new BadRequestError('records', 'expected a list of records', 'wrong-type');
  if (records.length > MOST_RECORDS_A_BATCH) {
    throw new BadRequestError('records', `expected at most ${MOST_RECORDS_A_BATCH} records`, 'out-of-range');
  }
  return records;
}

/** A batch's record with the clinic of the token. */
export function withClinic(record: unknown, principal: ClinicPrincipal): unknown {
  return isObject(record) ? { clinicId: principal.clinicId, ...record } : record;
}

function agreeing(given: Record<string, unknown>, known: Record<string, unknown>): object {
  for (const [field, value] of Object.entries(known)) {
    if (Object.hasOwn(given, field) && given[field] !== value) {
      const code = field === 'clinicId' ? 'other-clinic' : 'inconsistent';
      const expected = field === 'clinicId' ? "the token's clinic" : 'the same value as in the path';
      throw new BadRequestError(field, `expected ${expected}, or leave the field out`, code);
    }
  }
  return { ...given, ...known };
}

/** The body as a JSON object that has no other fields than these. */
export function bodyOfOnly(event: HttpEvent, ...fields: readonly string[]): Record<string, unknown> {
  const body = jsonObject(event);
  const unknown = Object.keys(body).find((field) => !fields.includes(field));
  if (unknown === undefined) return body;
  const expected = fields.map((field) => `"${field}"`).join(' and ');
  throw new BadRequestError(unknown, `expected ${expected} only`, 'unknown-field');
}
