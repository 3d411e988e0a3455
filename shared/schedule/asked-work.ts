import * as z from 'zod';
import { clinicId } from '../records/fields.ts';

/**
 * Long work for one clinic, at its owner's word: an export, that everything is derived again since its time zone has
 * changed, or that what is kept beside the tables is rid of a client who was erased. And at an operator's: a part of all that
 * is to be derived again.
 */
const askedWorkSchema = z.discriminatedUnion('work', [
  z.strictObject({ work: z.literal('export'), clinicId, exportId: z.string() }),
  z.strictObject({ work: z.literal('derive-again'), clinicId }),
  z.strictObject({
    work: z.literal('forget-client'),
    clinicId,
    /** By pseudonym. */
    client: z.string(),
    /** When the erasure came, by our clock. */
    erasedAt: z.string(),
    /** How often it was looked at before: what was on its way then may have come since. */
    looked: z.int().min(0),
    /** Whether monthly reports were asked for anew. */
    reportsAsked: z.boolean(),
  }),
  z.strictObject({
    work: z.literal('rebuild'),
    clinicId,
    /** Of the command that waits for it, and which of its parts it is. */
    run: z.uuid(),
    part: z.int().min(0),
    /** By pseudonym; the months are those in which something is stored of each, though nothing may be held. */
    clients: z.array(z.strictObject({ client: z.string(), months: z.array(z.string()) })),
    goals: z.array(z.strictObject({ client: z.string(), therapistId: z.string(), goalId: z.string() })),
    takeOvers: z.array(z.strictObject({ client: z.string(), therapistId: z.string() })),
    /** Of the clinic. */
    months: z.array(z.string()),
  }),
]);
export type AskedWork = z.infer<typeof askedWorkSchema>;

/** Reads a message of the queue, which a page of ours has sent. @throws ZodError when it is none */
export function askedWork(message: string): AskedWork {
  return askedWorkSchema.parse(JSON.parse(message));
}
