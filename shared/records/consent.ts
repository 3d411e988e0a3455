import * as z from 'zod';
import { envelope, type Stamped } from './fields.ts';

/** Whether a client's outcomes may enter releases to partners; without this record they do not. */
export const consentSchema = z.strictObject({
  type: z.literal('consent'),
  clinicId: envelope.clinicId,
  clientId: envelope.clientId,
  partnerReports: z.boolean({ error: 'expected true or false' }),
  recordedAt: envelope.recordedAt,
});

export type Consent = Stamped<z.infer<typeof consentSchema>>;
