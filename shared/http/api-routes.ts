import type { Role } from '../access/principal.ts';

/** The functions that answer. */
export type Answering = 'ingest-records' | 'read-outcomes' | 'keep-people' | 'keep-data';

const CLINIC = ['owner', 'recorder', 'therapist', 'client'] as const;
const writtenBy = { by: 'ingest-records', may: CLINIC } as const;
const readBy = <const Roles extends readonly Role[]>(...may: Roles) =>
  ({ by: 'read-outcomes', may }) as const;
const answeredFor = { by: 'keep-data', may: ['owner'] } as const;
const keptBy = { by: 'keep-people', may: ['owner'] } as const;

/**
 * Every route below /v1 that asks for a token, the one place that lists them: which function answers it, and who may ask
 * at all. The gateway's routes follow from it, and so does what a handler has to answer. What somebody may see or change
 * of whom is decided behind it.
 */
export const API_ROUTES = {
  'PUT /v1/sessions/{id}': writtenBy,
  'DELETE /v1/sessions/{id}': writtenBy,
  'PUT /v1/pain-scores/{id}': writtenBy,
  'DELETE /v1/pain-scores/{id}': writtenBy,
  'PUT /v1/goals/{id}': writtenBy,
  'DELETE /v1/goals/{id}': writtenBy,
  'PUT /v1/measurements/{id}': writtenBy,
  'DELETE /v1/measurements/{id}': writtenBy,
  'PUT /v1/consents/{clientId}': writtenBy,
  'DELETE /v1/consents/{clientId}': writtenBy,
  'DELETE /v1/clients/{clientId}': writtenBy,
  'POST /v1/moves': writtenBy,
  'POST /v1/merges': writtenBy,
  'POST /v1/clients/{clientId}/care': { by: 'ingest-records', may: ['therapist'] },
  'POST /v1/clients/{clientId}/care:hand-over': { by: 'ingest-records', may: ['owner', 'therapist'] },
  'POST /v1/clients/{id}/journal-link': { by: 'ingest-records', may: ['owner', 'therapist'] },
  'DELETE /v1/clients/{id}/journal-link': { by: 'ingest-records', may: ['owner', 'therapist'] },
  'PUT /v1/clients/{clientId}/care/{therapistId}': writtenBy,
  'POST /v1/records:batch': writtenBy,
  'POST /v1/imports:foresee-undo': { by: 'ingest-records', may: ['owner'] },
  'POST /v1/imports:undo': { by: 'ingest-records', may: ['owner'] },

  'GET /v1/outcomes': readBy('owner'),
  'GET /v1/checks': readBy('owner'),
  'GET /v1/goals': readBy('owner', 'therapist'),
  'GET /v1/clients/{id}/timeline': readBy('owner', 'therapist'),
  'GET /v1/clients/{id}/expected-change': readBy('owner', 'therapist'),
  'GET /v1/clients/{clientId}/care': readBy('owner', 'therapist'),
  'GET /v1/care/take-overs': readBy('owner'),
  'GET /v1/clients/{id}/history': readBy('owner'),
  'GET /v1/clients/{id}/holdings': readBy('owner'),
  'GET /v1/clients/{id}/fhir': readBy('owner'),
  'GET /v1/fhir/MeasureReport': readBy('owner'),
  'GET /v1/fhir/CodeSystem': readBy('owner', 'recorder'),
  'GET /v1/therapists/summary': readBy('owner', 'therapist'),
  'GET /v1/reminders': readBy('owner', 'therapist'),
  'GET /v1/reports': readBy('owner'),
  'GET /v1/imports': readBy('owner'),
  'GET /v1/benchmark': readBy('owner'),
  'GET /v1/releases': readBy('owner', 'partner'),
  'GET /v1/releases/preview': readBy('owner'),
  'GET /v1/releases/{programme}/{period}/{revision}/files/{name}': readBy('owner', 'partner'),
  'GET /v1/journal-links': readBy('owner'),
  'GET /v1/receipts': readBy('owner'),
  // Nothing is written by it: a receipt is looked at.
  'POST /v1/receipts:verify': readBy('owner'),

  'POST /v1/exports': answeredFor,
  'GET /v1/exports/{export}': answeredFor,
  'GET /v1/clients/{id}/data': answeredFor,

  'GET /v1/settings': keptBy,
  'PUT /v1/settings': keptBy,
  'GET /v1/members': keptBy,
  'GET /v1/members/changes': keptBy,
  'POST /v1/members': keptBy,
  'PUT /v1/members/{subject}': keptBy,
  'DELETE /v1/members/{subject}': keptBy,
} as const satisfies Readonly<Record<string, { by: Answering; may: readonly Role[] }>>;

export type ApiRoute = keyof typeof API_ROUTES;
