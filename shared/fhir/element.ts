/** An object of a FHIR file, of which nothing is known yet: what is missing or of another type reads as absent. */
export type Element = Readonly<Record<string, unknown>>;

const NOTHING: Element = Object.freeze({});

export const isElement = (value: unknown): value is Element =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const elementOf = (value: unknown): Element => (isElement(value) ? value : NOTHING);

export const elementsOf = (value: unknown): readonly Element[] =>
  Array.isArray(value) ? value.filter(isElement) : [];

/** A text that says something. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** The extension of a name; of several the first. */
export function extensionOf(of: Element, url: string): Element | undefined {
  return elementsOf(of['extension']).find((extension) => extension['url'] === url);
}

/** What of a resource may change the meaning of all that it says: a reader that does not know it has to refuse it (R4, 2.4.1). */
export function modifierOf(of: Element): string | undefined {
  if (elementsOf(of['modifierExtension']).length > 0) return 'modifierExtension';
  return textOf(of['implicitRules']) === undefined ? undefined : 'implicitRules';
}

/** The value of an identifier under a system; of several the first. */
export function identifierOf(of: Element, system: string): string | undefined {
  const found = elementsOf(of['identifier']).find((identifier) => identifier['system'] === system);
  return found && textOf(found['value']);
}
