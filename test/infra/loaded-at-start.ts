import { type Bundles, outputsOf } from '../../infra/bundles.ts';

type Output = Bundles['metafile']['outputs'][string];

/** The files of a function that its start loads: `index.mjs` and what it imports, and not what is loaded when asked for. */
export function loadedAtStart({ metafile }: Bundles, name: string): Output[] {
  const [index] = outputsOf(metafile, name);
  if (!index) throw new Error(`no bundle of ${name}`);
  const loaded = new Set<Output>();
  const load = (output: Output) => {
    if (loaded.has(output)) return;
    loaded.add(output);
    for (const { path, kind } of output.imports) {
      const imported = metafile.outputs[path];
      if (imported && kind === 'import-statement') load(imported);
    }
  };
  load(index);
  return [...loaded];
}

/** Bytes by package, ours as one, most first. */
export function bytesByPackage(outputs: readonly Output[]): [string, number][] {
  const shares = new Map<string, number>();
  for (const [path, { bytesInOutput }] of outputs.flatMap(({ inputs }) => Object.entries(inputs))) {
    const owner = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? 'our own code';
    shares.set(owner, (shares.get(owner) ?? 0) + bytesInOutput);
  }
  return [...shares].toSorted(([, a], [, b]) => b - a);
}
