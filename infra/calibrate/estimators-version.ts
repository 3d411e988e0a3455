import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';

const ROOT = new URL('../../', import.meta.url);
/** What an estimate is made by. The rows that a run writes are not source, or no run would have its own version. */
const FOLDERS = ['shared/outcomes', 'shared/statistics', 'shared/claims', 'shared/goals'];
const SHOWN_DIGITS = 12;

/**
 * Which estimators were judged: the package's version and a digest of the code that claims are computed by. It
 * changes with what is computed; not with a comment, a type, or the folder that a file stands in.
 */
export function estimatorsVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as { version: string };
  const digest = createHash('sha256');
  for (const code of FOLDERS.flatMap(codeIn).sort()) digest.update(`${code}\n`);
  return `${version}+${digest.digest('hex').slice(0, SHOWN_DIGITS)}`;
}

function codeIn(folder: string): string[] {
  const files = readdirSync(new URL(`${folder}/`, ROOT), { encoding: 'utf8', recursive: true });
  return files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => codeOf(readFileSync(new URL(`${folder}/${file}`, ROOT), 'utf8')));
}

/** A module without types and comments, and without what it imports from where. */
export function codeOf(source: string): string {
  const { code } = transformSync(source, { loader: 'ts', minifyWhitespace: true, tsconfigRaw: {} });
  return code.replaceAll(/import(?:[\w$*{},\s]+from)?"[^"]*";/g, '');
}
