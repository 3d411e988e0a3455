import { INSTRUMENTS, type InstrumentName } from '../records/scales.ts';
import { codesIn } from './coding.ts';
import { type Element, elementOf, elementsOf, extensionOf, identifierOf, textOf } from './element.ts';
import type { FileIndex } from './file-index.ts';
import { EXTENSIONS, IDENTIFIERS, SYSTEMS } from './house.ts';
import { observedAs } from './pain-code.ts';
import { clientOf } from './person.ts';
import { phaseOf } from './phased-score.ts';
import { isSession } from './read-session.ts';
import { type Reading, refused, skipped, Telling, type Told } from './reading.ts';
import { recordId } from './reference.ts';
import { type ScoreValue, scoreValue } from './score-value.ts';
import { INSTRUMENT_UNITS } from './stated-scale.ts';
import { timeOf } from './time.ts';
import { writtenAt } from './written-at.ts';

const FINAL = new Set(['final', 'amended', 'corrected']);

/** An Observation as a score, a measurement for a goal, or the deletion of one. */
export function readObservation(
  observation: Element,
  fullUrl: string | undefined,
  index: FileIndex,
): Reading {
  const as = observedAs(observation);
  const inside = as === 'other' ? painInside(observation) : [];
  if (inside.length > 1)
    return refused(
      'fhir.two-values',
      'component',
      'expected one score of pain in an Observation, not several',
      'pain-score',
    );
  if (inside[0]) return readObservation(inside[0], fullUrl, index);
  if (as === 'other')
    return skipped(
      'fhir.other-observation',
      'code',
      'an Observation of something else than pain is not kept',
    );
  if (typeof as === 'object' && 'refusal' in as) return { refusal: as.refusal, type: 'pain-score' };
  const instrument = typeof as === 'object' ? as.instrument : undefined;
  const type = as === 'measurement' || instrument ? 'measurement' : 'pain-score';
  if (phaseOf(observation) !== undefined && as === 'pain') return withinSession(observation, index);
  if (isInError(observation)) return deletion(observation, fullUrl, type, index);
  if (!FINAL.has(textOf(observation['status']) ?? '')) return NOT_FINAL;
  const value = scoreValue(observation, instrument && INSTRUMENT_UNITS[INSTRUMENTS[instrument].unit]);
  if (as === 'pain' || as === 'soreness') return score(observation, fullUrl, as, value, index);
  return measurement(observation, fullUrl, value, index, instrument);
}

/** The scores of pain that lie in a panel, such as one of vital signs, each as an Observation of its own. */
function painInside({ component, ...panel }: Element): Element[] {
  const whole = Object.fromEntries(Object.entries(panel).filter(([name]) => !name.startsWith('value')));
  return elementsOf(component)
    .map((part): Element => ({ ...whole, ...part }))
    .filter((part) => observedAs(part) === 'pain');
}

/** A score from before or after a session is told with the session; only what is wrong with it is said of itself. */
function withinSession(observation: Element, index: FileIndex): Reading {
  if (!isInError(observation)) {
    if (!FINAL.has(textOf(observation['status']) ?? '')) return NOT_FINAL;
    const value = scoreValue(observation);
    if ('refusal' in value) return { refusal: { ...value.refusal, path: 'value' }, type: 'pain-score' };
    if ('absent' in value) return NOT_ANSWERED;
  }
  const visit = index.visitOf(observation['encounter']);
  if (visit && isSession(visit, index.concepts)) {
    return skipped('fhir.told-in-session', '', 'told with the session that it belongs to');
  }
  const message =
    'expected the Encounter of this score and its Procedures in the same file: a score from before or after a visit is a part of the visit';
  return refused('fhir.session-not-here', 'encounter', message, 'pain-score');
}

const isInError = ({ status }: Element) => status === 'entered-in-error';

const NOT_FINAL = skipped(
  'fhir.not-final',
  'status',
  'an Observation that is not final yet, or was called off, tells nothing',
);
const NOT_ANSWERED = skipped('fhir.not-answered', 'value', 'a question that was not answered is no score');

function score(
  observation: Element,
  fullUrl: string | undefined,
  as: 'pain' | 'soreness',
  value: ScoreValue,
  index: FileIndex,
): Reading {
  const parts = elementsOf(observation['component']).filter(
    (component) => codesIn(component['code'], SYSTEMS.measure)[0] === 'soreness',
  );
  const soreness =
    as === 'soreness' ? value : parts.length > 0 ? scoreValue(parts[0]!) : ({ absent: true } as const);
  const pain = as === 'pain' ? value : ({ absent: true } as const);
  if ('absent' in pain && 'absent' in soreness) return NOT_ANSWERED;
  return new Telling({ type: 'pain-score' }, PATHS)
    .set('scoreId', recordId(observation, fullUrl, IDENTIFIERS.score))
    .tell('clientId', clientOf(observation, index))
    .tell('at', ...effectiveTime(observation))
    .tell('pain', ofValue(pain), valuePath(observation))
    .tell('soreness', ofValue(soreness))
    .set('window', elementOf(extensionOf(observation, EXTENSIONS.window))['valueCode'])
    .set('bodyRegion', codesIn(observation['bodySite'], SYSTEMS.bodyRegion)[0])
    .set('recordedAt', writtenAt(observation))
    .finish();
}

const PATHS = {
  scoreId: 'id',
  measurementId: 'id',
  id: 'id',
  clientId: 'subject',
  goalId: 'focus',
  at: 'effectiveDateTime',
  pain: 'value',
  soreness: 'component',
  value: 'value',
  window: 'extension',
  bodyRegion: 'bodySite',
  recordedAt: 'issued',
};

function measurement(
  observation: Element,
  fullUrl: string | undefined,
  value: ScoreValue,
  index: FileIndex,
  instrument: InstrumentName | undefined,
): Reading {
  if ('absent' in value) return NOT_ANSWERED;
  const quantity = elementOf(observation['valueQuantity']);
  const [goal] = elementsOf(observation['focus']);
  // A goal has its own unit, which is not said here; an instrument's is, and another one is refused.
  const told = 'value' in quantity && !instrument ? { value: quantity['value'] } : ofValue(value);
  return new Telling({ type: 'measurement', ...(instrument && { measure: instrument }) }, PATHS)
    .set('measurementId', recordId(observation, fullUrl, IDENTIFIERS.measurement))
    .tell('clientId', clientOf(observation, index))
    .set(
      'goalId',
      instrument ? undefined : identifierOf({ identifier: [goal?.['identifier']] }, IDENTIFIERS.goal),
    )
    .tell('at', ...effectiveTime(observation))
    .tell('value', told, valuePath(observation))
    .set('recordedAt', writtenAt(observation))
    .finish();
}

function deletion(
  observation: Element,
  fullUrl: string | undefined,
  type: 'pain-score' | 'measurement',
  index: FileIndex,
): Reading {
  const system = type === 'measurement' ? IDENTIFIERS.measurement : IDENTIFIERS.score;
  return new Telling({ type: 'deletion', of: type }, PATHS)
    .set('id', recordId(observation, fullUrl, system))
    .tell('clientId', clientOf(observation, index))
    .set('recordedAt', writtenAt(observation))
    .finish();
}

/** The instant that an Observation is about, and where it stands; of a period only one of no length. */
function effectiveTime(observation: Element): [Told, string] {
  const { effectiveInstant, effectivePeriod } = observation;
  const path = effectivePeriod === undefined ? 'effectiveDateTime' : 'effectivePeriod';
  if (effectivePeriod !== undefined && observation['effectiveDateTime'] === undefined) {
    const { start, end } = elementOf(effectivePeriod);
    if (start !== end) return [{ problem: { ...NO_PERIOD, path } }, path];
    return [toldTime(start, path), path];
  }
  return [toldTime(observation['effectiveDateTime'] ?? effectiveInstant, path), path];
}

const NO_PERIOD = {
  code: 'fhir.period',
  message:
    'expected an instant at which the score was given, not a period: a score over a time is another measurement',
};

function toldTime(value: unknown, element: string): Told {
  const time = timeOf(value, element);
  return 'at' in time ? { value: time.at } : { problem: { ...time.problem, path: element }, found: value };
}

function ofValue(value: ScoreValue): Told {
  if ('refusal' in value) return { problem: { ...value.refusal, path: 'value' } };
  return { value: 'value' in value ? value.value : undefined };
}

function valuePath(of: Element): string {
  const form = Object.keys(of).find((name) => name.startsWith('value')) ?? 'value';
  return form === 'valueQuantity' ? 'valueQuantity.value' : form;
}
