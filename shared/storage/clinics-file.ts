import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { IsHeldClinic } from '../access/held-clinic.ts';
import { clinicId } from '../records/fields.ts';

/** Beside the bundle, since the clinics of a chain would not fit a function's environment (4 KB). */
export const CLINICS_FILE = 'clinics.json';

/**
 * Tells which clinics the function was deployed with, from a file beside its bundle: who asks is not known yet, so
 * that no call may be made for the answer.
 *
 * @param taskRoot the folder of the bundle, LAMBDA_TASK_ROOT
 * @throws ZodError when the file is none of ours
 */
export function readClinics(taskRoot: string): IsHeldClinic {
  const listed = z.array(clinicId).parse(JSON.parse(readFileSync(join(taskRoot, CLINICS_FILE), 'utf8')));
  const held = new Set(listed);
  return async (clinic) => held.has(clinic);
}
