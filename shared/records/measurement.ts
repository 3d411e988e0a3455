import * as z from 'zod';
import { envelope, id, instant, number, type Stamped } from './fields.ts';

/** One value measured for a goal, in the goal's unit. */
export const measurementSchema = z.strictObject({
  type: z.literal('measurement'),
  clinicId: envelope.clinicId,
  measurementId: id,
  clientId: envelope.clientId,
  goalId: id,
  at: instant,
  value: number(-8760, 8760, 'the unit of the goal'),
  recordedAt: envelope.recordedAt,
});

export type Measurement = Stamped<z.infer<typeof measurementSchema>>;
