import { ConceptMaps } from './concept-maps.ts';
import { type Element, elementOf, elementsOf, textOf } from './element.ts';
import { IDENTIFIERS } from './house.ts';
import { type PhasedScore, phasedScore } from './phased-score.ts';
import { namesOf, namesReferred, ownId } from './reference.ts';

/** An Encounter and what the file tells of it elsewhere; of each only what is read. */
export type Visit = { encounter: Element; procedures: Element[]; scores: PhasedScore[] };

/** How many resources of a file may be kept in memory because others refer to them. */
export const MOST_INDEXED = 100_000;

const READ_OF_ENCOUNTER = ['id', 'identifier', 'status', 'subject', 'participant', 'period', 'reasonCode'];
const READ_OF_PROCEDURE = [
  ...[
    'id',
    'identifier',
    'status',
    'code',
    'subject',
    'performer',
    'performedPeriod',
    'bodySite',
    'reasonCode',
  ],
];
const OF_BOTH = ['resourceType', 'extension', 'meta'];

/**
 * What other resources of a file refer to: persons by their ids, visits with their procedures and scores, and what the
 * codes of other systems mean. It holds no name and no text of anybody.
 */
export class FileIndex {
  readonly #persons = new Map<string, string>();
  readonly #visits = new Map<string, Visit>();
  readonly #waiting: { encounter: unknown; put(visit: Visit): void }[] = [];
  /** What codes mean by the ConceptMaps of the file. */
  readonly concepts = new ConceptMaps();
  #size = 0;

  /** Resources that are kept; the reader stops at MOST_INDEXED. */
  get size(): number {
    return this.#size;
  }

  add(resource: Element, fullUrl: string | undefined): void {
    const type = resource['resourceType'];
    if (type === 'Patient' || type === 'Practitioner' || type === 'PractitionerRole') {
      this.#addPerson(resource, fullUrl, type);
    } else if (type === 'Encounter') {
      this.#size += 1;
      const encounter = { ...only(resource, [...READ_OF_ENCOUNTER, ...OF_BOTH]), ...containedIds(resource) };
      const visit: Visit = { encounter, procedures: [], scores: [] };
      for (const name of namesOf(resource, fullUrl)) this.#visits.set(name, visit);
    } else if (type === 'Procedure') {
      const procedure = { ...only(resource, [...READ_OF_PROCEDURE, ...OF_BOTH]), ...containedIds(resource) };
      this.#wait(resource['encounter'], ({ procedures }) => procedures.push(procedure));
    } else if (type === 'ConceptMap') {
      this.#size += this.concepts.add(resource);
    } else if (type === 'Observation') {
      const score = phasedScore(resource);
      if (score) this.#wait(resource['encounter'], ({ scores }) => scores.push(score));
    }
  }

  /** Called once, when all resources have been added. */
  finish(): void {
    for (const { encounter, put } of this.#waiting) {
      const visit = this.visitOf(encounter);
      if (visit) put(visit);
    }
    this.#waiting.length = 0;
  }

  /** The visit that a reference leads to, if its Encounter is in the file. */
  visitOf(reference: unknown): Visit | undefined {
    return first(this.#visits, namesReferred(reference, 'Encounter'));
  }

  /** The visit of an Encounter of this file. */
  visitOfEncounter(encounter: Element, fullUrl: string | undefined): Visit | undefined {
    return first(this.#visits, namesOf(encounter, fullUrl));
  }

  /** The id of a person of this file. */
  personOf(reference: unknown, type: 'Patient' | 'Practitioner' | 'PractitionerRole'): string | undefined {
    return first(this.#persons, namesReferred(reference, type));
  }

  #addPerson(resource: Element, fullUrl: string | undefined, type: string): void {
    const system = type === 'Patient' ? IDENTIFIERS.client : IDENTIFIERS.therapist;
    const known = ownId(resource, system) ?? fullUrl?.replace(/^urn:uuid:/, '');
    const practitioner = textOf(elementOf(resource['practitioner'])['reference']);
    const id = type === 'PractitionerRole' ? (practitioner?.replace(/^.*[/:]/, '') ?? known) : known;
    if (id === undefined) return;
    this.#size += 1;
    for (const name of namesOf(resource, fullUrl)) this.#persons.set(name, id);
  }

  #wait(encounter: unknown, put: (visit: Visit) => void): void {
    if (encounter === undefined) return;
    this.#size += 1;
    this.#waiting.push({ encounter, put });
  }
}

function only(resource: Element, names: readonly string[]): Element {
  return Object.fromEntries(names.flatMap((name) => (name in resource ? [[name, resource[name]]] : [])));
}

/** Persons within a resource, by their ids alone. */
function containedIds(resource: Element): Element {
  const contained = elementsOf(resource['contained']).map((inner) => only(inner, ['id', 'identifier']));
  return contained.length === 0 ? {} : { contained };
}

function first<Value>(map: ReadonlyMap<string, Value>, names: readonly string[]): Value | undefined {
  for (const name of names) {
    const found = map.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}
