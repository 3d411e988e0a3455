import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { version } from 'esbuild';
import { BUNDLE_OPTIONS, bundledNames, ROOT, writeBundle } from './bundles.ts';

/** What the bundles are made from, below the repository: a change of any makes other bundles. */
const MADE_FROM = [
  'functions',
  'shared',
  'infra/bundles.ts',
  'infra/openapi',
  'package.json',
  'tsconfig.json',
  // Which packages npm has installed, each with its checksum.
  'node_modules/.package-lock.json',
];
const HOURS_KEPT = 24;

/** Once in a synthesis: it asks for ten bundles of the same sources. */
let digest: string | undefined;

/**
 * Copies the bundle of a function, and what lies beside it, from bundles that an earlier synthesis has kept; builds
 * and keeps them when the sources are others. For starts on this machine, which come many a day with few changes: what
 * is deployed is always built.
 *
 * @param keptIn a folder with one folder for each state of the sources
 * @throws Error as `writeBundle` does
 */
export function copyKeptBundle(name: string, directory: string, keptIn: string): void {
  digest ??= sourcesDigest(ROOT);
  const kept = join(keptIn, digest);
  if (!existsSync(kept)) keepBundles(kept, keptIn);
  if (!existsSync(join(kept, name))) throw new Error(`functions/${name}/index.ts does not exist`);
  cpSync(join(kept, name), directory, { recursive: true });
}

/** SHA-256 over the paths and contents of all that bundles are made from. */
export function sourcesDigest(root: string): string {
  const hash = createHash('sha256').update(JSON.stringify([version, BUNDLE_OPTIONS]));
  for (const path of MADE_FROM.flatMap((from) => filesBelow(root, from))) {
    const content = createHash('sha256').update(readFileSync(join(root, path)));
    hash.update(JSON.stringify([path, content.digest('hex')]));
  }
  return hash.digest('hex');
}

function filesBelow(root: string, path: string): string[] {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesBelow(root, `${path}/${name}`));
}

/** Whole or not at all: written beside, then moved. When two starts do it at once, one is kept. */
function keepBundles(kept: string, keptIn: string): void {
  mkdirSync(keptIn, { recursive: true });
  for (const name of readdirSync(keptIn)) {
    const path = join(keptIn, name);
    if (statSync(path).mtimeMs < Date.now() - HOURS_KEPT * 3_600_000)
      rmSync(path, { recursive: true, force: true });
  }
  const made = mkdtempSync(join(keptIn, 'building-'));
  for (const name of bundledNames()) writeBundle(name, join(made, name));
  try {
    renameSync(made, kept);
  } catch (error) {
    if (!existsSync(kept)) throw error;
    rmSync(made, { recursive: true });
  }
}
