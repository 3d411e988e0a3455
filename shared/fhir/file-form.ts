import { elementOf, isElement, textOf } from './element.ts';

/** How a FHIR file is written: a resource a line (bulk data), or one JSON document. */
export type FhirForm = 'lines' | 'document';

const NAMES_A_TYPE = /^\s*\{[\s\S]*?"resourceType"\s*:\s*"[A-Z]/;

/**
 * Whether a file is FHIR, by what is in it and not by its name.
 *
 * @param head its beginning: at least its first line that is not blank, or as much of that as anybody reads
 */
export function fhirFormOf(head: string): FhirForm | undefined {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  const [line] = text.split(/\r?\n/, 1) as [string];
  const first = parsed(line);
  if (isElement(first)) {
    const type = textOf(elementOf(first)['resourceType']);
    if (type === undefined) return undefined;
    return type === 'Bundle' ? 'document' : 'lines';
  }
  return NAMES_A_TYPE.test(text) ? 'document' : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the rest of it is not here
  }
}
