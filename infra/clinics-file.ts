import { CLINICS_FILE } from '../shared/storage/clinics-file.ts';
import type { Stage } from './stage.ts';

/** The clinics of the stage, for a file beside the bundle of a function that asks for their keys. */
export function clinicsFile(stage: Stage): Record<string, string> {
  return { [CLINICS_FILE]: JSON.stringify(stage.clinics) };
}
