import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCloudAssembly } from '../../../infra/local/assembly/cloud-assembly.ts';

const directory = mkdtempSync(join(tmpdir(), 'assembly-'));
const write = (name: string, content: unknown) =>
  writeFileSync(join(directory, name), JSON.stringify(content));
/** Of the schema that the assembly's files follow. */
const version = '48.0.0';
const stack = (name: string, more: object = {}) => ({
  type: 'aws:cloudformation:stack',
  environment: 'aws://unknown-account/unknown-region',
  properties: { templateFile: `${name}.json` },
  ...more,
});

beforeAll(() => {
  mkdirSync(join(directory, 'inner'));
  write('manifest.json', {
    version,
    artifacts: {
      stateless: stack('stateless', {
        dependencies: ['stateful', 'stateless.assets'],
        displayName: 'app/stateless',
        additionalMetadataFile: 'stateless.metadata.json',
      }),
      'stateless.assets': { type: 'cdk:asset-manifest', properties: { file: 'stateless.assets.json' } },
      stateful: stack('stateful', {
        metadata: { '/stateful/table/Resource': [{ type: 'aws:cdk:logicalId', data: 'Table1' }] },
      }),
      inner: { type: 'cdk:cloud-assembly', properties: { directoryName: 'inner' } },
      Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
    },
  });
  write('stateless.metadata.json', {
    '/app/stateless/read/Resource': [
      { type: 'aws:cdk:logicalId', data: 'Read1' },
      { type: 'aws:cdk:warning', data: 'x' },
    ],
  });
  write('stateless.assets.json', {
    version,
    files: {
      abc: {
        source: { path: 'asset.abc' },
        destinations: { here: { bucketName: 'assets', objectKey: 'abc.zip' } },
      },
    },
  });
  for (const name of ['stateful', 'stateless']) write(`${name}.json`, { Resources: {} });
  write('inner/manifest.json', { version, artifacts: { deep: stack('deep') } });
  write('inner/deep.json', { Resources: {} });
});
afterAll(() => rmSync(directory, { recursive: true }));

describe('readCloudAssembly', () => {
  it('reads every stack after those it depends on, and those of nested assemblies', () => {
    expect(readCloudAssembly(directory).map(({ name }) => name)).toEqual(['stateful', 'stateless', 'deep']);
  });

  it('knows construct paths, from the manifest or beside it, and assets by object key', () => {
    const [stateful, stateless] = readCloudAssembly(directory);
    expect([...(stateful?.constructPaths ?? [])]).toEqual([['Table1', 'table/Resource']]);
    expect([...(stateless?.constructPaths ?? [])]).toEqual([['Read1', 'read/Resource']]);
    expect([...(stateless?.assets ?? [])]).toEqual([['abc.zip', join(directory, 'asset.abc')]]);
  });

  it('says so when there is nothing', () => {
    expect(() => readCloudAssembly(join(directory, 'nowhere'))).toThrow('no cloud assembly in');
  });
});
