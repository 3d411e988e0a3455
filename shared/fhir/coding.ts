import { type Element, elementOf, elementsOf, textOf } from './element.ts';

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
    : [{ system: textOf(coding['system']), code, display: textOf(coding['display']) }];
}

/** The codes under one system in a list of CodeableConcepts, each once. */
export function codesIn(concepts: unknown, system: string): string[] {
  const list = Array.isArray(concepts) ? concepts : [concepts];
  const codes = list.flatMap(codingsOf).filter((coding) => coding.system === system);
  return [...new Set(codes.map(({ code }) => code))];
}
