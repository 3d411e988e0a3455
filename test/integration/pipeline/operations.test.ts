import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemsOfPartition, keyOf } from '../../../shared/storage/aws/dynamodb.ts';
import { CLIENT_SK_PREFIX, clientPk, monthPk } from '../../../shared/storage/keys/keys.ts';
import { scheduleItem } from '../../../shared/storage/keys/schedule-keys.ts';
import { createViewStore } from '../../../shared/storage/views/view-store.ts';
import { commandOf } from './clinic-command.ts';
import { type Pipeline, startPipeline } from './pipeline.ts';
import { browserOf } from './signed-in.ts';

const clinic = 'operated';
const ADDED = { clinicId: 'added', name: 'Added Massage', timeZone: 'Europe/Lisbon', language: 'en' };

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await startPipeline([clinic]);
});
afterAll(() => pipeline?.stop());

type Window = Awaited<ReturnType<typeof browserOf>>;
let oda: Window;
const people = async (...args: string[]) => (await commandOf('people', pipeline, ...args)).stdout;
const page = async () => (await oda.page('/operator')).body.replaceAll(/\s+/g, ' ');

describe('an operator', () => {
  it('is made by the command line, and has a page and nothing else', async () => {
    const printed = await people('invite', '--operators', '--email', 'oda@example.com');
    const subject = /Invited: (\S+)/.exec(printed)![1]!;
    oda = await browserOf(pipeline, { subject, name: 'Oda' });
    const { status, location } = await oda.page('/');
    expect([status, location]).toEqual([303, '/operator']);
    const shown = await page();
    expect(shown).toMatch(/Nothing rings: \d\d alarms are watched\..* 1 clinic\./);
    expect(shown).toContain('nothing has come yet');
    for (const elsewhere of ['/owner', '/people', '/clients', '/releases']) {
      expect((await oda.page(elsewhere)).status, elsewhere).toBe(403);
    }
    expect(await people('list', '--operators')).toContain(subject);
  });

  it('sees when the latest record of a clinic came, and nothing of it', async () => {
    const before = new Date().toISOString().slice(0, 10);
    const session = {
      ...{
        clientId: 'silva-7',
        therapistId: 't-secret',
        complaint: 'neck-pain',
        painBefore: 7,
        painAfter: 4,
      },
      ...{ startedAt: '2026-08-10T10:00:00Z', endedAt: '2026-08-10T11:00:00Z' },
      techniques: [{ technique: 'deep-tissue', minutes: 50 }],
    };
    const owner = { clinic, role: 'owner' };
    expect((await pipeline.request('PUT', '/v1/sessions/s-1', owner, session)).status).toBe(200);
    await pipeline.settle();
    const shown = await page();
    expect(shown).toContain('active');
    expect(shown).toMatch(new RegExp(`${before}|${new Date().toISOString().slice(0, 10)}`));
    for (const hidden of ['silva', 't-secret', 'neck', 'deep']) expect(shown).not.toContain(hidden);
  });

  it('adds a clinic, whose owner signs in and is alone in it', async () => {
    const sent = await oda.form(
      '/operator/clinics/new',
      { ...ADDED, owner: 'ines@example.com' },
      '/operator/clinics/new',
    );
    expect([sent.status, sent.location]).toEqual([303, '/operator?done=added']);
    expect(await page()).toContain(ADDED.name);
    const listed = await people('list', ADDED.clinicId);
    expect(listed).toContain('nobody -> owner, by the operator');
    const subject = /^ {2}(\S+) {2}owner/m.exec(listed)![1]!;
    const ines = await browserOf(pipeline, { subject, name: 'Ines' });
    expect((await ines.page('/owner')).status).toBe(200);
    expect((await ines.page('/operator')).status).toBe(403);
  });
});

describe('the daily look', () => {
  it('names the schedules that did not run, until they are run by hand for the time that was missed', async () => {
    const dynamodb = new DynamoDBClient(pipeline.cloud.clientConfig);
    const look = async () => (await pipeline.cloud.invoke('watch-deployment', {})) as { missed?: string };
    await look(); // each of which no run is noted counts from now on
    const times = { 'write-digests': '2025-12-01T04:00:00Z', 'write-reports': '2025-12-09T05:00:00Z' };
    const releases = { 'close-period': '2025-11-01T06:00:00Z', 'publish-release': '2025-11-03T06:00:00Z' };
    for (const [schedule, ranFor] of Object.entries({ ...times, ...releases })) {
      const Item = { ...keyOf(scheduleItem(schedule)), ranFor: { S: new Date(ranFor).toISOString() } };
      await dynamodb.send(
        new PutItemCommand({ TableName: pipeline.cloud.outputs['RegistryTableName']!, Item }),
      );
    }
    dynamodb.destroy();
    expect(await look()).toMatchObject({
      missed: 'close-period,publish-release,write-digests,write-reports',
    });
    const missed = new Date().toISOString();
    for (const schedule of ['write-digests', 'write-reports', 'close-period', 'publish-release']) {
      await pipeline.cloud.fireSchedule(schedule, missed);
    }
    await pipeline.settle();
    expect(await look()).not.toHaveProperty('missed');
  });

  it('finds what functions have counted in their logs, without anybody in it', async () => {
    const owner = { clinic, role: 'owner' };
    const refused = { clientId: 'silva-7', at: '2026-08-11T10:00:00Z', pain: 11 };
    expect((await pipeline.request('PUT', '/v1/pain-scores/p-1', owner, refused)).status).toBe(400);
    const log = [...(await pipeline.logged())].filter(([name]) => name.endsWith('.log'));
    const lines = log.flatMap(([name, text]) => text.split('\n').map((line) => ({ name, line })));
    const told = (name: string, message: string) =>
      lines
        .filter((each) => each.name === name && each.line.includes(`"${message}"`))
        .map(({ line }) => line);
    const taken = told('ingest-records.log', 'records taken').join('\n');
    expect(taken).toContain('"accepted":1,"unchanged":0,"refused":0,"conflicts":0');
    expect(taken).toContain('"accepted":0,"unchanged":0,"refused":1,"conflicts":0');
    expect(told('derive-outcomes.log', 'batch done').join()).toMatch(/"staleMilliseconds":\d/);
    expect(told('watch-deployment.log', 'deployment watched').join()).toContain('"spentBudgets":0');
    for (const nobody of ['silva', 'p-1', clinic]) expect(taken).not.toContain(nobody);
  });
});

describe('verbs of the whole deployment', () => {
  const month = '2026-08';
  const both = [clinic, ADDED.clinicId];
  const body = (clientId: string) => ({
    ...{ clientId, therapistId: 't-1', complaint: 'neck-pain', painBefore: 7, painAfter: 4 },
    ...{ startedAt: '2026-08-10T10:00:00Z', endedAt: '2026-08-10T11:00:00Z' },
    techniques: [{ technique: 'deep-tissue', minutes: 50 }],
  });
  const verb = (name: 'verify' | 'rebuild' | 'prune', ...args: string[]) =>
    commandOf(name, pipeline, ...args);

  it('verify finds what was planted in each of its clinics, and rebuild mends all of it', async () => {
    for (const clinicId of both) {
      const recorder = { clinic: clinicId, role: 'recorder' };
      const sent = await pipeline.request('PUT', '/v1/sessions/s-whole', recorder, body('c-whole'));
      expect(sent.status).toBe(200);
    }
    await pipeline.settle();
    expect(await verb('verify')).toMatchObject({ code: 0, stderr: '' });

    const dynamodb = new DynamoDBClient(pipeline.cloud.clientConfig);
    const outcomes = pipeline.cloud.outputs['OutcomesTableName']!;
    const views = createViewStore(dynamodb, outcomes, () => new Date());
    for (const clinicId of both) {
      const [held] = await views.list(monthPk({ clinicId, month }), CLIENT_SK_PREFIX);
      const oneByteOff = held!.content!.replace('"painAfter":4', '"painAfter":3');
      expect(oneByteOff).not.toBe(held!.content);
      await views.put('session-outcomes', held!.key, oneByteOff, held!.revision);
    }
    dynamodb.destroy();
    await pipeline.settle();
    const found = await verb('verify');
    expect(found.code).toBe(1);
    for (const clinicId of both) {
      expect(found.stdout).toContain(`different: session-outcomes  ${monthPk({ clinicId, month })}`);
    }
    expect(await verb('rebuild')).toMatchObject({ code: 0, stderr: '' });
    await pipeline.settle();
    expect(await verb('verify')).toMatchObject({ code: 0, stderr: '' });
  });

  it('prune finds what an erasure has left in any clinic, and removes it', async () => {
    expect(await verb('prune')).toEqual({ code: 0, stdout: 'nothing was left behind\n', stderr: '' });
    const dynamodb = new DynamoDBClient(pipeline.cloud.clientConfig);
    const TableName = pipeline.cloud.outputs['RecordsTableName']!;
    const owner = { clinic: ADDED.clinicId, role: 'owner' };
    const [pseudonym] = await pipeline.pseudonyms(ADDED.clinicId);
    const pk = clientPk({ clinicId: ADDED.clinicId, client: pseudonym! });
    const items = await itemsOfPartition(dynamodb, TableName, pk);
    const session = items.find((item) => item['sk']?.S === 'SESSION#s-whole')!;
    const erased = await pipeline.request('DELETE', '/v1/clients/c-whole', owner, {});
    expect(erased.status).toBe(200);
    await pipeline.settle();
    await dynamodb.send(new PutItemCommand({ TableName, Item: session })); // as a fault would leave it
    dynamodb.destroy();
    await pipeline.settle();
    const shown = await verb('prune');
    expect(shown.stdout).toContain(`${ADDED.clinicId}  client ${pseudonym!.slice(0, 8)}`);
    expect(shown.code).toBe(1);
    await verb('prune', '--yes');
    await pipeline.settle();
    expect(await verb('prune')).toEqual({ code: 0, stdout: 'nothing was left behind\n', stderr: '' });
    expect(await verb('verify'), 'views too').toMatchObject({ code: 0 });
  });
});

describe('an operator, when something was given up', () => {
  it('sees what waits, since when, and what rings because of it', async () => {
    const sqs = new SQSClient(pipeline.cloud.clientConfig);
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    const failures = QueueUrls.find((url) => /failures/i.test(url))!;
    await sqs.send(new SendMessageCommand({ QueueUrl: failures, MessageBody: '{}' }));
    sqs.destroy();
    const shown = await page();
    expect(shown).toMatch(/1 alarm of \d\d rings\./);
    expect(shown).toContain('docs/runbook.md#');
    for (const queue of ['Files to import', 'Weekly digests', 'Monthly reports'])
      expect(shown).toContain(queue);
  });
});
