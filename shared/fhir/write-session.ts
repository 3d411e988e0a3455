import type { SentRecord } from '../records/record.ts';
import type { TechniqueEntry } from '../records/session.ts';

import { EXTENSIONS, IDENTIFIERS, SYSTEMS } from './house.ts';
import { SESSION_FIELDS } from './read-session.ts';
import { fieldExtensions } from './record-fields.ts';
import { resourceId } from './resource-id.ts';
import {
  code,
  concept,
  listed,
  PAIN,
  type Resource,
  recordedAtOf,
  referenceToClient,
  referenceToTherapist,
  SURVEY,
  score,
  techniqueConcept,
} from './write-parts.ts';

type SentSession = Extract<SentRecord, { type: 'session' }>;

/**
 * A session as an Encounter, a Procedure for each technique and an Observation for each score. When in the session a
 * technique was given nobody records, so that its minutes stand in an extension and not in a period.
 */
export function writeSession(session: SentSession): Resource[] {
  const { clinicId, sessionId } = session;
  const visit = `Encounter/${resourceId(clinicId, 'session', sessionId)}`;
  const procedures = session.techniques.map((entry, place) => procedureOf(session, entry, place, visit));
  const scores = (['pre', 'post'] as const).flatMap((phase) => scoreOf(session, phase, visit, procedures));
  return [encounterOf(session), ...procedures, ...scores];
}

function encounterOf(session: SentSession): Resource {
  const { clinicId, sessionId, therapistId, startedAt, endedAt, complaint, recordedAt } = session;
  return {
    resourceType: 'Encounter',
    id: resourceId(clinicId, 'session', sessionId),
    ...listed('extension', [...recordedAtOf(recordedAt), ...fieldExtensions(session, SESSION_FIELDS)]),
    identifier: [{ system: IDENTIFIERS.session, value: sessionId }],
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject: referenceToClient(session),
    participant: [{ individual: referenceToTherapist(therapistId) }],
    period: { start: startedAt, end: endedAt },
    reasonCode: [concept([SYSTEMS.complaint, complaint])],
  };
}

function procedureOf(session: SentSession, entry: TechniqueEntry, place: number, visit: string): Resource {
  const { technique, own, minutes, bodyRegion } = entry;
  return {
    resourceType: 'Procedure',
    id: resourceId(session.clinicId, 'session', session.sessionId, `technique ${place}`),
    extension: [
      { url: EXTENSIONS.minutes, valueDecimal: minutes },
      { url: EXTENSIONS.place, valueInteger: place },
      ...fieldExtensions(entry, ['pressure']),
    ],
    status: 'completed',
    code: techniqueConcept(technique, own),
    subject: referenceToClient(session),
    encounter: { reference: visit },
    ...listed('bodySite', bodyRegion === undefined ? [] : [concept([SYSTEMS.bodyRegion, bodyRegion])]),
  };
}

function scoreOf(
  session: SentSession,
  phase: 'pre' | 'post',
  visit: string,
  procedures: readonly Resource[],
): Resource[] {
  const value = phase === 'pre' ? session.painBefore : session.painAfter;
  if (value === undefined) return [];
  return [
    {
      resourceType: 'Observation',
      id: resourceId(session.clinicId, 'session', session.sessionId, phase),
      extension: [code(EXTENSIONS.phase, phase)],
      partOf: procedures.map(({ id }) => ({ reference: `Procedure/${id}` })),
      status: 'final',
      category: SURVEY,
      code: PAIN,
      subject: referenceToClient(session),
      encounter: { reference: visit },
      effectiveDateTime: phase === 'pre' ? session.startedAt : session.endedAt,
      ...(session.recordedAt !== undefined && { issued: session.recordedAt }),
      valueQuantity: score(value),
    },
  ];
}
