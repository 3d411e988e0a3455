import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CLIENT_SK_PREFIX, goalItem, monthPk, parseMonthSk } from '../../../shared/storage/keys/keys.ts';
import { createViewStore, type ViewStore } from '../../../shared/storage/views/view-store.ts';
import { commandOf } from './clinic-command.ts';
import { type Pipeline, sharedPipeline } from './pipeline.ts';

const clinic = 'verified';
const month = '2026-03';
const RECORDER = { clinic, role: 'recorder' } as const;
const session = (clientId: string, painAfter: number) => ({
  ...{ clientId, therapistId: 't-1', complaint: 'neck-pain', painBefore: 7, painAfter },
  ...{ startedAt: '2026-03-10T09:00:00Z', endedAt: '2026-03-10T09:45:00Z' },
  techniques: [{ technique: 'sports', minutes: 14 }],
});
const GOAL = {
  ...{ clientId: 'c-1', therapistId: 't-1', kind: 'pain', measure: 'pain', unit: 'score' },
  ...{ baseline: 7, target: 3, startsOn: '2026-03-01', dueOn: '2026-04-30' },
};

let pipeline: Pipeline;
let dynamodb: DynamoDBClient;
let views: ViewStore;
beforeAll(async () => {
  pipeline = await sharedPipeline([clinic]);
  dynamodb = new DynamoDBClient(pipeline.cloud.clientConfig);
  views = createViewStore(dynamodb, pipeline.cloud.outputs['OutcomesTableName']!, () => new Date());
  await put('/v1/sessions/s-1', session('c-1', 4));
  await put('/v1/sessions/s-2', session('c-2', 5));
  await put('/v1/goals/g-1', GOAL);
  await pipeline.settle();
});
afterAll(() => dynamodb?.destroy());

const put = async (path: string, body: object) =>
  expect((await pipeline.request('PUT', path, RECORDER, body)).status).toBe(200);
const run = (verb: 'verify' | 'rebuild') => commandOf(verb, pipeline, '--clinic', clinic);

it('finds a restored deployment whole, and leaves no table behind', async () => {
  const before = (await dynamodb.send(new ListTablesCommand({}))).TableNames;
  const { code, stdout, stderr } = await commandOf('restore', pipeline, '--from', 'copy');
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^From the tables as they are, not from a backup:\n/);
  expect(stdout).toMatch(new RegExp(`${clinic}  [1-9]\\d* items looked at, 0 not as the records say`));
  expect(stdout).toMatch(/ s {2}the new tables are removed\n$/);
  expect(code).toBe(0);
  expect((await dynamodb.send(new ListTablesCommand({}))).TableNames).toEqual(before);
  const none = await commandOf('restore', pipeline, '--at', '2026-11-29T10:00:00Z');
  expect(none.code, 'the stand-in keeps no backups').toBe(1);
});

it('names what was planted in views, and puts it right while records arrive', async () => {
  const untouched = await run('verify');
  expect(untouched.stdout).toMatch(/ [1-9]\d* items looked at, 0 not as the records say\n$/);
  expect(untouched).toMatchObject({ code: 0, stderr: '' });

  const inMonth = await views.list(monthPk({ clinicId: clinic, month }), CLIENT_SK_PREFIX);
  const held = inMonth.find(({ content }) => content?.includes('"painAfter":4'))!;
  const changed = held.key;
  const oneByteOff = held.content!.replace('"painAfter":4', '"painAfter":3');
  expect(oneByteOff).not.toBe(held.content);
  await views.put('session-outcomes', changed, oneByteOff, held.revision);
  const strayGoal = goalItem({
    clinicId: clinic,
    client: parseMonthSk(changed.sk),
    therapistId: 't-9',
    goalId: 'nobody-s',
  });
  await views.put('goal-progress', strayGoal, '{}', undefined);
  // The stream derives the month's statistics from what was planted: those differ too, as long as it stands.
  await pipeline.settle();

  const found = await run('verify');
  expect(found.code).toBe(1);
  expect(found.stdout).toContain(`different: session-outcomes  ${changed.pk}  ${changed.sk}`);
  expect(found.stdout).toContain(`left over: goal-progress  ${strayGoal.pk}  ${strayGoal.sk}`);

  // Records of others, so that no change of theirs has what was planted derived again.
  let isDone = false;
  const rebuilt = run('rebuild').finally(() => {
    isDone = true;
  });
  let arrived = 0;
  while (!isDone) {
    await put(`/v1/sessions/late-${arrived}`, session(`late-${arrived % 4}`, arrived % 7));
    arrived += 1;
  }
  expect(await rebuilt).toMatchObject({ code: 0, stdout: expect.stringContaining('up to date'), stderr: '' });
  expect(arrived).toBeGreaterThan(4);
  await pipeline.settle();

  const after = await run('verify');
  expect(after.stdout).toContain(' 0 not as the records say');
  expect(after.code).toBe(0);
  expect((await views.list(monthPk({ clinicId: clinic, month }), CLIENT_SK_PREFIX)).length).toBe(2 + 4);

  await views.put('goal-progress', { ...strayGoal, sk: `${strayGoal.sk}-2` }, '{}', undefined);
  const here = await commandOf('rebuild', pipeline, '--clinic', clinic, '--here');
  expect(here).toMatchObject({ code: 0, stdout: expect.stringContaining('up to date'), stderr: '' });
  expect((await run('verify')).code).toBe(0);
});

it('shows what was given up, leaves it where it is, and sends it again when told so', async () => {
  const sqs = new SQSClient(pipeline.cloud.clientConfig);
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const failures = QueueUrls.find((url) => /clinicworkqueuefailures/i.test(url))!;
  const exportId = `${Date.now()}-${crypto.randomUUID()}`;
  const MessageBody = JSON.stringify({ work: 'export', clinicId: clinic, exportId });
  await sqs.send(new SendMessageCommand({ QueueUrl: failures, MessageBody }));
  sqs.destroy();
  const replay = (...more: string[]) =>
    commandOf('replay', pipeline, '--stage', 'dev', '--queue', failures.split('/').at(-1)!, ...more);

  for (const _ of [1, 2]) {
    const shown = await replay();
    expect(shown).toMatchObject({ code: 1, stderr: '' });
    expect(shown.stdout).toContain(
      `export, of ${clinic}\n1 queue looked at, 0 messages sent again, 1 left\n`,
    );
  }
  const sent = await replay('--yes');
  expect(sent).toMatchObject({ code: 0, stdout: expect.stringContaining('1 message sent again, 0 left') });
  await pipeline.settle();
  const files = await pipeline.keys('ReportsBucketName', `exports/clinic=${clinic}/${exportId}/`);
  expect(files.some((key) => key.endsWith('/manifest.json'))).toBe(true);
  expect((await replay()).code).toBe(0);
});
