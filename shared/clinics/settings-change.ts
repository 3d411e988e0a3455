import * as z from 'zod';
import { authorSchema } from '../access/member-change.ts';
import { id } from '../records/fields.ts';
import { type Refusal, refusalsOf } from '../records/refusal.ts';
import { dateIn } from '../records/time/in-zone.ts';
import { type ClinicSettings, clinicSettings } from './clinic-settings.ts';

/** Settings by name; `null` takes one back. */
export type SettingsChange = { [Name in keyof ClinicSettings]?: ClinicSettings[Name] | null };

/** The settings after a change. @throws ZodError when they are none */
export function changedSettings(held: Partial<ClinicSettings>, change: SettingsChange): ClinicSettings {
  const wanted = Object.entries({ ...held, ...change }).filter(([, value]) => value !== null);
  return clinicSettings.parse(Object.fromEntries(wanted));
}

export type AskedSettings =
  | { after: ClinicSettings; refusals?: never }
  | { after?: never; refusals: Refusal[] };

/** The settings that an owner asks for, on a page or by a program, or all that is wrong with them. */
export function askedSettings(
  held: Partial<ClinicSettings>,
  change: SettingsChange,
  now: Date,
): AskedSettings {
  try {
    const after = changedSettings(held, change);
    if (after.openedOn === undefined || after.openedOn <= dateIn(now, after.timeZone)) return { after };
    return {
      refusals: [{ code: 'out-of-range', path: 'openedOn', message: 'expected today or a day before' }],
    };
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    return { refusals: refusalsOf(error) };
  }
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
