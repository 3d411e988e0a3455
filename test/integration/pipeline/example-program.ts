import { execFile } from 'node:child_process';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CLIENT_PACKAGE, writeClientPackage } from '../../../infra/client/client-package.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const EXAMPLE = join(ROOT, 'examples/api-client');
/** What `npm install` would bring beside the client: what it is made of, and the types of Node. */
const INSTALLED = ['openapi-fetch', 'openapi-typescript-helpers', '@types/node', 'undici-types'];

type End = { code: number; stdout: string; stderr: string };

/**
 * The example as somebody has it who has copied it and installed the client: the package is generated anew.
 *
 * @param folder an empty one
 */
export async function installExample(folder: string) {
  await cp(EXAMPLE, folder, { recursive: true, filter: (path) => !path.includes('node_modules') });
  const modules = join(folder, 'node_modules');
  await mkdir(join(modules, '@types'), { recursive: true });
  for (const name of INSTALLED) await symlink(join(ROOT, 'node_modules', name), join(modules, name));
  await writeClientPackage(join(modules, CLIENT_PACKAGE));
  const run = (file: string, args: readonly string[], env: Record<string, string>) =>
    new Promise<End>((resolve) => {
      execFile(process.execPath, [file, ...args], { cwd: folder, env }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
      });
    });
  return {
    typeCheck: () => run(join(ROOT, 'node_modules/typescript/bin/tsc'), ['--project', folder], {}),
    run: (env: { API_URL: string; TOKEN: string }) => run(join(folder, 'record-a-visit.ts'), [], env),
  };
}
