import * as z from 'zod';
import { authorSchema } from '../access/member-change.ts';
import { id } from '../records/fields.ts';
import { type ClinicSettings, clinicSettings } from './clinic-settings.ts';

/** Settings by name; `null` takes one back. */
export type SettingsChange = { [Name in keyof ClinicSettings]?: ClinicSettings[Name] | null };

/** The settings after a change. @throws ZodError when they are none */
export function changedSettings(held: Partial<ClinicSettings>, change: SettingsChange): ClinicSettings {
  const wanted = Object.entries({ ...held, ...change }).filter(([, value]) => value !== null);
  return clinicSettings.parse(Object.fromEntries(wanted));
}

/** One line of the log: who has changed what a clinic says of itself, when, and into what. It is never changed. */
export const loggedSettingsSchema = z.strictObject({
  id,
  /** An ISO instant in UTC with milliseconds. */
  at: z.iso.datetime(),
  by: authorSchema,
  before: clinicSettings,
  after: clinicSettings,
});
export type LoggedSettings = z.infer<typeof loggedSettingsSchema>;

/** The names of the settings in which two differ. */
export function changedNames(before: ClinicSettings, after: ClinicSettings): (keyof ClinicSettings)[] {
  const names = Object.keys(clinicSettings.shape) as (keyof ClinicSettings)[];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
