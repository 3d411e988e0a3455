import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, type BuildResult, buildSync, type Metafile } from 'esbuild';

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
 *
 * Where the SDK would look for credentials is replaced by where Lambda puts them.
 */
export const BUNDLE_OPTIONS = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  mainFields: ['module', 'main'],
  minify: true,
  alias: { '@aws-sdk/credential-provider-node': './shared/storage/aws/lambda-credentials.ts' },
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

/**
 * Functions that load a part of themselves only when it is asked for (`import()`): each is a build of its own, so that its
 * parts lie beside its `index.mjs` and are nobody else's.
 */
export const IN_PARTS: readonly string[] = [
  'import-file',
  'read-outcomes',
  'show-pages',
  'take-forms',
  'write-reports',
];

/** esbuild's entry points and output. */
function bundlesOf(names: readonly string[]): BuildOptions {
  const entries = names.map((name) => [`${name}/index`, join(FUNCTIONS_DIRECTORY, name, 'index.ts')]);
  return { entryPoints: Object.fromEntries(entries), outdir: VIRTUAL_OUTPUT };
}

function build(names: readonly string[], more: BuildOptions = {}): Build {
  return buildSync({ ...BUNDLE_OPTIONS, ...bundlesOf(names), ...more, metafile: true, write: false });
}

/**
 * WebAssembly that a package reads from beside its own module when it is asked to load: not part of a bundle,
 * which would carry it as text, a third longer, and parse it at every start.
 */
const LOADED_BESIDE = [{ package: 'node_modules/highs/', file: 'node_modules/highs/build/highs.wasm' }];

type Build = BuildResult<{ metafile: true; write: false }>;

export type Bundles = Pick<Build, 'outputFiles' | 'metafile'>;

let built: Bundles | undefined;

/**
 * The bundles of all functions, built by the first call, all but a few in one esbuild run: a run for each would parse the
 * SDK every time.
 */
export function builtBundles(): Bundles {
  built ??= together([
    build(bundledNames().filter((name) => !IN_PARTS.includes(name))),
    ...IN_PARTS.map((name) => build([name], { splitting: true, chunkNames: `${name}/[name]-[hash]` })),
  ]);
  return built;
}

function together(builds: readonly Build[]): Bundles {
  return {
    outputFiles: builds.flatMap(({ outputFiles }) => outputFiles),
    metafile: {
      inputs: Object.assign({}, ...builds.map(({ metafile }) => metafile.inputs)),
      outputs: Object.assign({}, ...builds.map(({ metafile }) => metafile.outputs)),
    },
  };
}

/** What esbuild says of the files of one function, `index.mjs` first. */
export function outputsOf({ outputs }: Metafile, name: string): Metafile['outputs'][string][] {
  const own = Object.entries(outputs).filter(([path]) => path.endsWith('.mjs') && path.includes(`/${name}/`));
  return own.toSorted(([path]) => (path.endsWith('/index.mjs') ? -1 : 1)).map(([, output]) => output);
}

/**
 * Writes the bundle of one function, `index.mjs` and its parts, each with its source map, into a folder, and beside it
 * what its packages load at run time.
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
    writeFileSync(join(directory, DESCRIPTION_FILE.name), `${JSON.stringify(apiDescription())}\n`);
  }
}

/** What describes the API lies beside the bundle that answers with it: no function makes it, or carries what makes it. */
const DESCRIPTION_FILE = { of: 'show-pages', name: 'openapi.json' } as const;

/** Loaded only here: it takes a fifth of a second, and a start that copies kept bundles writes no description. */
function apiDescription(): object {
  const load = createRequire(import.meta.url);
  return (load('./openapi/document.ts') as typeof import('./openapi/document.ts')).apiDocument();
}

/** Files that a function's packages load from beside its bundle, relative to the repository. */
export function filesBeside(metafile: Metafile, name: string): string[] {
  const inputs = outputsOf(metafile, name).flatMap((output) => Object.keys(output.inputs));
  return LOADED_BESIDE.filter((one) => inputs.some((path) => path.startsWith(one.package))).map(
    ({ file }) => file,
  );
}
