import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSecrets, type SecretStore } from '../../../infra/local/gateway/secrets.ts';

let directory: string;
let file: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'secrets-test-'));
  file = join(directory, 'local', 'secrets.json');
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const open = (): SecretStore => openSecrets(file);

describe('a secret', () => {
  test('is generated once, whoever asks how often, and read back by the next start', async () => {
    const store = open();
    const asked = await Promise.all(
      ['one', 'two', 'three'].map((value) => store.create('app/key', () => value)),
    );
    expect(new Set(asked).size).toBe(1);
    expect(asked[0]).toMatch(
      /^arn:aws:secretsmanager:eu-west-1:000000000000:secret:app\/key-[A-Za-z0-9]{6}$/,
    );
    const next = open();
    expect(await next.create('app/key', () => 'four')).toBe(asked[0]);
    expect(await next.answer('GetSecretValue', { SecretId: 'app/key' })).toMatchObject({
      SecretString: 'one',
    });
  });

  test('lies in a file that only its owner can read, with nothing half-written beside it', async () => {
    const store = open();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => store.create(`key-${index}`, () => `value ${index}`)),
    );
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(directory, 'local'))).toEqual(['secrets.json']);
    expect(await open().answer('GetSecretValue', { SecretId: 'key-19' })).toMatchObject({
      SecretString: 'value 19',
    });
  });

  test('answers to its name, its ARN, and its ARN without the last six characters', async () => {
    const store = open();
    const arn = await store.create('app/key', () => 'value');
    for (const SecretId of ['app/key', arn, arn.slice(0, -7)]) {
      expect(await store.answer('GetSecretValue', { SecretId })).toMatchObject({
        ARN: arn,
        SecretString: 'value',
      });
      expect(store.callsOf('GetSecretValue', { SecretId })).toEqual([
        { action: 'secretsmanager:GetSecretValue', resource: arn },
      ]);
    }
    expect(await store.answer('DescribeSecret', { SecretId: arn })).not.toHaveProperty('SecretString');
  });
});

test('what is not there, there already, or not offered, is refused as AWS does', async () => {
  const store = open();
  await store.create('app/key', () => 'value');
  const refusal = (code: string) => expect.objectContaining({ status: 400, code });
  await expect(store.answer('GetSecretValue', { SecretId: 'other' })).rejects.toEqual(
    refusal('ResourceNotFoundException'),
  );
  await expect(
    store.answer('GetSecretValue', { SecretId: 'app/key', VersionStage: 'AWSPREVIOUS' }),
  ).rejects.toEqual(refusal('ResourceNotFoundException'));
  await expect(store.answer('CreateSecret', { Name: 'app/key', SecretString: 'x' })).rejects.toEqual(
    refusal('ResourceExistsException'),
  );
  expect(() => store.callsOf('DeleteSecret', { SecretId: 'app/key' })).toThrow(refusal('InvalidAction'));
  expect(store.callsOf('GetSecretValue', { SecretId: 'other' })).toEqual([
    {
      action: 'secretsmanager:GetSecretValue',
      resource: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:other',
    },
  ]);
});

test('a damaged file is reported, not overwritten', () => {
  rmSync(directory, { recursive: true, force: true });
  directory = mkdtempSync(join(tmpdir(), 'secrets-test-'));
  expect(() => openSecrets(directory)).toThrow(/cannot be read/);
});
