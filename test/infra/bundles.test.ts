import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Bundles,
  builtBundles,
  bundledNames,
  filesBeside,
  IN_PARTS,
  outputsOf,
  writeBundle,
} from '../../infra/bundles.ts';
import { copyKeptBundle } from '../../infra/kept-bundles.ts';
import { createOutcomesApp } from '../../infra/outcomes-app.ts';
import { bytesByPackage, loadedAtStart } from './loaded-at-start.ts';
import { temporaryFolder } from './synthesized.ts';

/** Bytes that a start loads. Cold starts grow with them: parsing a megabyte takes longer than starting the runtime. */
const LARGEST = 1_000_000;
/** Lower ones, each a little above what is: somebody is waiting for these. */
const CEILINGS: Readonly<Record<string, number>> = {
  'derive-outcomes': 360_000,
  'summarise-techniques': 660_000,
  'ingest-records': 620_000,
  'take-forms': 800_000,
  // Draws charts, which it loads when it has some to draw.
  'show-pages': 760_000,
};

/** Packages that belong to building, deploying, testing or running locally. */
const NEVER_DEPLOYED = [
  'aws-cdk-lib',
  'constructs',
  'cdk-nag',
  'esbuild',
  'vitest',
  'fast-check',
  'fauxqs',
  'croner',
  'axe-core',
  'playwright-core',
  'zod-openapi',
];

const LOADED_LATER = ['@observablehq/plot', '@cantoo/pdf-lib', 'micromark', 'csv-parse'];

const names = bundledNames();

describe('bundles', () => {
  let built: Bundles;
  beforeAll(() => {
    built = builtBundles();
    // Seconds, and more on a busy machine.
  });

  /** All files of a function, `index.mjs` first. */
  const outputs = (name: string) => {
    const found = outputsOf(built.metafile, name);
    if (found.length === 0) throw new Error(`no bundle of ${name}`);
    return found;
  };
  const inputsOf = (name: string) => outputs(name).flatMap(({ inputs }) => Object.keys(inputs));

  test('there is one for each of the functions', () => {
    expect(names.sort()).toEqual([
      'close-period',
      'derive-outcomes',
      'import-file',
      'ingest-records',
      'keep-data',
      'keep-people',
      'publish-release',
      'read-outcomes',
      'show-operations',
      'show-pages',
      'summarise-techniques',
      'take-forms',
      'tally-clinic',
      'watch-deployment',
      'work-for-clinic',
      'write-digests',
      'write-reports',
    ]);
  });

  test.each(names)('%s is small enough to start fast', (name) => {
    const files = loadedAtStart(built, name);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const largest = bytesByPackage(files).slice(0, 5);
    expect(bytes, `${name}: ${bytes} bytes, most of it ${JSON.stringify(largest)}`).toBeLessThan(
      CEILINGS[name] ?? LARGEST,
    );
  });

  test('what draws charts and PDFs, and what reads tables, is loaded when it is asked for', () => {
    for (const name of IN_PARTS) {
      const atStart = loadedAtStart(built, name).flatMap(({ inputs }) => Object.keys(inputs));
      const later = inputsOf(name).filter((path) => !atStart.includes(path));
      expect(later.length, name).toBeGreaterThan(0);
      for (const dependency of LOADED_LATER) {
        // Whoever imports files reads tables first of all.
        if (name === 'import-file' && dependency === 'csv-parse') continue;
        expect(
          atStart.filter((path) => path.includes(`node_modules/${dependency}/`)),
          name,
        ).toEqual([]);
      }
    }
  });

  test.each(names)('%s holds only what it needs at run time', (name) => {
    const paths = inputsOf(name);
    for (const dependency of NEVER_DEPLOYED) {
      expect(
        paths.filter((path) => path.includes(`node_modules/${dependency}/`)),
        dependency,
      ).toEqual([]);
    }
    expect(paths.filter((path) => /^(infra|test|examples)\//.test(path))).toEqual([]);
    const others = names.filter((other) => other !== name).map((other) => `functions/${other}/`);
    expect(paths.filter((path) => others.some((other) => path.startsWith(other)))).toEqual([]);
  });

  test('only what shows pages or writes reports carries the library that draws charts', () => {
    const drawing = names.filter((name) =>
      inputsOf(name).some((path) => path.includes('node_modules/@observablehq/plot/')),
    );
    expect(drawing.sort()).toEqual(['show-pages', 'write-reports']);
  });

  test('only what people look at and send checks tokens itself', () => {
    const checking = names.filter((name) =>
      inputsOf(name).some((path) => path.includes('node_modules/jose/')),
    );
    expect(checking.sort()).toEqual([
      ...['keep-data', 'keep-people', 'show-operations', 'show-pages', 'take-forms'],
    ]);
  });

  test('none looks for credentials where Lambda puts none', () => {
    const looking = /node_modules\/@aws-sdk\/(nested-clients|credential-provider-)|credential-provider-imds/;
    for (const name of names)
      expect(
        inputsOf(name).filter((path) => looking.test(path)),
        name,
      ).toEqual([]);
  });

  test.each(names)('%s brings the SDK along and leaves only Node itself to the runtime', (name) => {
    const external = outputs(name)
      .flatMap(({ imports }) => imports)
      .filter(({ external }) => external)
      .map(({ path }) => path);
    for (const path of external) expect(path).toMatch(/^(node:)?[a-z_]+(\/[a-z]+)*$/);
    expect(external.filter((path) => path.startsWith('@'))).toEqual([]);
    expect(inputsOf(name).some((path) => path.includes('node_modules/@aws-sdk/'))).toBe(true);
  });

  test.each(names)('%s exports its handler and its source map', (name) => {
    expect(outputs(name)[0]!.exports).toContain('handler');
    const folder = temporaryFolder();
    writeBundle(name, folder);
    const map = JSON.parse(readFileSync(join(folder, 'index.mjs.map'), 'utf8'));
    expect(map.sources.some((source: string) => source.endsWith(`functions/${name}/index.ts`))).toBe(true);
    expect(map.sourcesContent ?? []).toEqual([]);
    expect(readFileSync(join(folder, 'index.mjs'), 'utf8')).toMatch(
      /\n\/\/# sourceMappingURL=index\.mjs\.map\n?$/,
    );
    // The first of them bundles everything once more.
  });

  test('the solver lies beside the one function that solves, and is no part of its bundle', () => {
    expect(names.filter((name) => filesBeside(built.metafile, name).length > 0)).toEqual(['publish-release']);
    const folder = temporaryFolder();
    writeBundle('publish-release', folder);
    expect(readFileSync(join(folder, 'highs.wasm')).subarray(0, 4)).toEqual(Buffer.from('\0asm'));
  });

  test('what is deployed for each function is its own bundle', () => {
    const outdir = temporaryFolder();
    const assembly = createOutcomesApp({ outdir }).synth();
    const { Resources } = assembly.getStackByName('massage-outcomes-dev-stateless').template;
    for (const name of names) {
      const found = Object.values(Resources as Record<string, { Metadata?: Record<string, string> }>).find(
        ({ Metadata }) => Metadata?.['aws:cdk:path'] === `massage-outcomes-dev-stateless/${name}/Resource`,
      );
      const asset = found?.Metadata?.['aws:asset:path'] ?? 'no asset';
      const deployed = readFileSync(join(outdir, asset, 'index.mjs'));
      const expected = built.outputFiles.find(({ path }) => path.endsWith(`/${name}/index.mjs`));
      expect(deployed.equals(expected?.contents ?? Buffer.alloc(0)), name).toBe(true);
    }
  });

  test('what a start on this machine has kept is what is built, the first time and the next', () => {
    const keptIn = temporaryFolder();
    for (const name of names) {
      const [fresh, first, next] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
      writeBundle(name, fresh);
      copyKeptBundle(name, first, keptIn);
      copyKeptBundle(name, next, keptIn);
      expect(digestsOf(first), name).toEqual(digestsOf(fresh));
      expect(digestsOf(next), name).toEqual(digestsOf(fresh));
    }
    expect(readdirSync(keptIn)).toHaveLength(1);
    expect(() => copyKeptBundle('no-function', temporaryFolder(), keptIn)).toThrow(
      'functions/no-function/index.ts does not exist',
    );
  });
});

/** The files of a folder, each with a digest: a difference of megabytes takes longer to print than to find. */
function digestsOf(folder: string): Record<string, string> {
  const digest = (file: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex');
  return Object.fromEntries(readdirSync(folder).map((file) => [file, digest(file)]));
}
