import { type Element, elementOf, elementsOf, textOf } from './element.ts';
import { LOINC, SNOMED } from './house.ts';

/** A code with the system that it belongs to. */
export type Coding = { system: string | undefined; code: string; display: string | undefined };

/** All codings of a CodeableConcept, those without a code left out. */
export function codingsOf(concept: unknown): Coding[] {
  return elementsOf(elementOf(concept)['coding']).flatMap(codingOf);
}

export function codingOf(coding: Element): Coding[] {
  const code = textOf(coding['code']);
  return code === undefined
    ? []
    : [{ system: canonical(textOf(coding['system'])), code, display: textOf(coding['display']) }];
}

/** Code systems by their OIDs, as documents of CDA have them and what is converted from those. */
const BY_OID: ReadonlyMap<string, string> = new Map([
  ['urn:oid:2.16.840.1.113883.6.1', LOINC],
  ['urn:oid:2.16.840.1.113883.6.96', SNOMED],
  ['urn:oid:2.16.840.1.113883.6.3', 'http://hl7.org/fhir/sid/icd-10'],
  ['urn:oid:2.16.840.1.113883.6.90', 'http://hl7.org/fhir/sid/icd-10-cm'],
]);
const canonical = (system: string | undefined) => (system && BY_OID.get(system)) ?? system;

/** The codes under one system in a list of CodeableConcepts, each once. */
export function codesIn(concepts: unknown, system: string): string[] {
  const list = Array.isArray(concepts) ? concepts : [concepts];
  const codes = list.flatMap(codingsOf).filter((coding) => coding.system === system);
  return [...new Set(codes.map(({ code }) => code))];
}
