import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, type BuildResult, buildSync, type Metafile } from 'esbuild';
import { apiDocument } from './openapi/document.ts';

/** The repository. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

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

/** Names of the functions: the folders under functions/ that have an index.ts. */
export function bundledNames(): string[] {
  return readdirSync(FUNCTIONS_DIRECTORY, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(FUNCTIONS_DIRECTORY, entry.name, 'index.ts')))
    .map(({ name }) => name);
}

/** esbuild's entry points and output. */
function everyFunction(): BuildOptions {
  const entries = bundledNames().map((name) => [
    `${name}/index`,
    join(FUNCTIONS_DIRECTORY, name, 'index.ts'),
  ]);
  return { entryPoints: Object.fromEntries(entries), outdir: VIRTUAL_OUTPUT };
}

/**
 * WebAssembly that a package reads from beside its own module when it is asked to load: not part of a bundle,
 * which would carry it as text, a third longer, and parse it at every start.
 */
const LOADED_BESIDE = [{ package: 'node_modules/highs/', file: 'node_modules/highs/build/highs.wasm' }];

export type Bundles = BuildResult<{ metafile: true; write: false }>;

let built: Bundles | undefined;

/** The bundles of all functions, built by the first call in one esbuild run: a run for each would parse the SDK every time. */
export function builtBundles(): Bundles {
  built ??= buildSync({ ...BUNDLE_OPTIONS, ...everyFunction(), metafile: true, write: false });
  return built;
}

/**
 * Writes the bundle of one function, `index.mjs` and `index.mjs.map`, into a folder, and beside it what its
 * packages load at run time.
 *
 * @throws Error when functions/<name>/index.ts does not exist or does not compile.
 */
export function writeBundle(name: string, directory: string): void {
  const { outputFiles, metafile } = builtBundles();
  const files = outputFiles.filter((file) => relative(VIRTUAL_OUTPUT, dirname(file.path)) === name);
  if (files.length === 0) throw new Error(`functions/${name}/index.ts does not exist`);
  mkdirSync(directory, { recursive: true });
  for (const file of files)
    writeFileSync(join(directory, relative(dirname(file.path), file.path)), file.contents);
  for (const file of filesBeside(metafile, name))
    copyFileSync(join(ROOT, file), join(directory, basename(file)));
  if (name === DESCRIPTION_FILE.of) {
    writeFileSync(join(directory, DESCRIPTION_FILE.name), `${JSON.stringify(apiDocument())}\n`);
  }
}

/** What describes the API lies beside the bundle that answers with it: no function makes it, or carries what makes it. */
const DESCRIPTION_FILE = { of: 'show-pages', name: 'openapi.json' } as const;

/** Files that a function's packages load from beside its bundle, relative to the repository. */
export function filesBeside({ outputs }: Metafile, name: string): string[] {
  const output = Object.entries(outputs).find(([path]) => path.endsWith(`/${name}/index.mjs`));
  const inputs = Object.keys(output?.[1].inputs ?? {});
  return LOADED_BESIDE.filter((one) => inputs.some((path) => path.startsWith(one.package))).map(
    ({ file }) => file,
  );
}
