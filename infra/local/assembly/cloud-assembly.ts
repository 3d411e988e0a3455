import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AssetManifestArtifact, CloudAssembly, type CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import type { Stack, Template } from './template.ts';

/**
 * Reads what `cdk synth` wrote: every stack, each after the stacks it depends on.
 * Nested assemblies (CDK stages) are followed.
 *
 * @throws Error when the directory is no cloud assembly.
 */
export function readCloudAssembly(directory: string): Stack[] {
  if (!existsSync(join(directory, 'manifest.json')))
    throw new Error(`no cloud assembly in ${directory}: run the CDK app first`);
  return new CloudAssembly(directory).stacksRecursively.map((stack) => ({
    name: stack.id,
    template: stack.template as Template,
    constructPaths: constructPaths(stack),
    assets: assets(stack),
  }));
}

function constructPaths(stack: CloudFormationStackArtifact): Map<string, string> {
  const prefix = `/${stack.hierarchicalId}/`;
  return new Map(
    stack
      .findMetadataByType('aws:cdk:logicalId')
      .map(({ path, data }) => [String(data), path.startsWith(prefix) ? path.slice(prefix.length) : path]),
  );
}

function assets(stack: CloudFormationStackArtifact): Map<string, string> {
  const { directory } = stack.assembly;
  const files = stack.dependencies
    .filter((artifact) => AssetManifestArtifact.isAssetManifestArtifact(artifact))
    .flatMap((manifest) => Object.values(manifest.contents.files ?? {}));
  return new Map(
    files.flatMap(({ source, destinations }) =>
      source.path === undefined
        ? []
        : Object.values(destinations).map(
            ({ objectKey }) => [objectKey, join(directory, source.path!)] as const,
          ),
    ),
  );
}
