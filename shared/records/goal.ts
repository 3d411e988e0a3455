import * as z from 'zod';
import { addIssue, code, date, envelope, id, number, oneOf, type Stamped } from './fields.ts';
import { GOAL_KINDS, INSTRUMENT_NAMES, instrumentOf, isOnScale, scaleOf, UNITS, valuesOf } from './scales.ts';

const describeMeasure = `expected "pain", "range-of-motion:<movement>", "task:<name>", "psfs:<activity>", "recovery-hours" or an instrument (${INSTRUMENT_NAMES.join(', ')})`;
const MEASURE = new RegExp(
  `^(pain|recovery-hours|${INSTRUMENT_NAMES.join('|')}|(range-of-motion|task|psfs):[a-z0-9]+(-[a-z0-9]+)*)$`,
);

/** Whether a text can be the measure of a goal. */
export const isMeasure = (text: string) => MEASURE.test(text);

const anyValue = number(-8760, 8760, 'the unit of the goal');
const describePercent = 'expected a change in percent, above -100 and not 0';

/** The five levels of Goal Attainment Scaling, written down before treatment. */
const levels = z.strictObject(
  { '-2': anyValue, '-1': anyValue, '0': anyValue, '1': anyValue, '2': anyValue },
  { error: 'expected an object with the values of all levels from -2 to 2' },
);

/** A goal that a therapist sets with a client: baseline, target, start and due date are set before. */
export const goalSchema = z
  .strictObject({
    type: z.literal('goal'),
    clinicId: envelope.clinicId,
    goalId: id,
    clientId: envelope.clientId,
    therapistId: id,
    kind: oneOf(GOAL_KINDS),
    measure: z
      .string({ error: describeMeasure })
      .max(128, describeMeasure)
      .regex(MEASURE, { error: describeMeasure, abort: true }),
    bodyRegion: code.optional(),
    unit: oneOf(UNITS),
    baseline: anyValue,
    target: anyValue.optional(),
    targetChangePercent: z
      .number({ error: describePercent })
      .gt(-100, describePercent)
      .max(1000, describePercent)
      .refine((percent) => percent !== 0, describePercent)
      .optional(),
    startsOn: date,
    dueOn: date,
    weight: number(0.001, 1000, 'weight').default(1),
    levels: levels.optional(),
    recordedAt: envelope.recordedAt,
  })
  .superRefine((goal, context) => {
    const scale = scaleOf(goal.measure);
    if (goal.kind !== scale.kind) {
      addIssue(context, 'inconsistent', `expected kind "${scale.kind}" for this measure`, ['kind']);
    }
    if (goal.unit !== scale.unit) {
      addIssue(context, 'inconsistent', `expected unit "${scale.unit}" for this measure`, ['unit']);
    }
    for (const field of ['baseline', 'target'] as const) {
      const value = goal[field];
      if (value !== undefined && !isOnScale(value, scale)) {
        const message = `expected ${valuesOf(scale)} for this measure`;
        addIssue(context, 'out-of-range', message, [field]);
      }
    }
    checkTarget(goal, context);
    if (goal.dueOn <= goal.startsOn) {
      addIssue(context, 'inconsistent', 'expected a due date after the start date', ['dueOn']);
    }
  });

export type Goal = Stamped<z.infer<typeof goalSchema>>;

function checkTarget(goal: Omit<Goal, 'recordedAt'>, context: Parameters<typeof addIssue>[0]): void {
  const { target, targetChangePercent, baseline } = goal;
  if ((target === undefined) === (targetChangePercent === undefined)) {
    addIssue(context, 'inconsistent', 'expected either target or targetChangePercent', ['target']);
  }
  if (target !== undefined && target === baseline) {
    addIssue(context, 'inconsistent', 'expected a target other than the baseline', ['target']);
  }
  const better = instrumentOf(goal.measure)?.better;
  if (
    target !== undefined &&
    (better === 'lower' ? target > baseline : better === 'higher' && target < baseline)
  ) {
    const way = better === 'lower' ? 'below' : 'above';
    const message = `expected a target ${way} the baseline: on this scale ${better} is better`;
    addIssue(context, 'inconsistent', message, ['target']);
  }
  if (targetChangePercent !== undefined && (goal.kind !== 'performance' || baseline <= 0)) {
    const message = 'expected targetChangePercent only for a performance goal with a baseline above 0';
    addIssue(context, 'inconsistent', message, ['targetChangePercent']);
  }
}

/** The value that the goal asks for, in the goal's unit. */
export function targetValue(goal: Pick<Goal, 'baseline' | 'target' | 'targetChangePercent'>): number {
  return goal.target ?? goal.baseline + (goal.baseline * goal.targetChangePercent!) / 100;
}
