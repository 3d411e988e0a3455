import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHIPPED_MAPPINGS } from '../../../shared/mapping/shipped-mappings.ts';
import {
  importKey,
  importMappingKey,
  importResultKey,
  undoKey,
} from '../../../shared/storage/keys/import-keys.ts';
import { type Pipeline, sharedPipeline } from './pipeline.ts';
import { bringFile } from './sent-files.ts';
import { signedIn } from './signed-in.ts';

const CLINICS = ['undone', 'never-sent', 'undone-page', 'undone-mapped'] as const;
const FIXTURES = join(import.meta.dirname, '../../../examples/mappings/fixtures');
const OWNER = { clinic: 'undone', role: 'owner' } as const;

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await sharedPipeline(CLINICS);
});
afterAll(() => pipeline?.stop());

const HEADER =
  'sessionId,clientId,therapistId,startedAt,endedAt,complaint,techniques,painBefore,painAfter,recordedAt\n';
function session(id: number, painAfter: number, recordedOn = 3): string {
  const day = String(3 + (id % 20)).padStart(2, '0');
  const technique = id % 2 === 0 ? 'deep-tissue' : 'sports';
  return `s-${id},c-${id % 7},t-${id % 3},2026-08-${day}T10:00:00Z,2026-08-${day}T11:00:00Z,neck-pain,${technique}:50,7,${painAfter},2026-08-2${recordedOn}T12:00:00Z\n`;
}
const goal = (target: number, recordedOn: number) =>
  `${JSON.stringify({
    ...{ type: 'goal', goalId: 'g-1', clientId: 'c-1', therapistId: 't-1', kind: 'pain', measure: 'pain' },
    ...{ unit: 'score', baseline: 9, target, startsOn: '2026-08-03', dueOn: '2026-09-14' },
    recordedAt: `2026-08-2${recordedOn}T12:00:00Z`,
  })}\n`;
const score = (id: number, pain: number) =>
  `${JSON.stringify({
    ...{ type: 'pain-score', scoreId: `p-${id}`, clientId: `c-${id % 7}`, window: 'now', soreness: pain },
    ...{ at: `2026-08-${String(4 + (id % 20)).padStart(2, '0')}T12:00:00Z`, pain, bodyRegion: 'neck' },
    recordedAt: '2026-08-28T12:00:00Z',
  })}\n`;
const ids = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);

const FIRST =
  HEADER +
  ids(1, 30)
    .map((id) => session(id, id % 6))
    .join('');
// Ten of the first with another score, five of them as they are, and twenty of its own.
const SECOND =
  HEADER +
  ids(1, 10)
    .map((id) => session(id, 6 - (id % 6), 5))
    .join('') +
  ids(11, 5)
    .map((id) => session(id, id % 6))
    .join('') +
  ids(31, 20)
    .map((id) => session(id, 1))
    .join('');
const SCORES =
  goal(3, 3) +
  ids(1, 20)
    .map((id) => score(id, id % 4))
    .join('');
const OTHER_SCORES =
  goal(8, 4) +
  ids(1, 20)
    .map((id) => score(id, id % 4))
    .join('') +
  score(40, 9);

/** All that is told of a clinic by numbers, as it is answered. */
async function told(clinic: string): Promise<string> {
  const owner = { clinic, role: 'owner' } as const;
  const paths = ['/v1/outcomes?from=2026-08&to=2026-08', '/v1/goals', '/v1/checks?from=2026-08&to=2026-08'];
  const answers = await Promise.all(
    [...paths, '/v1/clients/c-1/timeline', '/v1/therapists/summary'].map((path) =>
      pipeline.request('GET', path, owner),
    ),
  );
  for (const { status, body } of answers) expect(status, JSON.stringify(body)).toBe(200);
  // What names the clinic itself: clients by the pseudonyms that it gives them.
  return JSON.stringify(answers.map(({ body }) => body))
    .replaceAll(clinic, 'a clinic')
    .replaceAll(/"(client|clientId)":"[\w-]{20,}"/g, '"$1":"somebody"');
}

const undo = (file: string, verb = 'undo') =>
  pipeline.request('POST', `/v1/imports:${verb}`, OWNER, { file });
const stateOf = async (file: string) =>
  (await pipeline.request('GET', `/v1/imports?file=${file}`, OWNER)).body.undo;

async function drop(clinic: string, ...files: [name: string, text: string][]) {
  for (const [name, text] of files) {
    await pipeline.drop(clinic, name, text);
    await pipeline.settle();
  }
}

/** The message by which S3 has told of a file, once more. */
async function sendAgain(key: string, { eTag, arrivedAt }: { eTag: string; arrivedAt: string }) {
  const sqs = new SQSClient(pipeline.cloud.clientConfig);
  const { QueueUrls } = await sqs.send(new ListQueuesCommand({}));
  const QueueUrl = QueueUrls!.find((url) => /importingqueue/i.test(url))!;
  const s3 = { bucket: { name: pipeline.cloud.outputs['ImportsBucketName'] }, object: { key, eTag } };
  const MessageBody = JSON.stringify({ Records: [{ eventTime: arrivedAt, s3 }] });
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  sqs.destroy();
}

describe('the undoing of an import', () => {
  it('leaves statistics as if the file had never come: to the byte, whatever came before and after', async () => {
    await drop('undone', ['a/sessions.csv', SECOND], ['a/all.ndjson', OTHER_SCORES]);
    await drop('undone', ['b/sessions.csv', FIRST], ['b/all.ndjson', SCORES]);
    await drop('never-sent', ['b/sessions.csv', FIRST], ['b/all.ndjson', SCORES]);
    expect(await told('undone')).not.toBe(await told('never-sent'));
    const between = await told('undone');

    const asked = await undo('a/sessions.csv', 'foresee-undo');
    expect([asked.status, asked.body.undo.state]).toEqual([202, 'looking']);
    await pipeline.settle();
    const foreseen = await stateOf('a/sessions.csv');
    // Of the ten that it had changed the earlier versions came afterwards; five came again by the other file.
    expect(foreseen).toMatchObject({
      state: 'seen',
      account: { rows: 35, byType: { session: { removed: 20, restored: 10, 'said-again': 5 } } },
    });
    expect(await told('undone')).toBe(between);

    for (const file of ['a/sessions.csv', 'a/all.ndjson']) expect((await undo(file)).status).toBe(202);
    await pipeline.settle();
    const undone = await stateOf('a/sessions.csv');
    expect(undone).toMatchObject({ state: 'undone', account: foreseen.account });
    expect(await told('undone')).toBe(await told('never-sent'));
  });

  it('says so when it is asked for again, and changes nothing', async () => {
    const before = await told('undone');
    const again = await undo('a/sessions.csv');
    expect([again.status, again.body.undo.state]).toEqual([200, 'undone']);
    await pipeline.settle();
    expect(await told('undone')).toBe(before);
  });

  it('changes nothing when its message comes again, nor does that of the import', async () => {
    const before = await told('undone');
    const account = (await stateOf('a/sessions.csv')).account;
    const key = importKey({ clinicId: 'undone', name: 'a/sessions.csv' });
    // As S3 tells of an object once more: with the instant of then, an import is the same one.
    const { import: identity } = JSON.parse(await pipeline.object('ImportsBucketName', importResultKey(key)));
    await sendAgain(key, identity);
    await pipeline.dropAt(
      undoKey(key, 'asked'),
      await pipeline.object('ImportsBucketName', undoKey(key, 'asked')),
    );
    await pipeline.settle();
    expect(await told('undone')).toBe(before);
    expect((await stateOf('a/sessions.csv')).account).toEqual(account);
  });

  it('lets the same file be sent again afterwards', async () => {
    await drop('undone', ['again/sessions.csv', SECOND]);
    const { body } = await pipeline.request('GET', '/v1/imports?file=again/sessions.csv', OWNER);
    expect(body.counts).toMatchObject({ accepted: 30, duplicate: 5, refused: 0 });
    await undo('again/sessions.csv');
    await pipeline.settle();
    expect(await told('undone')).toBe(await told('never-sent'));
  });

  it('brings nothing of an erased client back', async () => {
    await drop('undone', ['erased/sessions.csv', HEADER + session(2, 0, 6) + session(100, 3)]);
    const { status } = await pipeline.request('DELETE', '/v1/clients/c-2', OWNER, {});
    expect(status).toBe(200);
    await undo('erased/sessions.csv');
    await pipeline.settle();
    const { account } = await stateOf('erased/sessions.csv');
    expect(account.byType).toEqual({ session: { erased: 2 } });
    expect((await pipeline.request('GET', '/v1/clients/c-2/timeline', OWNER)).status).toBe(404);
  });

  it('is asked by an owner, of his own clinic', async () => {
    const file = 'b/sessions.csv';
    const other = { clinic: 'never-sent', role: 'owner' } as const;
    expect(
      (await pipeline.request('POST', '/v1/imports:undo', other, { file: 'a/sessions.csv' })).status,
    ).toBe(404);
    const key = importKey({ clinicId: 'never-sent', name: file });
    const { import: identity } = JSON.parse(await pipeline.object('ImportsBucketName', importResultKey(key)));
    const before = await told('never-sent');
    // Who may write into one clinic's folder asks for nothing of another's.
    const request = {
      clinicId: 'never-sent',
      file,
      import: identity.name,
      at: '2026-08-03T10:00:00Z',
      by: 'x',
    };
    await pipeline.dropAt(
      undoKey(importKey({ clinicId: 'undone', name: file }), 'asked'),
      JSON.stringify(request),
    );
    await pipeline.settle();
    expect(await told('never-sent')).toBe(before);
  });
});

describe("the undoing of an import of another system's file", () => {
  it('takes back all that its rows became, and nothing else', async () => {
    const clinic = 'undone-mapped';
    const owner = { clinic, role: 'owner' } as const;
    await drop(clinic, ['own/sessions.csv', FIRST], ['own/all.ndjson', SCORES]);
    const before = await told(clinic);
    // A form of which each row is two scores, of clients who are held already and of one who is not.
    const rows = ids(1, 8).map((id) => `8/${3 + id}/2026 18:22:05,c-${id},${id % 10},${id % 4},Neck,`);
    const form = readFileSync(join(FIXTURES, 'google-forms-checkin.csv'), 'utf8').split('\n')[0];
    const files = {
      'jane-appointments': readFileSync(join(FIXTURES, 'jane-appointments.csv'), 'utf8'),
      'google-forms-checkin': [form, ...rows].join('\n'),
    };
    for (const [name, text] of Object.entries(files)) {
      const key = importKey({ clinicId: clinic, name: `mapped/${name}.csv` });
      await pipeline.dropAt(importMappingKey(key), JSON.stringify(SHIPPED_MAPPINGS[name]));
      await drop(clinic, [`mapped/${name}.csv`, text]);
    }
    expect(await told(clinic)).not.toBe(before);
    for (const name of Object.keys(files)) {
      const file = `mapped/${name}.csv`;
      expect((await pipeline.request('POST', '/v1/imports:undo', owner, { file })).status).toBe(202);
    }
    await pipeline.settle();
    const stateOfMapped = async (name: string) =>
      (await pipeline.request('GET', `/v1/imports?file=mapped/${name}.csv`, owner)).body.undo;
    expect(await stateOfMapped('jane-appointments')).toMatchObject({
      state: 'undone',
      account: { byType: { session: { removed: 4 } } },
    });
    expect(await stateOfMapped('google-forms-checkin')).toMatchObject({
      state: 'undone',
      account: { byType: { 'pain-score': { removed: 16 } } },
    });
    expect(await told(clinic)).toBe(before);
  });
});

describe('the page of an import', () => {
  it('shows what would be taken back, does it when told so, and says that it has', async () => {
    const owner = await signedIn(pipeline, { clinic: 'undone-page', role: 'owner' });
    const address = await bringFile(
      pipeline,
      owner,
      'sessions.csv',
      HEADER +
        ids(1, 5)
          .map((id) => session(id, 2))
          .join('') +
        session(6, 77),
    );
    const corrected = session(1, 4, 9).trim().split(',');
    const [, clientId, therapistId, startedAt, endedAt] = corrected;
    await pipeline.request(
      'PUT',
      '/v1/sessions/s-1',
      { clinic: 'undone-page', role: 'owner' },
      {
        ...{ clientId, therapistId, startedAt, endedAt, complaint: 'neck-pain', painBefore: 7, painAfter: 4 },
        techniques: [{ technique: 'sports', minutes: 50 }],
      },
    );
    const page = await owner.page(address);
    const form = (body: string, words: string) =>
      [...body.matchAll(/<form method="post" action="\/imports\/undo">[\s\S]*?<\/form>/g)]
        .map(([text]) => text)
        .find((text) => text.includes(words))!;
    const looked = await owner.sendHidden('/imports/undo', form(page.body, 'See what would be'), {});
    expect(looked.status).toBe(303);
    const at = looked.location!;
    expect(at).toBe(address.replace('/imports?', '/imports/undo?'));
    await pipeline.settle();
    const preview = await owner.page(at);
    expect(preview.body).toContain('4 visits will be taken back; 1 record stays as it is.');
    expect(preview.body).toContain('stays: it has been corrected since');
    expect(preview.body).toContain('visit s-1');
    const sent = await owner.sendHidden('/imports/undo', form(preview.body, 'Take back 4 records'), {});
    expect([sent.status, sent.location]).toEqual([303, at]);
    await pipeline.settle();
    expect((await owner.page(at)).body).toContain('This import has been undone: 4 records were taken back.');
    const after = await owner.page(address);
    expect(after.body).toContain('This import has been undone.');
    expect(after.body).not.toContain('to mend');
    // A row of it that is still open in another tab is not taken in any more.
    const row = /<form method="post" action="\/imports\/rows"[\s\S]*?<\/form>/.exec(page.body)![0];
    const late = await owner.sendHidden('/imports/rows', row, { become: 'mended' });
    expect(late.status).toBe(409);
    expect(late.body).toContain('has been undone');
    const { techniques } = await pipeline.outcomes('undone-page');
    expect(techniques.reduce((sum, { sessions }) => sum + sessions, 0)).toBe(1);
  });
});
