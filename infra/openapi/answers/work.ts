import * as z from 'zod';
import type { TherapistsReminders } from '../../../shared/reading/reminders.ts';
import type { TherapistSummaries } from '../../../shared/reading/therapist-summaries.ts';
import { COMPLAINTS } from '../../../shared/records/catalogue.ts';
import { GOAL_KINDS } from '../../../shared/records/scales.ts';
import { answerOf } from '../answer-of.ts';
import { interval } from './change.ts';

const unmeasuredGoal = z
  .strictObject({
    goalId: z.string(),
    kind: z.enum(GOAL_KINDS),
    measure: z.string(),
    dueOn: z.string(),
    latestAt: z
      .string()
      .nullable()
      .describe('The last measurement; null when there has been none since the goal began.'),
    days: z.number().describe("Since that measurement's day as written, or since the goal's start."),
  })
  .meta({ id: 'UnmeasuredGoal' });

const unmeasuredClient = z.strictObject({ client: z.string(), goals: z.array(unmeasuredGoal) }).meta({
  id: 'UnmeasuredClient',
  description: 'A client with open goals that nobody measures; those that somebody does are left out.',
});

const sessionOnRecord = z
  .strictObject({
    sessionId: z.string(),
    startedAt: z.string().describe("As written, with the clinic's offset."),
    complaint: z.enum(COMPLAINTS),
  })
  .meta({ id: 'SessionOnRecord', description: "A session as it stands in a therapist's own books." });

const sessionLackingScores = z
  .strictObject({
    sessionId: z.string(),
    therapistId: z.string(),
    startedAt: z.string().describe("As written, with the clinic's offset."),
    complaint: z.enum(COMPLAINTS),
    client: z.string(),
    missing: z.array(z.enum(['before', 'after'])),
  })
  .meta({
    id: 'SessionLackingScores',
    description: 'A session of which a score was not reported. `client` is the pseudonym.',
  });

export const reminders = answerOf<TherapistsReminders>()(
  z
    .strictObject({
      asOf: z.string(),
      therapists: z.array(
        z.strictObject({
          therapistId: z.string(),
          openGoals: z
            .number()
            .describe(
              'How many of her goals are open, and how many sessions she had in the last 14 days: of none, none is missing.',
            ),
          recentSessions: z.number(),
          latestRecordOn: z
            .string()
            .nullable()
            .describe(
              'The day of her latest session, of the last 60 days, or of a value of a goal of hers; null without any.',
            ),
          withoutMeasurement: z
            .array(unmeasuredClient)
            .describe('Clients with an open goal that has not been measured for 14 days.'),
          lackingScores: z
            .array(sessionLackingScores)
            .describe('Sessions of the last 14 days without a score before or after.'),
          lastSessions: z
            .record(z.string(), sessionOnRecord)
            .describe(
              "By pseudonym, each client's last session with her in 60 days: by it she finds them in her own books.",
            ),
        }),
      ),
    })
    .meta({ id: 'Reminders' }),
);

const goalCounts = z
  .strictObject({
    attained: z.number(),
    reachedOnce: z
      .number()
      .describe(
        'Past the due date, at the target at the last value and not at the one within four weeks before it.',
      ),
    missed: z.number().describe('Past the due date, and not at the target at the last value.'),
    unmeasured: z
      .number()
      .describe('Past the due date without a single measurement: neither attained nor missed.'),
    open: z.number(),
  })
  .meta({ id: 'GoalCounts' });

const attainedShare = z
  .strictObject({
    goals: z.number(),
    clients: z.number(),
    count: z.number(),
    share: z.number().nullable().describe('null with fewer than 10 clients.'),
    ci95: interval.nullable(),
  })
  .meta({
    id: 'AttainedShare',
    description: 'Of the goals past their due date that were measured: how many were attained.',
  });

const meanAttainment = z
  .strictObject({
    clients: z.number(),
    meanT: z.number().nullable().describe('Means over clients, each client once; null with fewer than 10.'),
    ci95: interval.nullable(),
    baselineT: z.number().nullable(),
    change: z.number().nullable().describe('`meanT - baselineT`.'),
    open: z.number().describe('Goals with levels that still run: they are in none of this.'),
  })
  .meta({
    id: 'MeanAttainment',
    description:
      'Goal Attainment Scaling over clients, of their goals past the due date that have levels and a value.',
  });

const therapistSummary = z
  .strictObject({
    ...goalCounts.shape,
    therapistId: z.string(),
    goals: z.number(),
    clients: z.number(),
    byKind: z.record(z.enum(GOAL_KINDS), goalCounts),
    attainment: attainedShare.describe(
      'Of the goals past their due date that were measured: how many were attained.',
    ),
    attainmentScaling: meanAttainment,
    notes: z
      .array(z.string())
      .describe(
        'What is null and why, and what to know when reading; each begins with the field that it is about.',
      ),
  })
  .meta({ id: 'TherapistSummary', description: "What became of one therapist's goals, as of a date." });

export const summaries = answerOf<TherapistSummaries>()(
  z
    .strictObject({
      asOf: z.string(),
      therapists: z.array(therapistSummary),
      attainmentScaling: meanAttainment
        .optional()
        .describe('Over all clients of the clinic, each once, whoever set his goals; for owners.'),
    })
    .meta({ id: 'TherapistSummaries' }),
);
