import * as z from 'zod';
import { clinicSettings } from '../clinics/clinic-settings.ts';
import { clinicId } from '../records/fields.ts';

const count = z.number().int().min(0);

/** What an export holds: by it whoever has the files knows that they are whole, and what they are not. */
export const manifestSchema = z.strictObject({
  format: z.literal('massage-outcomes export'),
  version: z.literal(1),
  clinicId,
  /** From when to when it was read, in UTC: what came meanwhile may be in it or not, each client as he was at one moment. */
  begunAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  /** Where it is of one client alone: his exported id. */
  clientId: z.string().optional(),
  clients: count,
  /** How many records, by kind. */
  records: z.record(z.string(), count),
  /** What the clinic had said of itself, which its statistics depend on: the time zone, the first day. */
  settings: clinicSettings,
  files: z.array(
    z.strictObject({
      name: z.string(),
      records: count,
      bytes: count,
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
  notes: z.array(z.string()),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** What whoever takes an export has to know, in sentences. */
export const EXPORT_NOTES: readonly string[] = [
  "Client ids of the practice are not kept, so none is in the files. Each client has an exported id, 'exported:' and what follows.",
  'Sent to this clinic again, an exported id is the same client as before; the practice’s own id finds that client too.',
  'Sent to another clinic, the records of one exported id are one client there, whom the practice’s own id does not find: what is reported under it later is another client’s.',
  'Left out: earlier versions of records, deletions, who sent a record and through which door, merges of ids, marks of erasures, links to journals, visits that have only begun, and care that follows from visits and goals.',
];
