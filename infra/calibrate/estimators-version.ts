import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const ROOT = new URL('../../', import.meta.url);
/** What an estimate is made by. The rows that a run writes are not source, or no run would have its own version. */
const FOLDERS = ['shared/outcomes', 'shared/statistics', 'shared/claims', 'shared/goals'];
const SHOWN_DIGITS = 12;

/**
 * Which estimators were judged: the package's version and a digest of the source that claims are computed by. It
 * changes with them and with nothing else.
 */
export function estimatorsVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as { version: string };
  const digest = createHash('sha256');
  for (const folder of FOLDERS) {
    const files = readdirSync(new URL(`${folder}/`, ROOT), { encoding: 'utf8', recursive: true });
    for (const name of files.filter((file) => file.endsWith('.ts')).sort()) {
      digest.update(`${folder}/${name}\n`).update(readFileSync(new URL(`${folder}/${name}`, ROOT)));
    }
  }
  return `${version}+${digest.digest('hex').slice(0, SHOWN_DIGITS)}`;
}
