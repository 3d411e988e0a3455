import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Bundles, builtBundles, bundledNames, filesBeside, writeBundle } from '../../infra/bundles.ts';
import { copyKeptBundle } from '../../infra/kept-bundles.ts';
import { createOutcomesApp } from '../../infra/outcomes-app.ts';
import { temporaryFolder } from './synthesized.ts';

/** Bytes. Cold starts grow with the bundle: parsing a megabyte takes longer than starting the runtime. */
const LARGEST = 1_000_000;
/** Audits what it publishes, with the solver: it runs four times a year, and nobody waits for it. */
const LARGEST_WITH_AUDIT = 1_100_000;
/** Pages are drawn on the server with their charts, of all that is read: what that takes is carried by who shows them. */
const LARGEST_WITH_CHARTS = 1_740_000;
/** Draws the same charts into a PDF too; it runs once a month, and nobody waits for it. */
const LARGEST_WITH_PDF = 1_900_000;

/** Draws nothing; of what it carries a seventh is S3's client, by which it asks that an import be undone. */
const LARGEST_OF_TAKING = 705_000;
/** Takes files too, whose forms it signs, and draws every form again that has a mistake. */
const LARGEST_OF_FORMS = 875_000;
/** Reads everything, and asks KMS for its key, but draws nothing. */
const LARGEST_OF_READING = 1_120_000;

/** Records, files and queues: an erasure reaches all of them. */
const LARGEST_OF_WORK = 1_050_000;

const CEILINGS: Readonly<Record<string, number>> = {
  'ingest-records': LARGEST_OF_TAKING,
  'take-forms': LARGEST_OF_FORMS,
  'read-outcomes': LARGEST_OF_READING,
  'work-for-clinic': LARGEST_OF_WORK,
  'publish-release': LARGEST_WITH_AUDIT,
  'show-pages': LARGEST_WITH_CHARTS,
  'write-reports': LARGEST_WITH_PDF,
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

const names = bundledNames();

describe('bundles', () => {
  let built: Bundles;
  beforeAll(() => {
    built = builtBundles();
    // Seconds, and more on a busy machine.
  }, 120_000);

  const output = (name: string) => {
    const found = Object.entries(built.metafile.outputs).find(([path]) =>
      path.endsWith(`/${name}/index.mjs`),
    );
    if (!found) throw new Error(`no bundle of ${name}`);
    return found[1];
  };

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
    const { bytes, inputs } = output(name);
    const shares = new Map<string, number>();
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const owner = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? 'our own code';
      shares.set(owner, (shares.get(owner) ?? 0) + bytesInOutput);
    }
    const largest = [...shares].sort(([, a], [, b]) => b - a).slice(0, 5);
    expect(bytes, `${name}: ${bytes} bytes, most of it ${JSON.stringify(largest)}`).toBeLessThan(
      CEILINGS[name] ?? LARGEST,
    );
  });

  test.each(names)('%s holds only what it needs at run time', (name) => {
    const paths = Object.keys(output(name).inputs);
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
      Object.keys(output(name).inputs).some((path) => path.includes('node_modules/@observablehq/plot/')),
    );
    expect(drawing.sort()).toEqual(['show-pages', 'write-reports']);
  });

  test('only what people look at and send checks tokens itself', () => {
    const checking = names.filter((name) =>
      Object.keys(output(name).inputs).some((path) => path.includes('node_modules/jose/')),
    );
    expect(checking.sort()).toEqual([
      ...['keep-data', 'keep-people', 'show-operations', 'show-pages', 'take-forms'],
    ]);
  });

  test.each(names)('%s brings the SDK along and leaves only Node itself to the runtime', (name) => {
    const external = output(name)
      .imports.filter(({ external }) => external)
      .map(({ path }) => path);
    for (const path of external) expect(path).toMatch(/^(node:)?[a-z_]+(\/[a-z]+)*$/);
    expect(external.filter((path) => path.startsWith('@'))).toEqual([]);
    expect(Object.keys(output(name).inputs).some((path) => path.includes('node_modules/@aws-sdk/'))).toBe(
      true,
    );
  });

  test.each(names)(
    '%s exports its handler and its source map',
    (name) => {
      expect(output(name).exports).toContain('handler');
      const folder = temporaryFolder();
      writeBundle(name, folder);
      const map = JSON.parse(readFileSync(join(folder, 'index.mjs.map'), 'utf8'));
      expect(map.sources.some((source: string) => source.endsWith(`functions/${name}/index.ts`))).toBe(true);
      expect(map.sourcesContent ?? []).toEqual([]);
      expect(readFileSync(join(folder, 'index.mjs'), 'utf8')).toMatch(
        /\n\/\/# sourceMappingURL=index\.mjs\.map\n?$/,
      );
      // The first of them bundles everything once more.
    },
    120_000,
  );

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
