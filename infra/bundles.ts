import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync, type OutputFile } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The folder with one folder per Lambda function. */
export const FUNCTIONS_DIRECTORY = join(ROOT, 'functions');

/** Where esbuild pretends to write: a fixed place, so that source maps and asset hashes never depend on the output folder. */
const VIRTUAL_OUTPUT = join(ROOT, 'cdk.out', 'bundles');

/**
 * How a function is bundled; the deployed bundles and the bundle test share this object.
 *
 * The SDK is bundled, because a bundled SDK starts faster than the runtime's copy and is the version
 * that was tested. `mainFields` prefers ES modules, which esbuild can shake. Source maps carry no
 * source text: stack traces need names and lines only, and the asset stays small.
 */
export const BUNDLE_OPTIONS = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  mainFields: ['module', 'main'],
  minify: true,
  // A CommonJS dependency deep inside @stdlib asks for `tty`: in an ES module `require` has to be made.
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'error',
  absWorkingDir: ROOT,
} as const satisfies BuildOptions;

/** esbuild's entry points and output, for every folder under functions/ that has an index.ts. */
export function everyFunction(): BuildOptions & { entryPoints: Record<string, string> } {
  const entryPoints: Record<string, string> = {};
  for (const folder of readdirSync(FUNCTIONS_DIRECTORY, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    const entry = join(FUNCTIONS_DIRECTORY, folder.name, 'index.ts');
    if (readdirSync(dirname(entry)).includes('index.ts')) entryPoints[`${folder.name}/index`] = entry;
  }
  return { entryPoints, outdir: VIRTUAL_OUTPUT };
}

let built: readonly OutputFile[] | undefined;

/**
 * Writes the bundle of one function, `index.mjs` and `index.mjs.map`, into a folder.
 *
 * All functions are built by the first call, in one esbuild run: a run for each would parse the SDK every time.
 *
 * @throws Error when functions/<name>/index.ts does not exist or does not compile.
 */
export function writeBundle(name: string, directory: string): void {
  built ??= buildSync({ ...BUNDLE_OPTIONS, ...everyFunction(), write: false }).outputFiles;
  const files = built.filter((file) => relative(VIRTUAL_OUTPUT, dirname(file.path)) === name);
  if (files.length === 0) throw new Error(`functions/${name}/index.ts does not exist`);
  mkdirSync(directory, { recursive: true });
  for (const file of files)
    writeFileSync(join(directory, relative(dirname(file.path), file.path)), file.contents);
}
