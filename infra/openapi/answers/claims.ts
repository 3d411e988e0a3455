import * as z from 'zod';
import { TECHNIQUES } from '../../../shared/records/catalogue.ts';
import { interval } from './change.ts';
import {
  recoveryComparison,
  techniqueComparison,
  withheld,
  withinClientComparison,
} from './comparisons-claimed.ts';

const calibrationRow = z
  .strictObject({
    claim: z.string(),
    scenario: z.string(),
    promise: z.string().describe('Such as `holds the truth in at least 93 %`.'),
    kept: z.number().describe('Share of data sets.'),
    datasets: z.number(),
    ci95: interval,
  })
  .meta({ id: 'CalibrationRow' });

const changeClaim = z
  .strictObject({
    mean: z.number().describe('Mean improvement in points over the pairs; positive is better.'),
    se: z.number().describe("CR2 by client, Satterthwaite's degrees of freedom."),
    df: z.number(),
    ci95: interval,
    sessions: z.number().describe('Pairs, and the clients who have one.'),
    clients: z.number(),
    asked: z
      .number()
      .describe('Sessions (or courses) that should have given a pair, refused rows among them.'),
    answered: z.number(),
    refused: z
      .number()
      .nullable()
      .describe('Rows of sessions that were refused; null to whoever sees only what is held.'),
    missingUpTo: interval.describe(
      'Holds the mean over all asked if the silent ones differ by up to one SD from the answering.',
    ),
    tippingPoint: z
      .number()
      .nullable()
      .describe(
        'By how many points the silent ones would have to be worse for the claim to fall; null where all answered or there is no claim to lose.',
      ),
  })
  .meta({ id: 'ChangeClaim' });

const responderClaim = z
  .strictObject({
    rule: z.literal('atLeast30Percent'),
    rate: z.number(),
    ci95: interval.describe(
      "Wilson's interval at the effective size, with Student's t (Korn & Graubard 1998).",
    ),
    effectiveN: z.number(),
    df: z.number(),
    bounds: interval.describe('All silent ones failing, all succeeding, sampling error included.'),
  })
  .meta({ id: 'ResponderClaim' });

const shareClaim = z.strictObject({ rate: z.number(), ci95: interval }).meta({ id: 'ShareClaim' });

const durationClaim = z
  .strictObject({
    medianHours: z.number(),
    ci95: z.tuple([z.number(), z.number().nullable()]),
    method: z.string(),
    sessions: z.number(),
    clients: z.number(),
  })
  .meta({ id: 'DurationClaim', description: 'A duration read from brackets between reports.' });

const sorenessClaim = z
  .strictObject({
    evaluable: z
      .number()
      .describe('Sessions of which the journal tells whether they left soreness, and the others.'),
    notEvaluable: z.number(),
    everSore: z.union([withheld, shareClaim]),
    recovery: z
      .union([withheld, durationClaim])
      .describe('Among the sessions that did, also of those that stopped being reported within 12 h.'),
  })
  .meta({ id: 'SorenessClaim' });

const reliefClaim = z
  .strictObject({
    ...durationClaim.shape,
    backBy: z.strictObject({ '24': z.number(), '48': z.number(), '72': z.number() }),
  })
  .meta({ id: 'ReliefClaim' });

const techniqueClaims = z
  .strictObject({
    technique: z.enum(TECHNIQUES),
    sessions: z.number(),
    clients: z.number(),
    improvement: z.union([changeClaim, withheld]).describe('Right after the session.'),
    lasting: z.union([changeClaim, withheld]).describe('Away from the table, 24 to 72 h after the session.'),
    course: z
      .union([changeClaim, withheld])
      .describe('From the first session of a course of care to its latest score away from the table.'),
    responders: z.union([withheld, responderClaim]),
    soreness: sorenessClaim,
    relief: z.union([withheld, reliefClaim]),
  })
  .meta({ id: 'TechniqueClaims' });

const therapistClaim = z
  .strictObject({
    therapistId: z.string(),
    clients: z.number(),
    difference: z.number().describe('Her adjusted mean improvement less that of the others.'),
    se: z.number(),
    df: z.number(),
    ci95: interval,
    p: z.number(),
    pHolm: z.number(),
    outside: z.boolean(),
  })
  .meta({ id: 'TherapistClaim' });

const therapistClaims = z
  .strictObject({
    rows: z.array(
      z.union([therapistClaim, z.strictObject({ therapistId: z.string(), withheld: z.string() })]),
    ),
    sentence: z.string(),
  })
  .meta({ id: 'TherapistClaims' });

const trendClaims = z
  .strictObject({
    months: z.number().describe('How many months were looked at.'),
    told: z.array(z.string()),
    signals: z.array(z.strictObject({ month: z.string(), rule: z.string(), measure: z.string() })),
    sentence: z.string(),
  })
  .meta({ id: 'TrendClaims' });

const goalClaims = z
  .strictObject({
    asOf: z
      .string()
      .nullable()
      .describe(
        'The day as of which goals are judged; where they were not looked at, that of the latest session, if any.',
      ),
    closed: z
      .number()
      .nullable()
      .describe(
        'Goals past their due date; null where goals were not looked at, with the reason in `attained`.',
      ),
    measured: z
      .number()
      .nullable()
      .describe('Of these, those that have a value: the others are neither attained nor missed.'),
    reachedOnce: z
      .number()
      .nullable()
      .describe(
        'Of the measured, those at the target at the last look and not at the one within four weeks before it.',
      ),
    attained: z.union([withheld, shareClaim]).describe('Of the measured.'),
    meanT: z
      .union([
        withheld,
        z.strictObject({
          value: z.number(),
          ci95: interval,
          baseline: z.number(),
          change: z.number(),
          clients: z.number(),
        }),
      ])
      .describe(
        'Of Goal Attainment Scaling, over clients with closed goals; `change` is since the baseline.',
      ),
    open: z.number().nullable().describe('Goals that have begun and whose due date has not passed.'),
  })
  .meta({ id: 'GoalClaims' });

const regressionClaims = z
  .union([
    withheld,
    z.strictObject({
      clients: z.number().describe('With two before-scores at least.'),
      byBaseline: z
        .array(z.strictObject({ stratum: z.enum(['1-3', '4-6', '7-10']), fall: z.number().nullable() }))
        .describe('Points by which the score falls, by the score that the client came with.'),
      responders: z.number().describe('Share of responders (30 %) between two before-scores of one client.'),
    }),
  ])
  .meta({
    id: 'RegressionClaims',
    description: "What would be seen were every change noise: from the clinic's own repeated before-scores.",
  });

export const claims = z
  .strictObject({
    calibration: z.strictObject({ version: z.string(), rows: z.array(calibrationRow) }),
    techniques: z
      .array(techniqueClaims)
      .describe('By primary technique, in catalogue order; those without sessions are left out.'),
    recovery: recoveryComparison,
    comparison: techniqueComparison,
    withinClient: withinClientComparison,
    therapists: therapistClaims,
    trend: trendClaims,
    goals: goalClaims,
    regression: regressionClaims,
  })
  .meta({ id: 'Claims' });
