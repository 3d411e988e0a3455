import type { ClinicOrigin } from '../../clinics/clinic-keyring.ts';
import { type ClinicSettings, clinicSettings, DEFAULT_SETTINGS } from '../../clinics/clinic-settings.ts';
import { type Item, text, textOf } from '../aws/dynamodb.ts';

/** What the registry holds of a clinic, whether or not the deployment holds the clinic. */
export type ClinicEntry = {
  settings: ClinicSettings;
  /** Absent: the clinic was never added, or is forgotten. */
  origin?: ClinicOrigin;
  /** The day on which its salt was destroyed, UTC. */
  forgottenOn?: string;
};

const SCHEMA_VERSION = '2';

/** What names an item of the registry a clinic's. */
export const CLINIC_ITEM: Item = { entity: text('clinic'), schemaVersion: { N: SCHEMA_VERSION } };

/** Attributes of settings. @throws ZodError when they are none */
export function settingsAttributes(settings: ClinicSettings): Item {
  return { settings: text(JSON.stringify(clinicSettings.parse(settings))) };
}

/** Attributes of what the clinic's keys are derived from. */
export function originAttributes({ salt, masterVersion, keptKey }: ClinicOrigin): Item {
  return {
    salt: { B: salt },
    masterVersion: text(masterVersion),
    ...(keptKey && { keptKey: { B: keptKey } }),
  };
}

/** @param item undefined: there is none */
export function clinicEntry(item: Item | undefined): ClinicEntry {
  const held = textOf(item, 'settings');
  const salt = item?.['salt']?.B;
  const masterVersion = textOf(item, 'masterVersion');
  const keptKey = item?.['keptKey']?.B;
  const forgottenOn = textOf(item, 'forgottenOn');
  return {
    settings: held === undefined ? DEFAULT_SETTINGS : clinicSettings.parse(JSON.parse(held)),
    ...(salt && masterVersion && { origin: { salt, masterVersion, ...(keptKey && { keptKey }) } }),
    ...(forgottenOn !== undefined && { forgottenOn }),
  };
}
