import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack, Template } from './template.ts';

type MetadataEntry = { readonly type: string; readonly data?: unknown };
type Metadata = Readonly<Record<string, readonly MetadataEntry[]>>;
type Artifact = {
  readonly type: string;
  readonly properties?: {
    readonly templateFile?: string;
    readonly file?: string;
    readonly directoryName?: string;
  };
  readonly dependencies?: readonly string[];
  readonly metadata?: Metadata;
  readonly additionalMetadataFile?: string;
  readonly displayName?: string;
};
type Manifest = { readonly artifacts?: Readonly<Record<string, Artifact>> };
type AssetManifest = {
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path?: string };
        readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
};

/**
 * Reads what `cdk synth` wrote: every stack, each after the stacks it depends on.
 * Nested assemblies (CDK stages) are followed.
 *
 * @throws Error when the directory is no cloud assembly.
 */
export function readCloudAssembly(directory: string): Stack[] {
  const manifestFile = join(directory, 'manifest.json');
  if (!existsSync(manifestFile)) throw new Error(`no cloud assembly in ${directory}: run the CDK app first`);
  const artifacts = readJson<Manifest>(manifestFile).artifacts ?? {};
  const stacks: Stack[] = [];
  for (const id of inDependencyOrder(artifacts)) {
    const artifact = artifacts[id];
    if (artifact?.type === 'aws:cloudformation:stack')
      stacks.push(readStack(directory, id, artifact, artifacts));
    if (artifact?.type === 'cdk:cloud-assembly' && artifact.properties?.directoryName) {
      stacks.push(...readCloudAssembly(join(directory, artifact.properties.directoryName)));
    }
  }
  return stacks;
}

function readStack(
  directory: string,
  id: string,
  artifact: Artifact,
  all: Readonly<Record<string, Artifact>>,
): Stack {
  const templateFile = artifact.properties?.templateFile;
  if (!templateFile) throw new Error(`stack ${id} has no template file`);
  const metadata: Metadata = {
    ...artifact.metadata,
    ...(artifact.additionalMetadataFile &&
      readJson<Metadata>(join(directory, artifact.additionalMetadataFile))),
  };
  return {
    name: id,
    template: readJson<Template>(join(directory, templateFile)),
    constructPaths: constructPaths(metadata, artifact.displayName ?? id),
    assets: assets(directory, artifact, all),
  };
}

function constructPaths(metadata: Metadata, stackPath: string): Map<string, string> {
  const paths = new Map<string, string>();
  for (const [path, entries] of Object.entries(metadata)) {
    for (const { type, data } of entries) {
      if (type !== 'aws:cdk:logicalId' || typeof data !== 'string') continue;
      const prefix = `/${stackPath}/`;
      paths.set(data, path.startsWith(prefix) ? path.slice(prefix.length) : path);
    }
  }
  return paths;
}

function assets(
  directory: string,
  stack: Artifact,
  all: Readonly<Record<string, Artifact>>,
): Map<string, string> {
  const files = new Map<string, string>();
  for (const dependency of stack.dependencies ?? []) {
    const artifact = all[dependency];
    if (artifact?.type !== 'cdk:asset-manifest' || !artifact.properties?.file) continue;
    const manifest = readJson<AssetManifest>(join(directory, artifact.properties.file));
    for (const { source, destinations } of Object.values(manifest.files ?? {})) {
      if (source.path === undefined) continue;
      for (const { objectKey } of Object.values(destinations))
        files.set(objectKey, join(directory, source.path));
    }
  }
  return files;
}

function inDependencyOrder(artifacts: Readonly<Record<string, Artifact>>): string[] {
  const ordered = new Set<string>();
  const visit = (id: string, chain: readonly string[]): void => {
    if (ordered.has(id)) return;
    if (chain.includes(id))
      throw new Error(`circular dependency of artifacts: ${[...chain, id].join(' -> ')}`);
    for (const dependency of artifacts[id]?.dependencies ?? []) visit(dependency, [...chain, id]);
    ordered.add(id);
  };
  for (const id of Object.keys(artifacts)) visit(id, []);
  return [...ordered];
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
