import { type Element, elementsOf, textOf } from './element.ts';
import { EXTENSIONS } from './house.ts';

/**
 * Fields of a record that FHIR has no element for (a Goal has no place for a baseline, an Encounter none for the minutes of
 * its phases), as extensions with the field's name and its value as JSON: of those that are asked for the ones that are
 * there. What is no JSON stays text, to be refused.
 */
export function extendedFields(resource: Element, fields: readonly string[]): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const { url, extension } of elementsOf(resource['extension'])) {
    if (url !== EXTENSIONS.field) continue;
    const parts = elementsOf(extension);
    const name = textOf(parts.find((part) => part['url'] === 'name')?.['valueCode']);
    const json = textOf(parts.find((part) => part['url'] === 'json')?.['valueString']);
    if (name !== undefined && json !== undefined && fields.includes(name)) found[name] = parsed(json);
  }
  return found;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
