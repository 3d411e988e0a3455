import * as z from 'zod';
import { REFUSED_POINTS } from '../../../shared/goals/goal-points.ts';
import { GOAL_STATUSES } from '../../../shared/goals/goal-standing.ts';
import type { GoalPage } from '../../../shared/reading/goals.ts';
import { answerOf } from '../answer-of.ts';
import { interval } from './change.ts';
import { heldGoal } from './held-records.ts';

const datedValue = z
  .strictObject({ on: z.string(), value: z.number() })
  .meta({ id: 'DatedValue', description: 'A value and the date, as written, that it is of.' });

const projection = z
  .strictObject({
    perWeek: z.number().describe('Change of the value per week, and its 95 % interval.'),
    perWeekCi95: interval,
    line: z
      .tuple([
        z.strictObject({ date: z.string(), value: z.number(), low: z.number(), high: z.number() }),
        z.strictObject({ date: z.string(), value: z.number(), low: z.number(), high: z.number() }),
      ])
      .describe('From the first value to as far as is projected: at most to the due date.'),
    untilDue: z
      .boolean()
      .describe(
        'Whether the projection gets as far as the due date: twice the span of the values is its end.',
      ),
  })
  .meta({ id: 'Projection' });

const medianRatio = z
  .strictObject({ before: z.number(), after: z.number(), ratio: z.number(), ci95: interval })
  .meta({ id: 'MedianRatio', description: 'How one median compares with another: 0.8 is a fifth less.' });

const { type: _type, goalId: _goalId, ...kept } = heldGoal.shape;
const terms = {
  ...kept,
  target: z.number().describe('The value asked for, also where it is given as a percentage.'),
};

const standing = {
  asOf: z.string(),
  status: z.enum(GOAL_STATUSES),
  attained: z
    .strictObject({ rule: z.enum(['last-two-values', 'only-value-of-four-weeks']), on: z.string() })
    .nullable(),
  points: z.number().describe('Values used, one an instant, and values refused by reason.'),
  refused: z.partialRecord(z.enum(REFUSED_POINTS), z.number()),
  late: datedValue.nullable().describe('The latest value after the due date, which does not count.'),
  latest: z.strictObject({ at: z.string(), value: z.number() }).nullable(),
  confirming: z
    .strictObject({ at: z.string(), value: z.number() })
    .nullable()
    .describe('The value that the latest is judged together with: the one before it, within four weeks.'),
  lastReachedOn: z.string().nullable().describe('The date of the latest value at the target or beyond.'),
  change: z
    .number()
    .nullable()
    .describe("Since the baseline, in the goal's unit; positive is towards the target."),
  shareOfWay: z
    .number()
    .nullable()
    .describe('Of the way from baseline to target: 1 is there, more is beyond, less than 0 is away from it.'),
  projection: projection.nullable(),
  medianRatio: medianRatio
    .nullable()
    .describe('Of goals for recovery time: the later half of the values against the earlier half.'),
};

const earlierReport = z
  .strictObject({ ...terms, ...standing, replacedOn: z.string() })
  .meta({ id: 'EarlierGoalReport' });

/** A goal as it is read, without whose it is. */
export const goalReport = {
  goalId: z.string(),
  ...terms,
  ...standing,
  earlier: z
    .array(earlierReport)
    .describe(
      'Versions that a correction replaced, oldest first, each as it stood on the day when it was replaced: attained under an old target stays so, whatever came after.',
    ),
};

/** A page of goals. */
export const goals = answerOf<GoalPage>()(
  z
    .strictObject({
      asOf: z.string(),
      goals: z.array(z.strictObject({ client: z.string(), ...goalReport })),
      next: z.string().optional(),
    })
    .meta({ id: 'GoalPage' }),
);
