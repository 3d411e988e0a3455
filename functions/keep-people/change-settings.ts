import type { ClinicSettings } from '../../shared/clinics/clinic-settings.ts';
import { changedNames } from '../../shared/clinics/settings-change.ts';
import type { Members } from '../../shared/members/members.ts';
import type { AskedWork } from '../../shared/schedule/asked-work.ts';
import type { ClinicRegistry } from '../../shared/storage/clinics/clinic-registry.ts';
import type { SettingsLog } from '../../shared/storage/clinics/settings-log.ts';

export type SettingsDeps = {
  members: Pick<Members, 'actingFor'>;
  registry: Pick<ClinicRegistry, 'current'>;
  settingsLog: SettingsLog;
  /** Hands long work to whoever does it, once every function reads by the settings that are new. */
  sendLater(work: AskedWork): Promise<void>;
  clock(): Date;
  newId(): string;
};

/** Whether there was anything to change, and whether nobody else was faster. */
export type SettingsEnd = 'unchanged' | 'changed' | 'changed-meanwhile';

/**
 * Changes what a clinic says of itself, with a line in its log of who has done it; by another time zone everything is
 * derived again. A page and a program come through here.
 *
 * @param change the settings as they were read, and as they shall be
 * @param subject who changes them
 */
export async function changeSettings(
  { members, settingsLog, sendLater, clock, newId }: Omit<SettingsDeps, 'registry'>,
  { clinicId, subject }: { clinicId: string; subject: string },
  { before, after }: { before: ClinicSettings; after: ClinicSettings },
): Promise<SettingsEnd> {
  if (changedNames(before, after).length === 0) return 'unchanged';
  const { by } = await members.actingFor({ clinicId }, subject);
  const change = { id: newId(), at: clock().toISOString(), by, before, after };
  if (!(await settingsLog.write(clinicId, change))) return 'changed-meanwhile';
  if (before.timeZone !== after.timeZone) await sendLater({ work: 'derive-again', clinicId });
  return 'changed';
}
