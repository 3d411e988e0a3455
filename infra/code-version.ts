import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const ROOT = new URL('../', import.meta.url);

/**
 * Which code is deployed: the package's version and the commit, such as `0.1.0+3f2a…`, with `-dirty` behind it where
 * files differ from that commit; the version alone where the code is no checkout of git.
 */
export function codeVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as { version: string };
  const described = spawnSync('git', ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const commit = described.status === 0 ? described.stdout.trim() : '';
  return commit === '' ? version : `${version}+${commit}`;
}
