import { type Element, elementOf, elementsOf, identifierOf, textOf } from './element.ts';

/** By what a resource can be referred to from within its file; several names of one resource. */
export function namesOf(resource: Element, fullUrl: string | undefined): string[] {
  const type = textOf(resource['resourceType']);
  const id = textOf(resource['id']);
  const identifiers = elementsOf(resource['identifier']).flatMap((identifier) =>
    identifierName(type, identifier),
  );
  return [
    ...(fullUrl === undefined ? [] : [fullUrl]),
    ...(id === undefined ? [] : [`${type}/${id}`]),
    ...identifiers,
  ];
}

/** The same names as a reference to a resource of a type uses them, the literal one first. */
export function namesReferred(reference: unknown, type: string): string[] {
  const { reference: literal, identifier } = elementOf(reference);
  const text = textOf(literal);
  const names: string[] = [];
  if (text !== undefined) {
    names.push(text.replace(/\/_history\/[^/]*$/, ''));
    const id = idIn(text, type);
    if (id !== undefined) names.push(`${type}/${id}`);
    const search = /^[A-Za-z]+\?identifier=([^|&]*)\|([^&]+)$/.exec(text);
    if (search) names.push(identifierKey(type, decoded(search[1]!), decoded(search[2]!)));
  }
  return [...names, ...identifierName(type, elementOf(identifier))];
}

/** The id in `Patient/p-1`, in `https://server/fhir/Patient/p-1/_history/2` and in `urn:uuid:...`. */
export function idIn(reference: string, type: string): string | undefined {
  const uuid = /^urn:uuid:(.+)$/.exec(reference);
  if (uuid) return uuid[1];
  return new RegExp(`(?:^|/)${type}/([A-Za-z0-9.-]{1,64})(?:/_history/[^/]*)?$`).exec(reference)?.[1];
}

/** A resource that lies within another one, by a reference such as `#p1`. */
export function containedOf(resource: Element, reference: unknown): Element | undefined {
  const text = textOf(elementOf(reference)['reference']);
  if (!text?.startsWith('#')) return undefined;
  return elementsOf(resource['contained']).find((inner) => inner['id'] === text.slice(1));
}

/**
 * The clinic's own id of a person: under the house's system, in the reference or in the resource that it leads to; else
 * the id of the resource; else the only identifier that a resource without an id has.
 */
export function ownId(resource: Element, system: string): string | undefined {
  const named = identifierOf(resource, system) ?? textOf(resource['id']);
  if (named !== undefined) return named;
  const values = elementsOf(resource['identifier']).flatMap(({ value }) => textOf(value) ?? []);
  return values.length === 1 ? values[0] : undefined;
}

function identifierName(type: string | undefined, { system, value }: Element): string[] {
  return textOf(value) === undefined ? [] : [identifierKey(type, textOf(system) ?? '', textOf(value)!)];
}

function identifierKey(type: string | undefined, system: string, value: string): string {
  return `${type}?${system}|${value}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The id of the record that a resource becomes: under the house's system, else the resource's own. */
export function recordId(resource: Element, fullUrl: string | undefined, system: string): string | undefined {
  return identifierOf(resource, system) ?? textOf(resource['id']) ?? fullUrl?.replace(/^urn:uuid:/, '');
}
