import { type Element, elementsOf, textOf } from './element.ts';
import { EXTENSIONS } from './house.ts';

/**
 * Fields of a record that FHIR has no element for: each an extension with the field's name and its value as JSON.
 * (A Goal has no place for a baseline, an Encounter none for the minutes of its phases.)
 */
export function fieldExtensions(
  record: Readonly<Record<string, unknown>>,
  fields: readonly string[],
): Element[] {
  return fields
    .filter((field) => record[field] !== undefined)
    .map((field) => ({
      url: EXTENSIONS.field,
      extension: [
        { url: 'name', valueCode: field },
        { url: 'json', valueString: JSON.stringify(record[field]) },
      ],
    }));
}

/** The same read: of the fields that are asked for those that are there. What is no JSON stays text, to be refused. */
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
