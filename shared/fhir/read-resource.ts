import { type Element, modifierOf, textOf } from './element.ts';
import type { FileIndex } from './file-index.ts';
import { readAnswers } from './read-answers.ts';
import { readConsent } from './read-consent.ts';
import { readGoal } from './read-goal.ts';
import { readObservation } from './read-observation.ts';
import { readEncounter, readLoneProcedure } from './read-session.ts';
import { type Reading, refused, skipped } from './reading.ts';
import { techniqueOf } from './technique-code.ts';

const PERSONS = new Set(['Patient', 'Practitioner', 'PractitionerRole', 'RelatedPerson', 'Person']);

/**
 * What a resource says: one reading, or one for each answer of a form. Names and free text (`text`, `note`, `display`,
 * `name`) are not read.
 *
 * @param index of the file that the resource stands in
 */
export function readResource(resource: Element, fullUrl: string | undefined, index: FileIndex): Reading[] {
  const readings = readingsOf(resource, fullUrl, index);
  const said = modifiedBy(resource, fullUrl, index);
  return said === undefined
    ? readings
    : readings.map((reading) => (tells(reading) ? notAsItSays(said) : reading));
}

/** What changes the meaning of a resource beyond what is known here: its own, or that of what it is told with. */
function modifiedBy(resource: Element, fullUrl: string | undefined, index: FileIndex): string | undefined {
  const visit =
    resource['resourceType'] === 'Encounter' ? index.visitOfEncounter(resource, fullUrl) : undefined;
  return [resource, ...(visit?.procedures ?? [])].map(modifierOf).find((said) => said !== undefined);
}

/** Whether a reading says something of a client: a deletion holds whatever else is said. */
const tells = (reading: Reading) =>
  'skipped' in reading
    ? reading.skipped.code === 'fhir.told-in-session'
    : 'input' in reading && reading.input['type'] !== 'deletion';

const notAsItSays = (path: string): Reading =>
  refused(
    'fhir.modifier',
    path,
    `expected no ${path}: it may turn what a resource says into its opposite, and nobody here knows this one; send the resource without it where it changes nothing`,
  );

function readingsOf(resource: Element, fullUrl: string | undefined, index: FileIndex): Reading[] {
  switch (resource['resourceType']) {
    case 'Encounter': {
      const visit = index.visitOfEncounter(resource, fullUrl);
      return [readEncounter(visit ?? { encounter: resource, procedures: [], scores: [] }, fullUrl, index)];
    }
    case 'Procedure':
      return [readProcedure(resource, fullUrl, index)];
    case 'Observation':
      return [readObservation(resource, fullUrl, index)];
    case 'QuestionnaireResponse':
      return readAnswers(resource, fullUrl, index);
    case 'Goal':
      return [readGoal(resource, fullUrl, index)];
    case 'Consent':
      return [readConsent(resource, index)];
    default:
      return [readNothing(textOf(resource['resourceType']))];
  }
}

function readProcedure(procedure: Element, fullUrl: string | undefined, index: FileIndex): Reading {
  if (techniqueOf(procedure, index.concepts) === 'other') {
    return skipped('fhir.no-technique', 'code', 'a procedure that is no massage is not kept');
  }
  if (procedure['encounter'] === undefined) return readLoneProcedure(procedure, fullUrl, index);
  if (index.visitOf(procedure['encounter'])) {
    return skipped('fhir.told-in-session', '', 'told with the session that it belongs to');
  }
  const message =
    'expected the Encounter of this procedure in the same file: bring both in one Bundle or NDJSON file';
  return refused('fhir.session-not-here', 'encounter', message, 'session');
}

function readNothing(type: string | undefined): Reading {
  if (type === undefined)
    return refused('fhir.not-a-resource', '', 'expected a FHIR resource with its resourceType');
  if (PERSONS.has(type)) {
    return skipped(
      'fhir.person',
      '',
      'of a person nothing is kept; only the id is read, where others refer to it',
    );
  }
  if (type === 'ConceptMap') {
    return skipped('fhir.codes', '', 'what codes mean is read where others use them');
  }
  if (type === 'Bundle') {
    return refused(
      'fhir.bundle-within',
      '',
      'expected resources here, not a Bundle within a Bundle or on a line',
    );
  }
  return skipped('fhir.not-kept', 'resourceType', 'a resource of a kind of which nothing is kept');
}
