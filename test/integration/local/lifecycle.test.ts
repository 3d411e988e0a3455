import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../../../infra/local/local-cloud.ts';
import {
  answers,
  descendants,
  fixtureAssembly,
  handsOn,
  isAlive,
  temporaryDirectory,
  until,
} from './fixture.ts';

const HELD_CLOUD = fileURLToPath(new URL('held-cloud.ts', import.meta.url));
let assembly: string;
let data: Awaited<ReturnType<typeof temporaryDirectory>>;
const running: LocalCloud[] = [];

const start = async (dataDirectory = data.path): Promise<LocalCloud> => {
  const cloud = await startLocalCloud({ assemblyDirectory: assembly, dataDirectory });
  running.push(cloud);
  return cloud;
};
const secret = async (cloud: LocalCloud): Promise<string | undefined> => {
  const client = new SecretsManagerClient(cloud.clientConfig);
  const { SecretString } = await client.send(
    new GetSecretValueCommand({ SecretId: cloud.outputs['SecretArn'] }),
  );
  client.destroy();
  return SecretString;
};

beforeAll(async () => {
  [assembly, data] = await Promise.all([fixtureAssembly(), temporaryDirectory('lifecycle')]);
});
afterAll(async () => {
  await Promise.all(running.map((cloud) => cloud.stop()));
  await data?.remove();
});

describe('a start on kept data', () => {
  it('goes on where the last one stopped: same data, same secret, no record delivered again', async () => {
    const first = await start();
    const before = handsOn(first);
    await before.put('copy#kept', '1', 'one');
    await first.quiescence();
    const kept = await secret(first);
    // Written and not waited for: the next start finds it in the stream.
    await before.put('copy#kept', '2', 'two');
    before.close();
    await first.stop();

    const second = await start();
    const after = handsOn(second);
    await after.put('copy#kept', '3', 'three');
    await second.quiescence();
    const values = (await after.kept('copied'))['copy#kept'] as string[];
    expect(values.filter((value) => value === 'one')).toEqual(['one']);
    expect(new Set(values)).toEqual(new Set(['one', 'two', 'three']));
    expect(await secret(second)).toBe(kept);
    after.close();
    await second.stop();
  });
});

describe('stopping', () => {
  it('leaves no process and no port, in the middle of work as well', async () => {
    const before = await descendants(process.pid);
    const cloud = await start();
    const hung = cloud.invoke('misbehave', { how: 'spin' }).catch((error: Error) => error.message);
    await cloud.invoke('misbehave', { how: 'environment' });
    const started = (await descendants(process.pid)).filter((pid) => !before.includes(pid));
    expect(started.length).toBeGreaterThan(2);
    await Promise.all([cloud.stop(), cloud.stop()]);
    expect(await hung).toMatch(/misbehave failed/);
    await until(() => started.every((pid) => !isAlive(pid)));
    expect([await answers(cloud.apiUrl), await answers(cloud.clientConfig.endpoint)]).toEqual([false, false]);
    await expect(cloud.invoke('misbehave', { how: 'environment' })).rejects.toThrow(
      'the local cloud has been stopped',
    );
  });
});

describe('a start that fails', () => {
  it('names the resource it cannot run and leaves nothing behind', async () => {
    const odd = await temporaryDirectory('odd');
    const stack = {
      type: 'aws:cloudformation:stack',
      environment: 'aws://unknown-account/unknown-region',
      properties: { templateFile: 'odd.template.json' },
    };
    const manifest = { version: '48.0.0', artifacts: { odd: stack } };
    await writeFile(join(odd.path, 'manifest.json'), JSON.stringify(manifest));
    const template = { Resources: { Machine: { Type: 'AWS::EC2::Instance' } } };
    await writeFile(join(odd.path, 'odd.template.json'), JSON.stringify(template));
    const before = await descendants(process.pid);
    const started = startLocalCloud({ assemblyDirectory: odd.path, dataDirectory: join(odd.path, 'data') });
    await expect(started).rejects.toThrow('AWS::EC2::Instance odd/Machine');
    await until(async () =>
      (await descendants(process.pid)).every((pid) => before.includes(pid) || !isAlive(pid)),
    );
    await odd.remove();
  });
});

describe('kill -9 of the engine of the tables', () => {
  it('is said to whoever waits, with what it last said', async () => {
    const other = await temporaryDirectory('engine-killed');
    const before = await descendants(process.pid);
    const cloud = await start(other.path);
    const hands = handsOn(cloud);
    await hands.put('copy#lost', '1', 'one');
    hands.close();
    for (const pid of (await descendants(process.pid)).filter((pid) => !before.includes(pid))) kill(pid);
    await expect(cloud.unbroken).rejects.toThrow(/^dynoxide|DynamoDB Local/);
    await expect(cloud.quiescence()).rejects.toThrow('has ended by itself with exit code 137');
    await cloud.stop();
    await other.remove();
  });
});

/** A process that may have gone already, with another one of its group. */
function kill(pid: number): void {
  if (isAlive(pid)) process.kill(pid, 'SIGKILL');
}

describe('kill -9 of the runner', () => {
  it('takes everything it started with it, and the next start makes up for what was under way', async () => {
    const other = await temporaryDirectory('killed');
    const runner = spawn(process.execPath, [HELD_CLOUD, assembly, other.path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(runner.stdout, 'data')) as [Buffer];
    const held = JSON.parse(line.toString()) as LocalCloud;
    const before = handsOn(held);
    const keys = Array.from({ length: 20 }, (_, index) => `copy#${index}`);
    for (const value of ['1', '2', '3']) await Promise.all(keys.map((key) => before.put(key, value, value)));
    before.close();
    const started = await descendants(runner.pid ?? 0);
    expect(started.length).toBeGreaterThan(4);
    runner.kill('SIGKILL');
    await until(() => started.every((pid) => !isAlive(pid)));
    expect([await answers(held.apiUrl), await answers(held.clientConfig.endpoint)]).toEqual([false, false]);

    const next = await start(other.path);
    const after = handsOn(next);
    expect(await next.quiescence()).toEqual({ deadLetters: 0 });
    const copied = await after.kept('copied');
    for (const key of keys) expect(new Set(copied[key])).toEqual(new Set(['1', '2', '3']));
    after.close();
    await next.stop();
    await other.remove();
  });
});
