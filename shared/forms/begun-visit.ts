import * as z from 'zod';
import { AFTERCARE, COMPLAINTS, PHASES } from '../records/catalogue.ts';
import { id, oneOf, score } from '../records/fields.ts';
import { refusalsOf } from '../records/refusal.ts';
import { utcSeconds } from '../records/time/instant.ts';
import { type ClinicClock, instantBy } from './clinic-clock.ts';
import type { FieldError } from './field-errors.ts';
import { typedNumber } from './typed.ts';
import { isEmptyMovement, type VisitDraft } from './visit-draft.ts';
import { visitErrors } from './visit-record.ts';
import { FORM_WORDS } from './words.ts';

/** A visit that has only begun is of these days. */
const FARTHEST_MILLISECONDS = 2 * 86_400_000;

/** As long as anything is that a field of the form takes. */
const typed = z.string().max(120);

/** The rest is kept as it was typed, and judged when the visit is recorded. */
const begunVisitSchema = z.object({
  sessionId: id,
  therapistId: id,
  complaint: oneOf(COMPLAINTS),
  date: z.string(),
  from: z.string(),
  painBefore: score,
  to: typed,
  phases: z.record(z.enum(PHASES), typed),
  // Absent of what an earlier deployment has kept.
  running: z.object({ phase: typed, since: typed }).default({ phase: '', since: '' }),
  movements: z.array(z.object({ movement: typed, side: typed, before: typed, after: typed })),
  aftercare: z.array(z.enum(AFTERCARE)),
});

/** What is held of a visit that has begun and is not over: no record yet, as no technique was given. */
export type BegunVisit = z.infer<typeof begunVisitSchema>;

/** The same from the text that it is kept as. */
export const begunVisitIn = (text: string): BegunVisit => begunVisitSchema.parse(JSON.parse(text));

/** What was typed when a visit began, as a form for the rest opens with it. */
export function draftOfBegun({ painBefore, ...begun }: BegunVisit): Partial<VisitDraft> {
  return { ...begun, before: String(painBefore) };
}

/** Whether a visit has only begun: there is the score before it, and nothing of what was done. */
export function hasOnlyBegun({ before, after, techniques }: VisitDraft): boolean {
  return before !== '' && after === '' && techniques.every(({ chosen }) => !chosen);
}

/** What has begun, or what is wrong with it. */
export function begunVisit(
  draft: VisitDraft,
  clock: ClinicClock,
  now: Date,
): { begun: BegunVisit } | { errors: FieldError[] } {
  const { sessionId, therapistId, complaint, date, from, to, phases, running, aftercare } = draft;
  const startsAt = instantBy(clock, date, from);
  if (startsAt === undefined) return { errors: [{ field: 'from', message: FORM_WORDS.when }] };
  if (Math.abs(utcSeconds(startsAt) * 1000 - now.getTime()) > FARTHEST_MILLISECONDS)
    return { errors: [{ field: 'date', message: FORM_WORDS.begunWhen }] };
  if (complaint === '') return { errors: [{ field: 'complaint', message: FORM_WORDS.complaintMissing }] };
  const painBefore = typedNumber(draft.before);
  const parsed = begunVisitSchema.safeParse({
    ...{ sessionId, therapistId, complaint, date, from, painBefore, to, phases, running, aftercare },
    movements: draft.movements.filter((row) => !isEmptyMovement(row)),
  });
  return parsed.success ? { begun: parsed.data } : { errors: visitErrors(refusalsOf(parsed.error), draft) };
}
