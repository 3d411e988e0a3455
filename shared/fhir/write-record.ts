import type { SentRecord } from '../records/record.ts';
import type { Element } from './element.ts';
import { EXTENSIONS, IDENTIFIERS, LOINC, SYSTEMS } from './house.ts';
import { PARTNER_REPORTS } from './read-consent.ts';
import { GOAL_FIELDS } from './read-goal.ts';
import { fieldExtensions } from './record-fields.ts';
import { resourceId } from './resource-id.ts';
import {
  code,
  concept,
  listed,
  PAIN,
  quantity,
  type Resource,
  recordedAtOf,
  referenceToClient,
  referenceToTherapist,
  SURVEY,
  score,
} from './write-parts.ts';
import { writeSession } from './write-session.ts';

type Sent<Type extends SentRecord['type']> = Extract<SentRecord, { type: Type }>;
/** Records that FHIR has a resource for. */
export type WritableRecord = Sent<'session' | 'pain-score' | 'goal' | 'measurement' | 'consent'>;

const WRITABLE = ['session', 'pain-score', 'goal', 'measurement', 'consent'];

/** Whether FHIR has a resource for a record: for what removes, moves or merges it has none, nor for care. */
export function isWritable(record: SentRecord): record is WritableRecord {
  return WRITABLE.includes(record.type);
}

const UNITS = { score: '{score}', degrees: 'deg', 'yes-no': '1', hours: 'h' } as const;

/** A record as FHIR resources, of which the reader of this room makes the same record again. */
export function writeRecord(record: WritableRecord): Resource[] {
  switch (record.type) {
    case 'session':
      return writeSession(record);
    case 'pain-score':
      return [writeScore(record)];
    case 'goal':
      return [writeGoal(record)];
    case 'measurement':
      return [writeMeasurement(record)];
    case 'consent':
      return [writeConsent(record)];
  }
}

function writeScore(record: Sent<'pain-score'>): Resource {
  const { clinicId, scoreId, at, pain, soreness, window, bodyRegion, recordedAt } = record;
  const component = { code: concept([SYSTEMS.measure, 'soreness']) };
  return {
    resourceType: 'Observation',
    id: resourceId(clinicId, 'pain-score', scoreId),
    extension: [code(EXTENSIONS.phase, 'journal'), code(EXTENSIONS.window, window)],
    identifier: [{ system: IDENTIFIERS.score, value: scoreId }],
    status: 'final',
    category: SURVEY,
    code: pain === undefined ? concept([SYSTEMS.measure, 'soreness']) : PAIN,
    subject: referenceToClient(record),
    effectiveDateTime: at,
    ...(recordedAt !== undefined && { issued: recordedAt }),
    valueQuantity: score((pain ?? soreness)!),
    ...(bodyRegion !== undefined && { bodySite: concept([SYSTEMS.bodyRegion, bodyRegion]) }),
    ...listed(
      'component',
      pain === undefined || soreness === undefined ? [] : [{ ...component, valueQuantity: score(soreness) }],
    ),
  };
}

function writeGoal(goal: Sent<'goal'>): Resource {
  const { clinicId, goalId, therapistId, measure, unit, target, startsOn, dueOn, recordedAt } = goal;
  const codings: [string, string][] = [[SYSTEMS.measure, measure]];
  if (measure === 'pain') codings.push([LOINC, '72514-3']);
  return {
    resourceType: 'Goal',
    id: resourceId(clinicId, 'goal', goalId),
    extension: [...recordedAtOf(recordedAt), ...fieldExtensions(goal, GOAL_FIELDS)],
    identifier: [{ system: IDENTIFIERS.goal, value: goalId }],
    lifecycleStatus: 'active',
    description: concept([SYSTEMS.measure, measure]),
    subject: referenceToClient(goal),
    startDate: startsOn,
    target: [
      {
        measure: concept(...codings),
        ...(target !== undefined && { detailQuantity: quantity(target, UNITS[unit]) }),
        dueDate: dueOn,
      },
    ],
    expressedBy: referenceToTherapist(therapistId),
  };
}

function writeMeasurement(record: Sent<'measurement'>): Resource {
  const { clinicId, measurementId, goalId, at, value, recordedAt } = record;
  return {
    resourceType: 'Observation',
    id: resourceId(clinicId, 'measurement', measurementId),
    identifier: [{ system: IDENTIFIERS.measurement, value: measurementId }],
    status: 'final',
    code: concept([SYSTEMS.measure, 'value-of-goal']),
    subject: referenceToClient(record),
    focus: [
      {
        reference: `Goal/${resourceId(clinicId, 'goal', goalId)}`,
        type: 'Goal',
        identifier: { system: IDENTIFIERS.goal, value: goalId },
      },
    ],
    effectiveDateTime: at,
    ...(recordedAt !== undefined && { issued: recordedAt }),
    valueQuantity: { value },
  };
}

function writeConsent(consent: Sent<'consent'>): Resource {
  const { clinicId, clientId, partnerReports, recordedAt } = consent;
  const partners: Element = concept([SYSTEMS.consent, PARTNER_REPORTS]);
  return {
    resourceType: 'Consent',
    id: resourceId(clinicId, 'consent', clientId),
    ...listed('extension', recordedAtOf(recordedAt)),
    status: 'active',
    scope: concept(['http://terminology.hl7.org/CodeSystem/consentscope', 'patient-privacy']),
    category: [partners],
    patient: referenceToClient(consent),
    ...(recordedAt !== undefined && { dateTime: recordedAt }),
    policyRule: partners,
    provision: { type: partnerReports ? 'permit' : 'deny' },
  };
}
