import type { ClinicSettings } from '../../clinics/clinic-settings.ts';
import type { ClinicRegistry } from './clinic-registry.ts';

export type ClinicSettingsStore = {
  /** The settings as they are now, strongly consistent: for who is about to change them. */
  current(clinicId: string): Promise<ClinicSettings>;
  /** The settings as they were at most a minute ago: for what a request asks. */
  of(clinicId: string): Promise<ClinicSettings>;
};

/** The settings of clinics. A clinic that has said nothing has the defaults. */
export function createClinicSettings(registry: Pick<ClinicRegistry, 'current' | 'of'>): ClinicSettingsStore {
  return {
    current: async (clinicId) => (await registry.current(clinicId)).settings,
    of: async (clinicId) => (await registry.of(clinicId)).settings,
  };
}
