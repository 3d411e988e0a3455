import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Programme, programmesOf } from '../../privacy/programme/programme.ts';

/** Beside the bundle, since the clinics of a large programme would not fit a function's environment (4 KB). */
export const PROGRAMMES_FILE = 'programmes.json';

/**
 * Reads the programmes that the function was deployed with.
 *
 * @param taskRoot the folder of the bundle, LAMBDA_TASK_ROOT
 * @throws ConfigError that names the field and what was expected
 */
export function readProgrammes(taskRoot: string): Programme[] {
  return programmesOf(JSON.parse(readFileSync(join(taskRoot, PROGRAMMES_FILE), 'utf8')));
}
