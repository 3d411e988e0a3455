import * as z from 'zod';
import type { Timeline } from '../../../shared/reading/timeline.ts';
import { COMPLAINTS, TECHNIQUES } from '../../../shared/records/catalogue.ts';
import { INSTRUMENT_NAMES } from '../../../shared/records/scales.ts';
import { answerOf } from '../answer-of.ts';
import { goalReport } from './goals.ts';
import { heldMeasurement, heldPainScore, heldSession } from './held-records.ts';

const courseStanding = z
  .strictObject({
    complaint: z.enum(COMPLAINTS),
    technique: z.enum(TECHNIQUES).describe('Of the first session.'),
    combination: z.array(z.enum(TECHNIQUES)),
    startedAt: z.string().describe('Of the first session, as written.'),
    lastEndedAt: z.string().describe('Of the last session, as written.'),
    sessions: z.number(),
    firstPain: z.number().nullable().describe('Pain before the first session; null when it was not asked.'),
    latestPain: z
      .number()
      .nullable()
      .describe('The latest score away from the table; null when there is none.'),
    change: z.number().nullable().describe('First less latest: positive is better. Null without both.'),
    standing: z.enum(['open', 'discharged']),
    closesOn: z.string().describe('The first date on which a session would no longer belong to the course.'),
  })
  .meta({ id: 'CourseStanding', description: 'A course of care as people read it, as of a date.' });

const courseScore = z
  .strictObject({
    measure: z.enum(INSTRUMENT_NAMES),
    first: z.number().describe('Before the first session.'),
    latest: z.number().describe('The latest after it.'),
    latestAt: z.string(),
    change: z.number().describe("In the scale's unit; positive is better, whichever way the scale goes."),
    mcid: z.number().describe('The smallest change that matters on this scale.'),
    isResponder: z.boolean(),
  })
  .meta({ id: 'CourseScore' });

const courseOnTimeline = z
  .strictObject({ ...courseStanding.shape, scores: z.array(courseScore) })
  .meta({ id: 'CourseOnTimeline' });

const goalPoint = z
  .strictObject({
    at: z.string(),
    value: z.number(),
    from: z.strictObject({ type: z.enum(['session', 'pain-score', 'measurement']), id: z.string() }),
  })
  .meta({
    id: 'GoalPoint',
    description: "One value of what a goal measures, in the goal's unit, and the record it came from.",
  });

const functionGroup = z
  .strictObject({
    therapistId: z.string(),
    startsOn: z.string(),
    dueOn: z.string(),
    activities: z.array(z.string()),
    baselineMean: z.number(),
    latestMean: z.number(),
    change: z.number(),
    minimalDetectableChange: z
      .number()
      .describe(
        'Smaller changes of the mean may be measurement error: MDC90 of 2 points, as commonly quoted (Stratford 1995).',
      ),
    detectable: z.boolean(),
  })
  .meta({
    id: 'FunctionGroup',
    description: 'Three to five activities that a client rated together (Patient-Specific Functional Scale).',
  });

/** A client's timeline. */
export const timeline = answerOf<Timeline>()(
  z
    .strictObject({
      clientId: z.string(),
      asOf: z.string(),
      sessions: z.array(heldSession),
      painScores: z.array(heldPainScore),
      measurements: z.array(heldMeasurement),
      courses: z.array(courseOnTimeline),
      goals: z.array(
        z
          .strictObject({
            ...goalReport,
            values: z
              .array(goalPoint)
              .describe('The values that count for it, which its projection is drawn from.'),
          })
          .meta({ id: 'GoalOnTimeline' }),
      ),
      attainmentScaling: z
        .strictObject({
          t: z.number(),
          baselineT: z.number(),
          change: z.number(),
          goals: z.number(),
          open: z.number(),
        })
        .nullable()
        .describe(
          'Goal Attainment Scaling over the goals past their due date that have levels and a value; null without one. `open` goals with levels still run and are in no number.',
        ),
      functionGroups: z.array(functionGroup),
    })
    .meta({ id: 'Timeline' }),
);
