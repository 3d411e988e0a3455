import * as z from 'zod';
import { PHASES, TECHNIQUES } from '../../../shared/records/catalogue.ts';
import { RECORD_TYPES } from '../../../shared/records/record.ts';
import { change, interval } from './change.ts';
import { rowAccount } from './imports.ts';

const curveRow = z
  .strictObject({
    hours: z.number(),
    atRisk: z.number(),
    events: z.number(),
    censored: z.number(),
    survival: z.number(),
    se: z.number().nullable(),
    lower: z.number().nullable(),
    upper: z.number().nullable(),
  })
  .meta({ id: 'CurveRow' });

const timeToEventStatistics = z
  .strictObject({
    n: z.number(),
    events: z.number(),
    censored: z.number(),
    medianHours: z.number().nullable().describe('Kaplan-Meier on the right end of each bracket.'),
    ci95: z
      .tuple([z.number(), z.number().nullable()])
      .nullable()
      .describe('Inverted log-log band; an upper limit that is not reached is null.'),
    restrictedMean: z
      .strictObject({ horizonHours: z.number(), mean: z.number().nullable(), se: z.number().nullable() })
      .describe('The area under the curve up to the horizon; the last survival is carried on to it.'),
    curve: z.array(curveRow).describe('A row for every distinct time, also of pure censorings.'),
    resolvedBy: z
      .strictObject({ '24': z.number().nullable(), '48': z.number().nullable(), '72': z.number().nullable() })
      .describe('1 - survival at 24, 48 and 72 h.'),
    interval: z
      .strictObject({ medianHours: interval.nullable() })
      .describe(
        "Turnbull's estimate from the brackets; null where its median lies in the unbounded interval.",
      ),
    medianGapHours: z
      .number()
      .nullable()
      .describe(
        'How far apart successive reports of the measure are inside the windows of the sessions in n, at the median.',
      ),
  })
  .meta({ id: 'TimeToEventStatistics' });

export const group = z
  .strictObject({
    technique: z.string().describe('A technique; in `combinations` all of them, joined by ` + `.'),
    sessions: z.number(),
    clients: z.number(),
    completeness: z
      .strictObject({
        withBefore: z.number(),
        withAfter: z.number(),
        withBoth: z.number(),
        withSustained: z.number(),
        withRecovery: z.number(),
      })
      .describe('Counts of sessions.'),
    immediate: change,
    sustained: change,
    course: change.describe('Pairs are courses of care, those that began with a session of this group.'),
    recovery: timeToEventStatistics,
    relief: timeToEventStatistics,
    expectedRecoveryHours: interval.nullable(),
    notes: z.array(z.string()),
  })
  .meta({ id: 'Group' });

const adjustedMean = z
  .strictObject({
    technique: z.enum(TECHNIQUES),
    mean: z.number().nullable(),
    se: z.number().nullable(),
    ci95: interval.nullable(),
  })
  .meta({ id: 'AdjustedMean' });

const standardisedMean = z
  .union([
    z.strictObject({
      technique: z.enum(TECHNIQUES),
      mean: z.number(),
      se: z.number().nullable(),
      ci95: interval.nullable(),
    }),
    z.strictObject({ technique: z.enum(TECHNIQUES), mean: z.null(), note: z.string() }),
  ])
  .meta({ id: 'StandardisedMean' });

const techniquePair = z
  .strictObject({
    a: z.enum(TECHNIQUES),
    b: z.enum(TECHNIQUES),
    difference: z.number().nullable(),
    se: z.number().nullable(),
    df: z.number().nullable(),
    ci95: interval.nullable(),
    p: z.number().nullable(),
    pHolm: z.number().nullable(),
  })
  .meta({ id: 'TechniquePair' });

export const comparisons = z
  .strictObject({
    model: z.literal('improvement ~ painBefore + technique'),
    reference: z
      .enum(TECHNIQUES)
      .nullable()
      .describe(
        'The first compared technique in catalogue order; null, and all lists empty, with fewer than two.',
      ),
    adjusted: z.array(adjustedMean).describe('At the overall mean painBefore; CR2 by client.'),
    standardised: z
      .array(standardisedMean)
      .describe(
        'By the baseline strata of all compared pairs, CR2 by client; a technique that lacks one is refused.',
      ),
    pairs: z
      .array(techniquePair)
      .describe(
        'a before b in catalogue order, difference = a - b; only pHolm is adjusted for multiplicity.',
      ),
    overall: z
      .strictObject({
        statistic: z.number().nullable(),
        df1: z.number().nullable(),
        df2: z.number().nullable(),
        p: z.number().nullable(),
      })
      .describe('That all techniques are equal: Wald test, CR2, HTZ.'),
    logRank: z
      .strictObject({ chi2: z.number().nullable(), df: z.number().nullable(), p: z.number().nullable() })
      .describe('Recovery time across the compared techniques.'),
    notes: z.array(z.string()),
  })
  .meta({
    id: 'Comparisons',
    description: 'Immediate improvement between techniques with at least 10 clients who have a pair.',
  });

export const therapistRow = z
  .strictObject({
    therapistId: z.string(),
    sessions: z.number(),
    clients: z.number(),
    mean: z.number().nullable(),
    expected: z.number().nullable(),
    shrunkMean: z.number().nullable(),
  })
  .meta({
    id: 'TherapistRow',
    description:
      "A therapist's immediate improvement and what her case mix lets expect; below 10 clients counts only. What may be said of a therapist stands in the claims.",
  });

const signal = z
  .strictObject({
    month: z.string(),
    rule: z.enum([
      'outside-limits',
      'seven-on-one-side',
      'seven-in-one-direction',
      'two-of-three-near-limit',
    ]),
  })
  .meta({
    id: 'Signal',
    description:
      'A month that is part of a pattern; a month can be in several. In order of month, then of rule as below.',
  });

export const trend = z
  .strictObject({
    months: z
      .array(
        z.strictObject({
          month: z.string(),
          n: z.number(),
          mean: z.number().nullable(),
          responderRate: z.number().nullable(),
        }),
      )
      .describe('In order; months without a session are left out. responderRate is by the 30 % rule.'),
    xmr: z
      .strictObject({
        centre: z.number().nullable(),
        lower: z.number().nullable(),
        upper: z.number().nullable(),
        signals: z.array(signal),
        trial: z.boolean().describe('Fewer than 13 months: the limits are provisional.'),
      })
      .describe('Over the months with a mean, unweighted: centre ± 2.66 mean moving ranges.'),
    p: z
      .strictObject({
        centre: z.number().nullable(),
        months: z.array(
          z.strictObject({
            month: z.string(),
            eligible: z.number(),
            rate: z.number(),
            lower: z.number(),
            upper: z.number(),
          }),
        ),
        signals: z.array(signal),
        trial: z.boolean(),
      })
      .describe(
        "Over the months with a responder rate: centre ± 3 standard errors of each month's eligible pairs.",
      ),
    notes: z.array(z.string()),
  })
  .meta({ id: 'Trend', description: 'Immediate pairs of all techniques, month by month.' });

export const phaseRow = z
  .strictObject({
    phase: z.enum(PHASES),
    n: z.number(),
    meanMinutes: z.number(),
    expectedMinutes: interval,
    withinExpected: z.number(),
  })
  .meta({
    id: 'PhaseRow',
    description:
      'Minutes of one phase over the sessions that recorded it; withinExpected is a rate, bounds inclusive.',
  });

export const dataQuality = z
  .strictObject({
    records: z
      .record(z.enum(RECORD_TYPES), z.number().nullable())
      .describe(
        'Records by type; null, like refused, duplicates and rows, to whoever sees only what is held.',
      ),
    refused: z.number().nullable(),
    duplicates: z.number().nullable(),
    rows: rowAccount.nullable().describe('What became of every row that was read.'),
    sessionsWithoutScores: z.number().describe('Sessions with neither a score before nor one after.'),
    followUpRate: z
      .number()
      .nullable()
      .describe('Share of sessions with a journal report of pain or soreness in their follow-up window.'),
    medianDelayHours: z
      .number()
      .nullable()
      .describe(
        'From the end of a session to the first such report, at the median over the sessions that have one.',
      ),
    clientsWithOneSession: z.number(),
    notes: z.array(z.string()),
  })
  .meta({ id: 'DataQuality' });
