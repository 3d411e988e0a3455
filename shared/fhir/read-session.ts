import { parseInstant, utcSeconds } from '../records/time/instant.ts';
import type { ConceptMaps } from './concept-maps.ts';
import { type Element, elementOf, extensionOf } from './element.ts';
import type { FileIndex, Visit } from './file-index.ts';
import { EXTENSIONS, IDENTIFIERS, SYSTEMS } from './house.ts';
import { clientOf, therapistOf } from './person.ts';
import { type Reading, skipped, Telling, type Told } from './reading.ts';
import { extendedFields } from './record-fields.ts';
import { recordId } from './reference.ts';
import { complaintOf, techniqueOf } from './technique-code.ts';
import { latestOf, timeOf } from './time.ts';
import { writtenAt } from './written-at.ts';

/** What of a session FHIR has no element for. */
export const SESSION_FIELDS = ['phases', 'assessments', 'rangeOfMotion', 'referral', 'aftercare'];

const PATHS = {
  sessionId: 'id',
  clientId: 'subject',
  therapistId: 'participant',
  startedAt: 'period.start',
  endedAt: 'period.end',
  complaint: 'reasonCode',
  techniques: 'Procedure',
  painBefore: 'Observation',
  painAfter: 'Observation',
  recordedAt: 'meta.lastUpdated',
};

/** An Encounter with its Procedures and scores as a session, or as its deletion. */
export function readEncounter(visit: Visit, fullUrl: string | undefined, index: FileIndex): Reading {
  const { encounter, procedures, scores } = visit;
  const status = encounter['status'];
  const id = recordId(encounter, fullUrl, IDENTIFIERS.session);
  if (status === 'entered-in-error') return deletionOfSession(encounter, id, index);
  const treated = procedures.filter(isDone);
  const techniques = treated.filter((procedure) => techniqueOf(procedure, index.concepts) !== 'other');
  if (techniques.length === 0) {
    return skipped(
      'fhir.no-technique',
      '',
      'a visit without a completed Procedure whose code is a technique is no session',
    );
  }
  if (status !== 'finished') {
    return skipped(
      'fhir.not-finished',
      'status',
      'a visit that is not finished, or was called off, is no session',
    );
  }
  return sessionOf(encounter, encounter['period'], techniques, index)
    .set('sessionId', id)
    .tell('painBefore', scoreOf(scores, 'pre'))
    .tell('painAfter', scoreOf(scores, 'post'))
    .set(
      'recordedAt',
      latestOf([encounter, ...procedures].map(writtenAt).concat(scores.map((score) => score.recordedAt))),
    )
    .finish();
}

/** A Procedure that belongs to no Encounter as a session of one technique. */
export function readLoneProcedure(
  procedure: Element,
  fullUrl: string | undefined,
  index: FileIndex,
): Reading {
  const id = recordId(procedure, fullUrl, IDENTIFIERS.session);
  if (procedure['status'] === 'entered-in-error') return deletionOfSession(procedure, id, index);
  if (!isDone(procedure)) {
    return skipped('fhir.not-finished', 'status', 'a procedure that is not completed is no session');
  }
  return sessionOf(procedure, procedure['performedPeriod'], [procedure], index)
    .set('sessionId', id)
    .set('recordedAt', writtenAt(procedure))
    .finish();
}

const isDone = (procedure: Element) => procedure['status'] === 'completed';

function sessionOf(
  visit: Element,
  period: unknown,
  procedures: readonly Element[],
  index: FileIndex,
): Telling {
  const { start, end } = elementOf(period);
  const telling = new Telling({ type: 'session', ...extendedFields(visit, SESSION_FIELDS) }, PATHS)
    .tell('clientId', clientOf({ ...procedures[0], ...visit }, index))
    .tell('therapistId', therapistOf(visit, procedures, index))
    .tell('startedAt', told(timeOf(start, 'period.start'), start))
    .tell('endedAt', told(timeOf(end, 'period.end'), end))
    .tell(
      'complaint',
      complaintOf(
        [visit, ...procedures].map(({ reasonCode }) => reasonCode),
        index.concepts,
      ),
    );
  const unnamed = procedures.some((procedure) => techniqueOf(procedure, index.concepts) === 'unnamed');
  if (unnamed) return telling.tell('techniques', { problem: UNNAMED });
  const entries = inPlace(procedures).map((procedure) => techniqueEntry(procedure, index.concepts));
  const missing = entries.find(({ minutes }) => minutes === undefined);
  return telling.tell('techniques', missing ? { problem: NO_MINUTES } : { value: entries });
}

const UNNAMED = {
  code: 'fhir.technique',
  path: 'techniques',
  message: `expected which technique of massage it was, beside a code that says only massage: a coding of ${SYSTEMS.technique}, "other" where none fits, or a ConceptMap in the file that says which one technique a code means`,
};
const NO_MINUTES = {
  code: 'fhir.minutes',
  path: 'techniques',
  message:
    'expected the minutes of each technique: performedPeriod of its Procedure with times from start to end',
};

function techniqueEntry(procedure: Element, concepts: ConceptMaps) {
  const named = techniqueOf(procedure, concepts) as { technique: string; own?: string };
  const [bodyRegion] = concepts.codesIn(procedure['bodySite'], SYSTEMS.bodyRegion);
  const { pressure } = extendedFields(procedure, ['pressure']);
  return {
    ...named,
    minutes: minutesOf(procedure),
    ...(bodyRegion !== undefined && { bodyRegion }),
    ...(pressure !== undefined && { pressure }),
  };
}

/** What the house's extension says, else the length of the period in minutes. */
function minutesOf(procedure: Element): unknown {
  const said = elementOf(extensionOf(procedure, EXTENSIONS.minutes))['valueDecimal'];
  if (said !== undefined) return said;
  const { start, end } = elementOf(procedure['performedPeriod']);
  const [from, to] = [secondsOf(start), secondsOf(end)];
  return from === undefined || to === undefined ? undefined : (to - from) / 60;
}

function secondsOf(value: unknown): number | undefined {
  const parsed = typeof value === 'string' ? parseInstant(value) : undefined;
  return parsed && 'instant' in parsed ? utcSeconds(parsed.instant) : undefined;
}

function inPlace(procedures: readonly Element[]): readonly Element[] {
  const placeOf = (procedure: Element) => {
    const place = elementOf(extensionOf(procedure, EXTENSIONS.place))['valueInteger'];
    return typeof place === 'number' ? place : Number.POSITIVE_INFINITY;
  };
  return procedures.toSorted((a, b) => (placeOf(a) === placeOf(b) ? 0 : placeOf(a) - placeOf(b)));
}

function scoreOf(scores: Visit['scores'], phase: 'pre' | 'post'): Told {
  const found = scores.filter((score) => score.phase === phase && score.value !== undefined);
  if (new Set(found.map(({ value }) => value)).size <= 1) return { value: found[0]?.value };
  const message = `expected one score of the phase "${phase}" for a session, not several`;
  return { problem: { code: 'fhir.two-scores', path: '', message } };
}

function deletionOfSession(resource: Element, id: string | undefined, index: FileIndex): Reading {
  return new Telling({ type: 'deletion', of: 'session' }, { ...PATHS, id: 'id' })
    .set('id', id)
    .tell('clientId', clientOf(resource, index))
    .set('recordedAt', writtenAt(resource))
    .finish();
}

/** Whether an Encounter is one that becomes a session. */
export function isSession({ encounter, procedures }: Visit, concepts: ConceptMaps): boolean {
  return (
    encounter['status'] === 'finished' &&
    procedures.some((procedure) => isDone(procedure) && techniqueOf(procedure, concepts) !== 'other')
  );
}

function told(time: ReturnType<typeof timeOf>, found: unknown): Told {
  return 'at' in time ? { value: time.at } : { problem: { ...time.problem, path: '' }, found };
}
