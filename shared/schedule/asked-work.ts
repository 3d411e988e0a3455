import * as z from 'zod';
import { clinicId } from '../records/fields.ts';

/**
 * Long work for one clinic, at its owner's word: an export, or that everything is derived again since its time zone has
 * changed.
 */
const askedWorkSchema = z.discriminatedUnion('work', [
  z.strictObject({ work: z.literal('export'), clinicId, exportId: z.string() }),
  z.strictObject({ work: z.literal('derive-again'), clinicId }),
]);
export type AskedWork = z.infer<typeof askedWorkSchema>;

/** Reads a message of the queue, which a page of ours has sent. @throws ZodError when it is none */
export function askedWork(message: string): AskedWork {
  return askedWorkSchema.parse(JSON.parse(message));
}
