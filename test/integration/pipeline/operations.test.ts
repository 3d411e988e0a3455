import { ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
