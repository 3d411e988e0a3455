import * as z from 'zod';
import { AFTERCARE, COMPLAINTS, PHASES, REFERRALS, TECHNIQUES } from './catalogue.ts';
import { addIssue, code, envelope, id, instant, list, number, oneOf, type Stamped, score } from './fields.ts';
import { ownTechnique } from './own-technique.ts';
import { utcSeconds } from './time/instant.ts';

export const LONGEST_SESSION_HOURS = 8;
const LONGEST_SESSION_MINUTES = LONGEST_SESSION_HOURS * 60;
const minutes = number(0, LONGEST_SESSION_MINUTES, 'minutes');

const describeMinutes = `expected more than 0 and at most ${LONGEST_SESSION_MINUTES} minutes`;
const techniqueEntry = z
  .strictObject(
    {
      technique: oneOf(TECHNIQUES),
      own: ownTechnique.optional(),
      minutes: z
        .number({ error: describeMinutes })
        .gt(0, describeMinutes)
        .max(LONGEST_SESSION_MINUTES, describeMinutes),
      bodyRegion: code.optional(),
      pressure: code.optional(),
    },
    { error: 'expected an object with a technique and its minutes' },
  )
  .superRefine(({ technique, own }, context) => {
    if (own === undefined || technique === 'other') return;
    const message = 'expected a technique of the clinic\'s own only where the technique is "other"';
    addIssue(context, 'inconsistent', message, ['own']);
  });
export type TechniqueEntry = z.infer<typeof techniqueEntry>;
export const techniquesSchema = list(techniqueEntry, 1, 50, 'techniques with their minutes');

const degrees = number(-360, 360, 'degrees');
const movementRange = z
  .strictObject(
    { movement: code, side: code.optional(), before: degrees.optional(), after: degrees.optional() },
    { error: 'expected an object with a movement and its degrees before, after or both' },
  )
  .superRefine((entry, context) => {
    if (entry.before === undefined && entry.after === undefined) {
      addIssue(context, 'inconsistent', 'expected degrees before or after, or both');
    }
  });

const phases = z.strictObject(
  Object.fromEntries(PHASES.map((phase) => [phase, minutes.optional()])) as Record<
    (typeof PHASES)[number],
    z.ZodOptional<typeof minutes>
  >,
  { error: `expected an object with the minutes of ${PHASES.join(', ')}` },
);

/** A session as the record contract has it: what was done, to what end, and the scores around it. */
export const sessionSchema = z
  .strictObject({
    type: z.literal('session'),
    clinicId: envelope.clinicId,
    sessionId: id,
    clientId: envelope.clientId,
    therapistId: id,
    startedAt: instant,
    endedAt: instant,
    complaint: oneOf(COMPLAINTS),
    techniques: techniquesSchema,
    painBefore: score.optional(),
    painAfter: score.optional(),
    phases: phases.optional(),
    assessments: list(code, 0, 50, 'codes').optional(),
    rangeOfMotion: list(movementRange, 0, 100, 'movements').optional(),
    referral: oneOf(REFERRALS).optional(),
    aftercare: list(oneOf(AFTERCARE), 0, 20, 'codes').optional(),
    recordedAt: envelope.recordedAt,
  })
  .superRefine((session, context) => {
    const lengthMinutes = (utcSeconds(session.endedAt) - utcSeconds(session.startedAt)) / 60;
    if (lengthMinutes <= 0) {
      addIssue(context, 'inconsistent', 'expected the session to end after it starts', ['endedAt']);
      return;
    }
    if (lengthMinutes > LONGEST_SESSION_MINUTES) {
      const message = `expected a session of at most ${LONGEST_SESSION_HOURS} hours`;
      addIssue(context, 'inconsistent', message, ['endedAt']);
    }
    const handsOnMinutes = session.techniques.reduce((sum, entry) => sum + entry.minutes, 0);
    if (handsOnMinutes > lengthMinutes) {
      const message = "expected the minutes of all techniques to fit into the session's length";
      addIssue(context, 'inconsistent', message, ['techniques']);
    }
    const entries = new Set<string>();
    for (const [index, { technique, own, bodyRegion }] of session.techniques.entries()) {
      const key = `${technique}=${own ?? ''}@${bodyRegion ?? ''}`;
      if (entries.has(key)) {
        const message = 'expected at most one entry per technique and body region';
        addIssue(context, 'inconsistent', message, ['techniques', index]);
      }
      entries.add(key);
    }
  });

export type Session = Stamped<z.infer<typeof sessionSchema>>;
