import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { builtBundles, bundledNames, outputsOf } from '../../infra/bundles.ts';
import { synthesize } from '../../infra/local/command/synthesize.ts';
import { bytesByPackage, loadedAtStart } from '../infra/loaded-at-start.ts';

const RUNS = 5;
const PACKAGES_TOLD = 5;
/** Takes the place of a setting that is known once it is deployed: a start opens no connection. */
const SOME_VALUE = 'https://bench.example/1/setting';
const TIMED_IMPORT =
  "const began=performance.now(),used=process.cpuUsage();await import('./index.mjs');" +
  'const ms=performance.now()-began,{user,system}=process.cpuUsage(used);' +
  'process.stdout.write(JSON.stringify({ms,cpu:(user+system)/1000}))';

/** What a start of each function loads, of what, and how long plain Node takes for it */
export async function coldStartBench(print: (line: string) => void): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'massage-outcomes-bench-'));
  try {
    await synthesize(directory, {}, new AbortController().signal);
    const functions = await functionsIn(directory);
    const built = builtBundles();
    print(
      `${'function'.padEnd(22)}${'at start'.padStart(9)}${'in all'.padStart(10)}${'init'.padStart(9)}${'CPU'.padStart(9)}`,
    );
    for (const name of bundledNames()) {
      const files = loadedAtStart(built, name);
      const bytes = (of: readonly { bytes: number }[]) => of.reduce((sum, file) => sum + file.bytes, 0);
      const { code, settings } = functions.get(name)!;
      const init = await initMilliseconds(join(directory, code), settings);
      const packages = bytesByPackage(files).slice(0, PACKAGES_TOLD);
      print(
        `${name.padEnd(22)}${kilobytes(bytes(files))}${kilobytes(bytes(outputsOf(built.metafile, name)))}` +
          `${init.ms.toFixed(0).padStart(6)} ms${init.cpu.toFixed(0).padStart(6)} ms  ${packages.map(([owner, share]) => `${owner} ${Math.round(share / 1000)}`).join(', ')}`,
      );
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Settings that are known before anything is deployed have their values. */
type Deployed = { code: string; settings: Record<string, string> };
type Resource = {
  Type: string;
  Metadata?: Record<string, string>;
  Properties?: { Environment?: { Variables?: Record<string, unknown> } };
};

/** Where the code of each function lies, and the names of its settings, by construct name. */
async function functionsIn(assembly: string): Promise<Map<string, Deployed>> {
  const found = new Map<string, Deployed>();
  for (const file of (await readdir(assembly)).filter((name) => name.endsWith('.template.json'))) {
    const { Resources } = JSON.parse(await readFile(join(assembly, file), 'utf8')) as {
      Resources: Record<string, Resource>;
    };
    for (const { Type, Metadata, Properties } of Object.values(Resources)) {
      const [, name] = /\/([^/]+)\/Resource$/.exec(Metadata?.['aws:cdk:path'] ?? '') ?? [];
      const code = Metadata?.['aws:asset:path'];
      if (Type !== 'AWS::Lambda::Function' || name === undefined || code === undefined) continue;
      const settings = Object.entries(Properties?.Environment?.Variables ?? {}).map(
        ([key, value]) => [key, typeof value === 'string' ? value : SOME_VALUE] as const,
      );
      found.set(name, { code, settings: Object.fromEntries(settings) });
    }
  }
  return found;
}

/** Of the fastest of some starts, and of the cheapest: what else the machine does only makes them slower. */
async function initMilliseconds(folder: string, settings: Record<string, string>) {
  const env = {
    ...settings,
    ...{ AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' },
    NODE_OPTIONS: '--enable-source-maps',
  };
  const runs: { ms: number; cpu: number }[] = [];
  for (let run = 0; run < RUNS; run++) {
    const asked = ['--input-type=module', '--eval', TIMED_IMPORT];
    const { stdout } = await promisify(execFile)(process.execPath, asked, { cwd: folder, env });
    runs.push(JSON.parse(stdout));
  }
  return { ms: Math.min(...runs.map(({ ms }) => ms)), cpu: Math.min(...runs.map(({ cpu }) => cpu)) };
}

const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`.padStart(10);
