import { type Element, elementOf, elementsOf, identifierOf, textOf } from './element.ts';
import type { FileIndex } from './file-index.ts';
import { IDENTIFIERS } from './house.ts';
import type { Told } from './reading.ts';
import { containedOf, idIn, ownId } from './reference.ts';

type PersonType = 'Patient' | 'Practitioner' | 'PractitionerRole';

/**
 * The client's id. It is the identifier under the house's system, where the reference or the Patient has one; else the id
 * of the Patient, which a reference tells as well: so that it is the same whether the Patient came along or not; else the
 * identifier of a reference that has nothing else.
 */
export function clientOf(resource: Element, index: FileIndex): Told {
  const reference = resource['subject'] ?? resource['patient'] ?? encounterSubject(resource, index);
  const id = personId(resource, reference, 'Patient', IDENTIFIERS.client, index);
  if (id !== undefined) return { value: id };
  const message =
    reference === undefined
      ? 'expected a subject; there is none, and the Encounter that would tell it is not in this file: bring both in one file'
      : 'expected a reference to a Patient by id or identifier; its display is not read';
  return { problem: { code: 'fhir.no-client', path: 'subject', message } };
}

/** Who treated: the participant or performer with the type PPRF where there are several, else the only one. */
export function therapistOf(encounter: Element, procedures: readonly Element[], index: FileIndex): Told {
  const participants = elementsOf(encounter['participant']);
  const primary = participants.filter(isPrimary);
  const named = primary.length > 0 ? primary : participants;
  const actors = [
    ...named.map((participant) => [encounter, participant['individual']] as const),
    ...(named.length > 0 ? [] : procedures.flatMap(performers)),
  ];
  const ids = new Set(actors.flatMap(([of, actor]) => practitionerId(of, actor, index) ?? []));
  if (ids.size === 1) return { value: [...ids][0] };
  const message =
    ids.size === 0
      ? 'expected who treated: a participant or a performer with a reference to a Practitioner'
      : 'expected one therapist: of several participants one of the type PPRF';
  return { problem: { code: 'fhir.therapist', path: 'participant', message } };
}

/** The id of the Practitioner that a reference names. */
export function practitionerId(of: Element, reference: unknown, index: FileIndex): string | undefined {
  return (
    personId(of, reference, 'Practitioner', IDENTIFIERS.therapist, index) ??
    personId(of, reference, 'PractitionerRole', IDENTIFIERS.therapist, index)
  );
}

function performers(procedure: Element): (readonly [Element, unknown])[] {
  return elementsOf(procedure['performer']).map(({ actor }) => [procedure, actor] as const);
}

function personId(
  resource: Element,
  reference: unknown,
  type: PersonType,
  system: string,
  index: FileIndex,
): string | undefined {
  const { reference: literal, identifier } = elementOf(reference);
  const said = identifierOf({ identifier: [identifier] }, system);
  if (said !== undefined) return said;
  const contained = containedOf(resource, reference);
  if (contained) return ownId({ ...contained, id: undefined }, system);
  const found = index.personOf(reference, type);
  if (found !== undefined) return found;
  const text = textOf(literal);
  if (text !== undefined)
    return idIn(text, type) ?? (type === 'Patient' ? undefined : searchedFor(text, type));
  return textOf(elementOf(identifier)['value']);
}

/** Synthea refers to who treated by a search: `Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|99`. */
const searchedFor = (reference: string, type: PersonType): string | undefined =>
  new RegExp(`^${type}\\?identifier=[^|&]*\\|([^|&]+)$`).exec(reference)?.[1];

function encounterSubject(resource: Element, index: FileIndex): unknown {
  const { encounter } = resource;
  return encounter === undefined ? undefined : index.visitOf(encounter)?.encounter['subject'];
}

function isPrimary(participant: Element): boolean {
  return elementsOf(participant['type']).some((type) =>
    elementsOf(type['coding']).some(({ code }) => code === 'PPRF'),
  );
}
