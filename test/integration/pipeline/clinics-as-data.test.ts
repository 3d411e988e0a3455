import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { pseudonym } from '../../../shared/records/pseudonym.ts';
import { commandOf } from './clinic-command.ts';
import { type Pipeline, startPipeline } from './pipeline.ts';

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await startPipeline([], []);
});
afterAll(() => pipeline?.stop());

const clinic = (...args: string[]) => commandOf('clinic', pipeline, ...args);
const programme = (...args: string[]) => commandOf('programme', pipeline, ...args);
const owner = (clinicId: string) => ({ clinic: clinicId, role: 'owner' });
/** What functions remember for a minute dies with them. */
const forgetting = () => pipeline.cloud.killEnvironments();

const SESSION = {
  ...{ clientId: 'c-1', therapistId: 't-1', complaint: 'neck-pain', painBefore: 7, painAfter: 3 },
  ...{ startedAt: '2026-08-03T10:00:00+01:00', endedAt: '2026-08-03T11:00:00+01:00' },
  techniques: [{ technique: 'sports', minutes: 50 }],
};
const record = (clinicId: string, id: string) =>
  pipeline.request('PUT', `/v1/sessions/${id}`, owner(clinicId), SESSION);
const journalLink = async (clinicId: string) => {
  const { body } = await pipeline.request('POST', '/v1/clients/c-1/journal-link', owner(clinicId));
  return new URL(body.url).pathname;
};
const opens = async (path: string) =>
  (await fetch(`${pipeline.cloud.apiUrl.replace(/\/$/, '')}${path}`)).status;

describe('a clinic', () => {
  it('is added without a deployment: nobody gets in before, and everybody after', async () => {
    for (const [method, path] of [
      ['GET', '/v1/outcomes'],
      ['GET', '/v1/goals'],
      ['GET', '/v1/releases'],
      ['PUT', '/v1/sessions/s-1'],
    ] as const) {
      const { status } = await pipeline.request(
        method,
        path,
        owner('harbour'),
        method === 'PUT' ? SESSION : undefined,
      );
      expect(status, path).toBe(403);
    }
    const said = ['--name', 'Harbour Massage', '--time-zone', 'Europe/Lisbon', '--language', 'es'];
    const added = await clinic('add', 'harbour', ...said, '--techniques', 'sports,relaxation');
    expect(added.stdout).toMatch(/name +Harbour Massage\n +time zone +Europe\/Lisbon\n +language +Spanish/);
    expect((await record('harbour', 's-1')).status).toBe(200);
    await pipeline.settle();
    expect((await pipeline.outcomes('harbour')).techniques).toHaveLength(1);
    const { body } = await pipeline.request('GET', '/v1/settings', owner('harbour'));
    expect(body).toMatchObject({
      clinicId: 'harbour',
      name: 'Harbour Massage',
      techniques: ['sports', 'relaxation'],
    });
    expect((await clinic('list')).stdout).toBe('harbour\n');
  });

  it('is refused in words when it cannot be what is asked for', async () => {
    expect(await clinic('add', 'harbour', '--time-zone', 'Europe/Lisbon')).toMatchObject({
      ...{ code: 1, stderr: expect.stringContaining('"harbour" is there already') },
    });
    for (const args of [
      ['show', 'nowhere'],
      ['set', 'nowhere', '--name', 'N'],
      ['forget', 'nowhere', '--confirm', 'nowhere'],
    ]) {
      const { code, stderr } = await clinic(...args);
      expect(code, args[0]).toBe(1);
      expect(stderr).toMatch(/^The clinic "nowhere" is not .* this deployment\.\n$/);
    }
    expect(await clinic('set', 'harbour', '--opened-on', '2999-01-01')).toMatchObject({ code: 2 });
  });

  it('is what the schedules are for, and what a programme may count', async () => {
    await pipeline.cloud.fireSchedule('write-digests', '2026-08-10T04:00:00Z');
    await pipeline.settle();
    expect((await pipeline.keys('ReportsBucketName', 'digests/')).join()).toContain('clinic=harbour');
    expect(await programme('add', 'low-back', '--clinics', 'harbour,nowhere')).toMatchObject({
      ...{ code: 1, stderr: 'programmes.0.clinics.1: "nowhere" is no clinic of this deployment\n' },
    });
    const { stdout } = await programme('add', 'low-back', '--clinics', 'harbour', '--partners', 'insurer');
    expect(stdout).toBe('low-back: 1 clinic, by quarters, differential-privacy, for insurer\n');
    expect(await programme('add', 'low-back', '--clinics', 'harbour')).toMatchObject({
      ...{ code: 1, stderr: expect.stringContaining('found "low-back" again') },
    });
    expect(await programme('add', 'other', '--clinics', 'harbour')).toMatchObject({
      ...{ code: 1, stderr: expect.stringContaining('counts in another programme') },
    });
    expect(JSON.parse((await programme('show', 'low-back')).stdout)).toMatchObject({ period: 'quarter' });
    const release = { programme: 'low-back', period: '2026Q3', revision: 1 };
    const begun = pipeline.cloud.invoke('close-period', { scheduledTime: '2026-11-01T06:00:00Z', release });
    expect(await begun).toEqual({ clinics: 1 });
    await pipeline.settle();
    expect(await clinic('forget', 'harbour', '--confirm', 'harbour')).toMatchObject({
      ...{ code: 1, stderr: expect.stringContaining('counts in the programme "low-back"') },
    });
    expect(await programme('remove', 'low-back')).toMatchObject({ code: 0 });
    expect((await programme('list')).stdout).toBe('');
  });

  it('keeps its links and its clients through a rotation, until one ends the links', async () => {
    const first = await journalLink('harbour');
    expect(await opens(first)).toBe(200);
    expect((await clinic('rotate')).stdout).toContain('Version 2');
    forgetting();
    const second = await journalLink('harbour');
    expect([await opens(first), await opens(second)]).toEqual([200, 200]);
    expect((await clinic('rotate', '--end-links')).stdout).toContain('Version 3');
    forgetting();
    const third = await journalLink('harbour');
    expect([await opens(first), await opens(second), await opens(third)]).toEqual([404, 404, 200]);
    expect((await record('harbour', 's-1')).body, 'his session is still his').toMatchObject({
      status: 'duplicate',
    });
  });

  it('finds its clients again when a master secret that was overwritten is put back from a copy', async () => {
    const secrets = new SecretsManagerClient(pipeline.cloud.clientConfig);
    const SecretId = pipeline.cloud.outputs['MasterSecretArn']!;
    const { SecretString: held } = await secrets.send(new GetSecretValueCommand({ SecretId }));
    const folder = mkdtempSync(join(tmpdir(), 'outcomes-master-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const copy = join(folder, 'master.json');
    writeFileSync(copy, held!);
    const check = () => clinic('check-master', '--copy', copy);
    expect(await check()).toMatchObject({ code: 0, stdout: 'The copy is what is held, up to version 3.\n' });

    const put = (SecretString: string) => secrets.send(new PutSecretValueCommand({ SecretId, SecretString }));
    await put(JSON.stringify({ 1: 'X'.repeat(64) }));
    forgetting();
    expect((await record('harbour', 's-1')).body).not.toMatchObject({ status: 'duplicate' });
    const lost = await check();
    expect(lost).toMatchObject({ code: 1, stdout: expect.stringContaining('Version 1 is another one') });
    expect(lost.stdout + lost.stderr).not.toMatch(/X{8}/);

    await put(readFileSync(copy, 'utf8'));
    forgetting();
    expect((await record('harbour', 's-1')).body, 'his session is his again').toMatchObject({
      status: 'duplicate',
    });
    expect(await check()).toMatchObject({ code: 0 });
    secrets.destroy();
  });

  it('of a deployment that named it comes with its pseudonyms, its settings and its secret', async () => {
    const secrets = new SecretsManagerClient(pipeline.cloud.clientConfig);
    const key = 'K'.repeat(64);
    const prefix = 'massage-outcomes/dev/clinic/';
    await secrets.send(new CreateSecretCommand({ Name: `${prefix}mill/pseudonym-key`, SecretString: key }));
    const partly = await clinic('migrate', 'mill', 'gone', '--secrets', prefix);
    expect(partly).toMatchObject({ code: 1 });
    expect(partly.stdout).toContain('mill: adopted;');
    expect(partly.stdout).toContain(`gone: not adopted: there is no secret ${prefix}gone/pseudonym-key`);
    const again = await clinic('migrate', 'mill', '--secrets', prefix);
    expect(again.stdout).toContain('mill: adopted before;');
    expect(again.stdout).toContain('Done.');
    expect((await record('mill', 's-2')).status).toBe(200);
    await pipeline.settle();
    expect(await pipeline.pseudonyms('mill')).toEqual([pseudonym(key, 'c-1')]);
    const { SecretString } = await secrets.send(
      new GetSecretValueCommand({ SecretId: pipeline.cloud.outputs['MasterSecretArn'] }),
    );
    expect(SecretString).not.toContain(key);
    secrets.destroy();
  });

  it('that is forgotten lets nobody in, opens no link, and cannot come back', async () => {
    const link = await journalLink('mill');
    const { stdout } = await clinic('forget', 'mill', '--confirm', 'mill');
    expect(stdout).toContain('mill is forgotten');
    expect(stdout).toContain('for 35 days');
    forgetting();
    expect((await record('mill', 's-3')).status).toBe(403);
    expect(await opens(link)).toBe(404);
    expect((await clinic('list')).stdout).toBe('harbour\n');
    expect(await clinic('add', 'mill', '--time-zone', 'Europe/Lisbon')).toMatchObject({
      ...{ code: 1, stderr: expect.stringContaining('was forgotten on') },
    });
    await pipeline.settle();
  });
});
