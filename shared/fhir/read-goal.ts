import { isMeasure } from '../records/goal.ts';
import { INSTRUMENT_NAMES, isCodedAs, scaleOf } from '../records/scales.ts';
import { codesIn } from './coding.ts';
import { type Element, elementOf, elementsOf, textOf } from './element.ts';
import type { FileIndex } from './file-index.ts';
import { IDENTIFIERS, LOINC, SYSTEMS } from './house.ts';
import { clientOf, practitionerId } from './person.ts';
import { type Reading, refused, skipped, Telling } from './reading.ts';
import { extendedFields } from './record-fields.ts';
import { recordId } from './reference.ts';
import { unstatedScale } from './stated-scale.ts';
import { writtenAt } from './written-at.ts';

/** What of a goal FHIR has no element for. */
export const GOAL_FIELDS = ['bodyRegion', 'baseline', 'targetChangePercent', 'weight', 'levels'];

/**
 * One that was called off was set all the same, and counts as it was set: without it, what was attained would look better
 * than it is.
 */
const NEVER_WAS = new Set(['rejected', 'proposed']);

const PATHS = {
  goalId: 'id',
  id: 'id',
  clientId: 'subject',
  therapistId: 'expressedBy',
  measure: 'target.measure',
  target: 'target.detailQuantity.value',
  baseline: 'extension',
  startsOn: 'startDate',
  dueOn: 'target.dueDate',
  recordedAt: 'meta.lastUpdated',
};

/** A Goal with a target that can be measured, or its deletion. */
export function readGoal(goal: Element, fullUrl: string | undefined, index: FileIndex): Reading {
  const goalId = recordId(goal, fullUrl, IDENTIFIERS.goal);
  const status = textOf(goal['lifecycleStatus']) ?? '';
  if (status === 'entered-in-error') {
    return new Telling({ type: 'deletion', of: 'goal' }, PATHS)
      .set('id', goalId)
      .tell('clientId', clientOf(goal, index))
      .set('recordedAt', writtenAt(goal))
      .finish();
  }
  if (NEVER_WAS.has(status)) {
    return skipped(
      'fhir.not-final',
      'lifecycleStatus',
      'a goal that is only proposed, or was not agreed on, is not kept',
    );
  }
  const targets = elementsOf(goal['target']);
  const fields = extendedFields(goal, GOAL_FIELDS);
  const [target] = targets;
  const measure = target && measureOf(target);
  if (
    measure === undefined ||
    (target!['detailQuantity'] === undefined && fields['targetChangePercent'] === undefined)
  ) {
    const message = `expected a target with a measure and a detailQuantity, such as the score 3 on the scale of LOINC 72514-3, or a measure of ${SYSTEMS.measure}; a goal in words gives no progress`;
    return refused('fhir.goal-without-measure', 'target', message, 'goal');
  }
  if (targets.length > 1) {
    return refused('fhir.two-targets', 'target', 'expected one target a goal, not several', 'goal');
  }
  const unstated = unstatedTarget(target!, measure);
  if (unstated !== undefined) return refused('fhir.other-instrument', 'target.measure', unstated, 'goal');
  const therapist = practitionerId(goal, goal['expressedBy'], index);
  const scale = isMeasure(measure) ? scaleOf(measure) : undefined;
  return new Telling(
    { type: 'goal', measure, ...(scale && { kind: scale.kind, unit: scale.unit }), ...fields },
    PATHS,
  )
    .set('goalId', goalId)
    .tell('clientId', clientOf(goal, index))
    .tell('therapistId', therapist === undefined ? { problem: NO_THERAPIST } : { value: therapist })
    .tell(
      'baseline',
      fields['baseline'] === undefined ? { problem: NO_BASELINE } : { value: fields['baseline'] },
    )
    .set('target', elementOf(target!['detailQuantity'])['value'])
    .set('startsOn', goal['startDate'])
    .set('dueOn', target!['dueDate'])
    .set('recordedAt', writtenAt(goal))
    .finish();
}

const NO_THERAPIST = {
  code: 'fhir.therapist',
  path: 'therapistId',
  message: 'expected who set the goal with the client: expressedBy with a reference to a Practitioner',
};
const NO_BASELINE = {
  code: 'fhir.baseline',
  path: 'baseline',
  message:
    'expected the value at the start, for which FHIR has no element: the extension record-field of the house with the name "baseline"',
};

/** Where LOINC alone names an instrument, the unit of the target has to say its scale. */
function unstatedTarget({ measure: of, detailQuantity }: Element, measure: string): string | undefined {
  const name = INSTRUMENT_NAMES.find((instrument) => instrument === measure);
  const isOurs = codesIn(of, SYSTEMS.measure).length > 0;
  return name === undefined || isOurs ? undefined : unstatedScale(name, elementOf(detailQuantity));
}

function measureOf({ measure }: Element): string | undefined {
  const [house] = codesIn(measure, SYSTEMS.measure);
  if (house !== undefined) return house;
  const loinc = codesIn(measure, LOINC);
  if (loinc.includes('72514-3')) return 'pain';
  return INSTRUMENT_NAMES.find((name) => isCodedAs(name, loinc));
}
