import type { SentRecord } from '../records/record.ts';
import { instrumentOf, scaleOf, type Unit } from '../records/scales.ts';
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

const UCUM_UNITS: Readonly<Record<Unit, string>> = {
  ...{ score: '{score}', degrees: 'deg', 'yes-no': '1', hours: 'h' },
  ...{ mm: 'mm', percent: '%', points: '{points}', 't-score': '{score}' },
};

/** What a measure is called: our name, and LOINC's where it has one. */
function codingsOfMeasure(measure: string): [string, string][] {
  const loinc = measure === 'pain' ? '72514-3' : instrumentOf(measure)?.loinc;
  return [[SYSTEMS.measure, measure], ...(loinc === undefined ? [] : [[LOINC, loinc] as [string, string]])];
}

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
        measure: concept(...codingsOfMeasure(measure)),
        ...(target !== undefined && { detailQuantity: quantity(target, UCUM_UNITS[unit]) }),
        dueDate: dueOn,
      },
    ],
    expressedBy: referenceToTherapist(therapistId),
  };
}

function writeMeasurement(record: Sent<'measurement'>): Resource {
  const { clinicId, measurementId, goalId, measure, at, value, recordedAt } = record;
  const focus = (goal: string) => ({
    reference: `Goal/${resourceId(clinicId, 'goal', goal)}`,
    type: 'Goal',
    identifier: { system: IDENTIFIERS.goal, value: goal },
  });
  return {
    resourceType: 'Observation',
    id: resourceId(clinicId, 'measurement', measurementId),
    identifier: [{ system: IDENTIFIERS.measurement, value: measurementId }],
    status: 'final',
    ...(measure !== undefined && { category: SURVEY }),
    code: concept(...codingsOfMeasure(measure ?? 'value-of-goal')),
    subject: referenceToClient(record),
    ...listed('focus', goalId === undefined ? [] : [focus(goalId)]),
    effectiveDateTime: at,
    ...(recordedAt !== undefined && { issued: recordedAt }),
    valueQuantity: measure === undefined ? { value } : quantity(value, UCUM_UNITS[scaleOf(measure).unit]),
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
