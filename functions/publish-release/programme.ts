import * as z from 'zod';
import { ConfigError } from '../../shared/errors.ts';
import { clinicId, code } from '../../shared/records/fields.ts';

/** An agreement with partners: which clinics' consenting clients enter its releases. */
export type Programme = z.infer<typeof programmeSchema>;

const programmeSchema = z.strictObject({ programme: code, clinics: z.array(clinicId).min(1) });

/** Reads the programme from its setting, JSON text. */
export function programmeOf(setting: string): Programme {
  const parsed = programmeSchema.safeParse(JSON.parse(setting));
  if (!parsed.success) throw new ConfigError(`PROGRAMME: ${parsed.error.issues[0]!.message}`);
  return parsed.data;
}
