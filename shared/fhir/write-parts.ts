import type { Element } from './element.ts';
import { EXTENSIONS, IDENTIFIERS, LOINC, SNOMED, SYSTEMS, UCUM } from './house.ts';
import { resourceId } from './resource-id.ts';

/** A resource as it is sent. */
export type Resource = Element & { resourceType: string; id: string };

/** Whose a record is. */
export type Owner = { clinicId: string; clientId: string };

/** The client: an id of the clinic's, and nothing else. */
export function patientOf({ clinicId, clientId }: Owner): Resource {
  return {
    resourceType: 'Patient',
    id: resourceId(clinicId, clientId),
    identifier: [{ system: IDENTIFIERS.client, value: clientId }],
  };
}

/** Elements of a reference to the client, also for whoever has the resource alone. */
export function referenceToClient({ clinicId, clientId }: Owner): Element {
  return {
    reference: `Patient/${resourceId(clinicId, clientId)}`,
    type: 'Patient',
    identifier: { system: IDENTIFIERS.client, value: clientId },
  };
}

export const referenceToTherapist = (therapistId: string): Element => ({
  type: 'Practitioner',
  identifier: { system: IDENTIFIERS.therapist, value: therapistId },
});

export const concept = (...codings: readonly (readonly [system: string, code: string])[]): Element => ({
  coding: codings.map(([system, code]) => ({ system, code })),
});

/** The category of what a client has told. */
export const SURVEY = [concept(['http://terminology.hl7.org/CodeSystem/observation-category', 'survey'])];

export const PAIN = concept([LOINC, '72514-3']);
/** SNOMED CT has no code for any one technique: beside ours stands that it is massage. @param own the clinic's own code */
export const techniqueConcept = (technique: string, own?: string) =>
  concept(
    [SYSTEMS.technique, technique],
    ...(own === undefined ? [] : [[SYSTEMS.ownTechnique, own] as const]),
    [SNOMED, '387854002'],
  );

export const score = (value: number): Element => quantity(value, '{score}');
export const quantity = (value: number, unit: string): Element => ({ value, unit, system: UCUM, code: unit });

export const code = (url: string, valueCode: string): Element => ({ url, valueCode });

/** When a version was written, for resources that have no element for it. */
export const recordedAtOf = (recordedAt: string | undefined): Element[] =>
  recordedAt === undefined ? [] : [{ url: EXTENSIONS.recordedAt, valueDateTime: recordedAt }];

/** A list that is there only if it holds something: FHIR has no empty lists. */
export const listed = <Name extends string>(
  name: Name,
  entries: readonly Element[],
): Partial<Record<Name, readonly Element[]>> =>
  (entries.length === 0 ? {} : { [name]: entries }) as Partial<Record<Name, readonly Element[]>>;
