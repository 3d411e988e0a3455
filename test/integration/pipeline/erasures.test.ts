import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { DeleteTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyTable } from '../../../infra/restore/copy-table.ts';
import { shortName } from '../../../shared/records/values/short-name.ts';
import { clientPk } from '../../../shared/storage/keys/keys.ts';
import { commandOf } from './clinic-command.ts';
import { everythingKept, placesOf } from './everything-kept.ts';
import { type Pipeline, sharedPipeline } from './pipeline.ts';
import { uploadFile } from './sent-files.ts';
import { signedIn } from './signed-in.ts';

const clinic = 'erasing';
const owner = { clinic, role: 'owner' };
const HOUR = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();

let pipeline: Pipeline;
let olga: Awaited<ReturnType<typeof signedIn>>;
beforeAll(async () => {
  pipeline = await sharedPipeline([clinic, 'erasing-other', 'erasing-all']);
  olga = await signedIn(pipeline, owner);
});

async function clientWith(clientId: string): Promise<void> {
  const session = {
    ...{ type: 'session', clientId, sessionId: `s-${clientId}`, therapistId: 't-1' },
    ...{ startedAt: ago(3), endedAt: ago(2), complaint: 'neck-pain', painBefore: 7, painAfter: 4 },
    techniques: [{ technique: 'deep-tissue', minutes: 50 }],
  };
  const score = { type: 'pain-score', clientId, scoreId: `p-${clientId}`, at: ago(1), pain: 3 };
  const { body } = await pipeline.request('POST', '/v1/records:batch', owner, { records: [session, score] });
  expect(body.results.map(({ status }: { status: string }) => status)).toEqual(['accepted', 'accepted']);
}

/** The page that shows what is held, found by the practice's own id. */
async function found(clientId: string) {
  const { status, location } = await olga.form('/erasures', { clientId }, '/erasures');
  expect(status).toBe(303);
  return { path: location!, ...(await olga.page(location!)) };
}
const heldIn = (body: string) => /name="held" value="([^"]*)"/.exec(body)![1]!;

describe('an owner who erases a client on a page', () => {
  it('sees what is held, confirms it by the id, and keeps a receipt that tells nobody', async () => {
    await clientWith('silva-1');
    await pipeline.request('POST', '/v1/clients/silva-1/journal-link', owner, {});
    const { path, body } = await found('silva-1');
    expect(heldIn(body)).toBe('care=1 journalLinks=1 pain-score=1 session=1');
    expect(body).toContain('Links to the journal');

    const held = heldIn(body);
    for (const confirm of ['', 'silva-2', 'yes']) {
      const wrong = await olga.submit(`${path}`, body, { confirm, held });
      expect([wrong.status, wrong.body.includes('id="confirm-error"')]).toEqual([400, true]);
    }
    const erased = await olga.submit(path, body, { confirm: 'silva-1', held });
    expect(erased.status).toBe(303);
    expect(erased.location).toMatch(/^\/erasures\/\d+-[0-9a-f]{32}$/);
    // The same form once more is the same erasure.
    expect((await olga.submit(path, body, { confirm: 'silva-1', held })).location).toBe(erased.location);

    const receipt = await olga.page(erased.location!);
    for (const words of [
      'Everything of a client at <bdi>erasing</bdi> was erased',
      'Links to the journal',
      'backups',
    ])
      expect(receipt.body).toContain(words);
    expect(receipt.body).not.toContain('silva');
    const file = JSON.parse((await olga.page(`${erased.location}?form=json`)).body);
    expect(file.removed).toEqual({ session: 1, 'pain-score': 1, care: 1, journalLinks: 1 });
    const shown = { receipt: file, clientId: 'silva-1' };
    expect((await pipeline.request('POST', '/v1/receipts:verify', owner, shown)).body).toEqual({
      valid: true,
      isOfClient: true,
    });
    const { body: told } = await pipeline.request('GET', '/v1/receipts', owner);
    expect(told.receipts).toContainEqual(file);

    expect((await olga.page('/erasures')).body).toContain(erased.location);
    const again = await found('silva-1');
    expect(again.body).toContain('Nothing is held of this client');
    expect(again.body).toContain(erased.location);
    expect((await found('silva-3')).body).not.toContain(erased.location);
  });

  it('is asked again when something has come since the page was opened', async () => {
    await clientWith('late-1');
    const { path, body } = await found('late-1');
    const held = heldIn(body);
    await pipeline.request('PUT', '/v1/pain-scores/late', owner, {
      clientId: 'late-1',
      at: ago(0.5),
      pain: 2,
    });
    const again = await olga.submit(path, body, { confirm: 'late-1', held });
    expect([again.status, heldIn(again.body)]).toEqual([400, 'care=1 pain-score=2 session=1']);
    const erased = await olga.submit(path, again.body, { confirm: 'late-1', held: heldIn(again.body) });
    expect(erased.status).toBe(303);
  });

  it('is shown by the short name of the page, which says nothing of somebody of whom nothing is held', async () => {
    await clientWith('short-1');
    const { path, body } = await found('short-1');
    const confirm = shortName(path.split('/')[2]!);
    const held = heldIn(body);
    const erased = await olga.submit(path, body, { confirm, held });
    expect(erased.status).toBe(303);
    expect((await olga.submit(path, body, { confirm, held })).location).toBe(erased.location);

    const elsewhere = path.replace(/clients\/./, ($) => ($.endsWith('a') ? 'clients/b' : 'clients/a'));
    const nobody = await olga.page(elsewhere);
    expect(nobody.body).toContain('Nothing is held of this client');
    const madeUp = shortName(elsewhere.split('/')[2]!);
    const refused = await olga.submit(elsewhere, nobody.body, { confirm: madeUp, held: heldIn(nobody.body) });
    expect([refused.status, refused.body.includes('id="confirm-error"')]).toEqual([400, true]);
    const { status } = await pipeline.request('GET', '/v1/clients/short-2/data', owner);
    expect(status).toBe(404);
  });

  it('has a form of another page of ours refused, and the receipts of another clinic hidden', async () => {
    await clientWith('own-1');
    const { path, body } = await found('own-1');
    const erased = await olga.submit(path, body, { confirm: 'own-1', held: heldIn(body) });
    const other = await signedIn(pipeline, { clinic: 'erasing-other', role: 'owner' });
    expect((await other.page(erased.location!)).status).toBe(404);
    expect((await other.page('/erasures')).body).not.toContain(erased.location);
    const therapist = await signedIn(pipeline, { clinic, role: 'therapist', therapist: 't-1' });
    expect((await therapist.page(erased.location!)).status).toBe(403);
  });
});

describe('a client who signs in', () => {
  let pool: CognitoIdentityProviderClient;
  beforeAll(() => {
    pool = new CognitoIdentityProviderClient(pipeline.cloud.clientConfig);
  });
  afterAll(() => pool?.destroy());

  it.each(['the API', 'a file'])('goes with everything else, erased through %s', async (door) => {
    const clientId = door === 'the API' ? 'signs-in-1' : 'signs-in-2';
    await clientWith(clientId);
    const invite = (email: string, id: string) =>
      pipeline.request('POST', '/v1/members', owner, { role: 'client', clientId: id, email });
    const { body: invited } = await invite(`${clientId}@example.com`, clientId);
    const { body: other } = await invite(`other-${clientId}@example.com`, `other-${clientId}`);
    if (door === 'the API') await pipeline.request('DELETE', `/v1/clients/${clientId}`, owner, {});
    else await pipeline.drop(clinic, 'erase.ndjson', `${JSON.stringify({ type: 'erasure', clientId })}\n`);
    await pipeline.settle();
    const members = (await pipeline.request('GET', '/v1/members', owner)).body.members;
    const subjects = members.map(({ subject }: { subject: string }) => subject);
    expect(subjects).not.toContain(invited.subject);
    expect(subjects).toContain(other.subject);
    const lookup = { UserPoolId: pipeline.cloud.outputs['UserPoolId'], Username: invited.subject };
    await expect(pool.send(new AdminGetUserCommand(lookup))).rejects.toThrow('does not exist');
    expect((await olga.page('/people')).body).toContain('the erasure of the client');
    // Who is invited after it stays.
    const { body: back } = await invite(`${clientId}@example.com`, clientId);
    await pipeline.settle();
    const now = (await pipeline.request('GET', '/v1/members', owner)).body.members;
    expect(now.map(({ subject }: { subject: string }) => subject)).toContain(back.subject);
  });
});

describe('an erased client', () => {
  const everywhere = { clinic: 'erasing-all', role: 'owner' };
  const [GONE, STAYS] = ['ximena-77', 'yara-78'];
  const DAY = 24;
  /** A file's rows about a client; his goal is the one thing whose id a tombstone of a view may still hold. */
  /** Ends the name of the records as they were before the erasure. */
  const OF_BEFORE = '-of-before';
  /** Of a second, at which a visit that was taken in began. */
  const FRACTION = '413717';
  const rowsOf = (clientId: string) => [
    ...[1, 2].map((hour) => ({
      ...{
        type: 'session',
        clientId,
        sessionId: `s-${clientId}`,
        therapistId: 't-1',
        painBefore: 7,
        painAfter: 3 + hour,
      },
      ...{ startedAt: ago(40 * DAY), endedAt: ago(40 * DAY - 1), complaint: 'neck-pain' },
      ...{ techniques: [{ technique: 'deep-tissue', minutes: 50 }], recordedAt: ago(39 * DAY - hour) },
    })),
    {
      ...{
        type: 'session',
        clientId,
        sessionId: `late-${clientId}`,
        therapistId: 't-1',
        painBefore: 6,
        painAfter: 4,
      },
      ...{ startedAt: ago(3 * DAY).replace(/\.\d+Z/, `.${FRACTION}Z`), endedAt: ago(3 * DAY - 1) },
      complaint: 'neck-pain',
      techniques: [{ technique: 'sports', minutes: 50 }],
    },
    { type: 'pain-score', clientId, scoreId: `p-${clientId}`, at: ago(2 * DAY), pain: 3 },
    { type: 'pain-score', clientId, scoreId: `wrong-${clientId}`, at: ago(2 * DAY), pain: 77 },
    {
      ...{
        type: 'goal',
        goalId: `goal-${clientId.length}-${clientId[0]}`,
        clientId,
        therapistId: 't-1',
        kind: 'pain',
      },
      ...{ measure: 'pain', unit: 'score', baseline: 8, target: 3 },
      ...{ startsOn: ago(40 * DAY).slice(0, 10), dueOn: ago(-5 * DAY).slice(0, 10) },
    },
    { type: 'consent', clientId, partnerReports: true },
    { type: 'deletion', of: 'pain-score', id: `none-${clientId}`, clientId },
  ];
  const asFile = (...rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const monthlyReport = async () => {
    const [key] = (await pipeline.keys('ReportsBucketName', 'reports/clinic=erasing-all/')).filter((one) =>
      one.endsWith('.json'),
    );
    const { statistics } = JSON.parse(await pipeline.object('ReportsBucketName', key!));
    return statistics.techniques.reduce(
      (sum: number, { sessions }: { sessions: number }) => sum + sessions,
      0,
    );
  };

  it('is found nowhere any more but where the receipt says: no file, upload, export, digest, report, log or queue names him', async () => {
    const owner = await signedIn(pipeline, everywhere);
    await pipeline.drop('erasing-all', 'all.ndjson', asFile(...rowsOf(GONE), ...rowsOf(STAYS)));
    await pipeline.settle();
    const counts = (await pipeline.importResult('erasing-all', 'all.ndjson')).counts;
    expect(counts).toMatchObject({ refused: 2 });
    await uploadFile(pipeline, owner, 'later.ndjson', asFile(...rowsOf(GONE)));
    await pipeline.request('POST', '/v1/imports:foresee-undo', everywhere, { file: 'all.ndjson' });
    await pipeline.request('POST', `/v1/clients/${GONE}/journal-link`, everywhere, {});
    await pipeline.settle();
    const today = ago(0).slice(0, 10);
    await pipeline.cloud.fireSchedule('write-digests', `${today}T04:00:00Z`);
    await pipeline.cloud.fireSchedule('write-reports', `${today}T05:00:00Z`);
    expect((await pipeline.request('POST', '/v1/exports', everywhere)).status).toBe(202);
    await pipeline.settle();
    const pseudonymOf = async (clientId: string) =>
      (await owner.form('/erasures', { clientId }, '/erasures')).location!.split('/')[2]!;
    const [gone, stays] = [await pseudonymOf(GONE), await pseudonymOf(STAYS)];

    const before = await everythingKept(pipeline);
    const namedIn = placesOf(before, gone).join('\n');
    for (const place of ['digests/', 'exports/', '/brought-', '/refused-', '/result.json', '/undo-seen.json'])
      expect(namedIn, place).toContain(place);
    for (const place of ['uploads/', 'looks/']) expect(placesOf(before, GONE).join('\n')).toContain(place);
    expect(placesOf(before, FRACTION).join('\n')).toContain('table ');
    // Of what was taken in, refused, derived, reported and exported meanwhile.
    for (const said of [gone, stays, GONE, STAYS, FRACTION, `late-${GONE}`, `wrong-${STAYS}`]) {
      expect(
        placesOf(before, said).filter((place) => place.startsWith('log ')),
        said,
      ).toEqual([]);
    }
    const counted = await monthlyReport();
    const dynamodb = new DynamoDBClient(pipeline.cloud.clientConfig);
    const table = pipeline.cloud.outputs['RecordsTableName']!;
    await copyTable(dynamodb, table, `${table}${OF_BEFORE}`);
    dynamodb.destroy();

    const { status } = await pipeline.request('DELETE', `/v1/clients/${GONE}`, everywhere, {});
    expect(status).toBe(200);
    await pipeline.settle();
    const kept = await everythingKept(pipeline);
    // What stands for a backup is as it was.
    expect(kept.delete(`table ${table}${OF_BEFORE}`)).toBe(true);
    expect(placesOf(kept, GONE)).toEqual([]);
    const left = placesOf(kept, gone);
    const records = `table ${pipeline.cloud.outputs['RecordsTableName']}`;
    const views = `table ${pipeline.cloud.outputs['OutcomesTableName']}`;
    // Marks that he is erased, and what is left of views; nothing in the registry, and nothing in the ledger.
    expect(left.toSorted()).toEqual([views, records].toSorted());
    const marks = kept
      .get(records)!
      .split('\n')
      .filter((item) => item.includes(gone));
    expect([...new Set(marks.map((item) => JSON.parse(item).entity.S))]).toEqual(['erasure']);
    const goal = `goal-${GONE.length}-${GONE[0]}`;
    expect(placesOf(kept, goal).filter((place) => place !== views)).toEqual([]);
    const tombstones = kept
      .get(views)!
      .split('\n')
      .filter((item) => item.includes(gone) || item.includes(goal));
    for (const item of tombstones) {
      expect(Object.keys(JSON.parse(item))).toContain('expiresAt');
      expect(item).not.toContain('"content');
    }

    // The others' stay, and what was made of both is made again.
    const others = placesOf(kept, stays).join('\n');
    for (const place of ['digests/', '/brought-', '/refused-', '/result.json'])
      expect(others).toContain(place);
    expect(await monthlyReport()).toBe(counted / 2);
    const { body } = await pipeline.request('GET', '/v1/imports?file=all.ndjson', everywhere);
    expect(body.counts).toEqual(counts);
    expect(body.refused.map(({ line, code }: { line: number; code: string }) => [line, code])).toEqual([
      [5, 'erased'],
      [13, 'out-of-range'],
    ]);
    await pipeline.request('POST', '/v1/imports:undo', everywhere, { file: 'all.ndjson' });
    await pipeline.settle();
    const { undo } = (await pipeline.request('GET', '/v1/imports?file=all.ndjson', everywhere)).body;
    expect(undo).toMatchObject({
      state: 'undone',
      account: { rows: 16, byType: { session: { erased: 3 } } },
    });
  });

  it('is found by prune where a fault has left something of him behind, which then goes', async () => {
    const owner = await signedIn(pipeline, everywhere);
    const { location } = await owner.form('/erasures', { clientId: GONE }, '/erasures');
    const gone = location!.split('/')[2]!;
    const prune = (...more: string[]) => commandOf('prune', pipeline, '--clinic', 'erasing-all', ...more);
    expect(await prune()).toEqual({ code: 0, stdout: 'nothing was left behind\n', stderr: '' });

    // A record whose removal was cut off, what a worker wrote that had read it before, and a file whose removal was cut off.
    const dynamodb = new DynamoDBClient(pipeline.cloud.clientConfig);
    const TableName = pipeline.cloud.outputs['RecordsTableName']!;
    const pk = clientPk({ clinicId: 'erasing-all', client: gone });
    const record = {
      type: 'pain-score',
      clinicId: 'erasing-all',
      scoreId: 'left',
      at: ago(60 * DAY),
      pain: 3,
    };
    const at = ago(59 * DAY).replace('Z', '000000Z');
    await dynamodb.send(
      new PutItemCommand({
        TableName,
        Item: {
          ...{
            pk: { S: pk },
            sk: { S: 'SCORE#left' },
            entity: { S: 'pain-score' },
            schemaVersion: { N: '1' },
          },
          ...{ at: { S: `${record.at.slice(0, 19)}Z` }, record: { S: JSON.stringify(record) } },
          ...{ recordedAt: { S: at }, arrivedAt: { S: at }, clock: { S: 'sender' } },
        },
      }),
    );
    dynamodb.destroy();
    const beside = 'clinic=erasing-all/old.ndjson.import/brought-0123456789abcdef-000000001.jsonl';
    const row = {
      line: 1,
      type: 'pain-score',
      id: 'left',
      clients: [gone],
      sk: 'SCORE#left',
      recordedAt: at,
    };
    await pipeline.dropAt(beside, `${JSON.stringify(row)}\n`);
    await pipeline.settle();

    const shown = await prune();
    expect([shown.code, shown.stderr]).toEqual([1, '']);
    const who = `erasing-all  client ${shortName(gone)}:`;
    expect(shown.stdout).toBe(
      `${who} 1 item that the erasure should have removed\n${who} named in ${beside}\n2 left behind; with --yes they go\n`,
    );
    expect((await prune('--yes')).stdout).toContain('2 left behind; they are being removed: look again');
    await pipeline.settle();
    expect(await prune()).toEqual({ code: 0, stdout: 'nothing was left behind\n', stderr: '' });
    expect(await pipeline.object('ImportsBucketName', beside)).toBe(
      '{"line":1,"type":"pain-score","erased":true}\n',
    );
  });

  it('is erased again in a table that was restored from before, by what the present one has noted', async () => {
    const owner = await signedIn(pipeline, everywhere);
    const { location } = await owner.form('/erasures', { clientId: GONE }, '/erasures');
    const gone = location!.split('/')[2]!;
    const present = pipeline.cloud.outputs['RecordsTableName']!;
    const outputs = { ...pipeline.cloud.outputs, RecordsTableName: `${present}${OF_BEFORE}` };
    const restored = { ...pipeline, cloud: { ...pipeline.cloud, outputs } };
    const prune = (...more: string[]) =>
      commandOf('prune', restored, '--clinic', 'erasing-all', '--erasures-of', present, ...more);
    const entities = async () => {
      const items = (await everythingKept(pipeline)).get(`table ${present}${OF_BEFORE}`)!.split('\n');
      return new Set(items.filter((item) => item.includes(gone)).map((item) => JSON.parse(item).entity.S));
    };
    expect(await entities()).toContain('session');
    expect((await prune('--yes')).stdout).toContain('that the erasure should have removed');
    expect(await entities()).toEqual(new Set(['erasure']));
    expect(await prune()).toEqual({ code: 0, stdout: 'nothing was left behind\n', stderr: '' });
    // Nothing comes back behind the mark, and nothing of the others has gone.
    const [other] =
      (await everythingKept(pipeline)).get(`table ${present}${OF_BEFORE}`)!.match(/SCORE#p-[^"]*/g) ?? [];
    expect(other).toBe(`SCORE#p-${STAYS}`);
    const dynamodb = new DynamoDBClient(pipeline.cloud.clientConfig);
    await dynamodb.send(new DeleteTableCommand({ TableName: `${present}${OF_BEFORE}` }));
    dynamodb.destroy();
  });
});
