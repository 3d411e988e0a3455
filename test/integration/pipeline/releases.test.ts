import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyFingerprint } from '../../../shared/releases/files/key-fingerprint.ts';
import { POOLED, RELEASE_FILE_NAMES } from '../../../shared/releases/files/release-file.ts';
import { problemsOfRelease } from '../../../shared/releases/files/verify-release.ts';
import { keyOf } from '../../../shared/storage/aws/dynamodb.ts';
import { clientMonthItem, clientPk, type ItemKey, recordSk } from '../../../shared/storage/keys/keys.ts';
import { type Caller, type Pipeline, startPipeline } from './pipeline.ts';

const PROGRAMMES = [
  { programme: 'world-a', clinics: ['north', 'south'], partners: ['insurer'] },
  { programme: 'world-b', clinics: ['other'], partners: ['rival'] },
  { programme: 'world-c', clinics: ['empty'], partners: ['rival'] },
  { programme: 'world-d', clinics: ['lone'], partners: ['rival'] },
  { programme: 'world-e', clinics: ['garbled'], partners: ['rival'] },
  { programme: 'hidden-a', clinics: ['few'], partners: ['rival'], mode: 'threshold' },
  { programme: 'hidden-b', clinics: ['none'], partners: ['rival'], mode: 'threshold' },
];
/** Of differential privacy: many clients, few, none, one, and records that were all refused. */
const WORLDS = ['world-a', 'world-b', 'world-c', 'world-d', 'world-e'];
const CLINICS = PROGRAMMES.flatMap(({ clinics }) => clinics).sort();
const FREEZE = '2026-11-01T06:00:00Z';
const PUBLISH = '2026-11-03T06:00:00Z';
const INSURER: Caller = { role: 'partner', partner: 'insurer' };
const RIVAL: Caller = { role: 'partner', partner: 'rival' };
const owner = (clinic: string): Caller => ({ clinic, role: 'owner' });
/** Appear in what the clinics send, and may appear nowhere else. */
const PLANTED_SCORE = 987.654;
const PLANTED = [
  ...['planted-client', 'planted-session', 'planted-therapist', 'planted-instant', 'planted-technique'],
  String(PLANTED_SCORE),
];

type Sent = Readonly<Record<string, unknown>>;

let pipeline: Pipeline;
let files: Map<string, Uint8Array>;

beforeAll(async () => {
  pipeline = await startPipeline(CLINICS, PROGRAMMES);
  await send('north', sessionsOf(120));
  await send('south', sessionsOf(80));
  await send('other', sessionsOf(30));
  await send('lone', sessionsOf(2).slice(2)); // the one of the two who consents
  await send('few', sessionsOf(2).slice(2));
  const refused = await send('garbled', sessionsOf(30).map(garbled));
  expect(refused).toEqual(new Set(['refused']));
  await pipeline.settle();
  await pipeline.cloud.fireSchedule('close-period', FREEZE);
  await pipeline.settle();
  await pipeline.cloud.fireSchedule('publish-release', PUBLISH);
  files = await release('world-a');
});
afterAll(() => pipeline.stop());

/** A session and a consent of each client; every tenth gives none. */
function sessionsOf(clients: number): Sent[] {
  return Array.from({ length: clients }, (_, index) => {
    const clientId = `planted-client-${index}`;
    return [
      {
        type: 'session',
        sessionId: `planted-session-${index}`,
        clientId,
        therapistId: 'planted-therapist',
        startedAt: '2026-08-03T10:00:00-05:00',
        endedAt: '2026-08-03T11:00:00-05:00',
        complaint: 'neck-pain',
        techniques:
          index % 10 === 9
            ? [{ technique: 'other', own: 'planted-technique', minutes: 50 }]
            : [
                { technique: 'deep-tissue', minutes: 50 },
                { technique: 'other', own: 'planted-technique', minutes: 5 },
              ],
        painBefore: 7,
        painAfter: index % 7,
        recordedAt: '2026-08-03T11:05:00-05:00',
      },
      { type: 'consent', clientId, partnerReports: index % 10 > 0, recordedAt: '2026-08-01T00:00:00Z' },
    ];
  }).flat();
}

/** The same with a score that nobody can give, and an instant that is none. */
function garbled(record: Sent): Sent {
  return record['type'] === 'session'
    ? { ...record, painAfter: PLANTED_SCORE }
    : { ...record, recordedAt: 'planted-instant' };
}

/** @returns what became of the records */
async function send(clinic: string, records: readonly Sent[]): Promise<Set<string>> {
  const caller = { clinic, role: 'recorder' };
  const { status, body } = await pipeline.request('POST', '/v1/records:batch', caller, { records });
  expect(status).toBe(200);
  return new Set(body.results.map((result: { status: string }) => result.status));
}

async function release(programme: string): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  const ofNoise = programme.startsWith('hidden') ? [] : [POOLED];
  for (const name of [...RELEASE_FILE_NAMES, ...ofNoise]) {
    const { body, status } = await download(
      programme === 'world-a' ? INSURER : RIVAL,
      `${programme}/2026Q3/1/files/${name}`,
    );
    expect(status, name).toBe(200);
    found.set(name, body);
  }
  return found;
}

/** Asks for a link, as a partner's program does, and follows it without the token. */
async function download(
  caller: Caller,
  path: string,
): Promise<{ status: number; body: Uint8Array; url?: string }> {
  const token = caller === 'nobody' ? '' : await pipeline.people.tokenOf(caller);
  const asked = await fetch(`${pipeline.cloud.apiUrl.replace(/\/$/, '')}/v1/releases/${path}`, {
    headers: { authorization: `Bearer ${token}` },
    redirect: 'manual',
  });
  if (asked.status !== 302) return { status: asked.status, body: new Uint8Array() };
  const url = asked.headers.get('location')!;
  expect(await asked.json()).toEqual({ url, expiresInSeconds: 900 });
  const answer = await fetch(url);
  return { status: answer.status, body: new Uint8Array(await answer.arrayBuffer()), url };
}

const text = (name: string, of = files) => new TextDecoder().decode(of.get(name)!);
const rowsOf = (of = files) => parse(text('outcomes.csv', of), { columns: true }) as Record<string, string>[];

describe('a release of a closed quarter', () => {
  it('is what its checksums and their signature say, by the key in KMS', () => {
    expect(problemsOfRelease(files)).toEqual([]);
    const damaged = new Map(files).set('outcomes.csv', new TextEncoder().encode('period\n'));
    expect(problemsOfRelease(damaged)).toEqual(['outcomes.csv is not what SHA256SUMS says']);
    const forged = text('SHA256SUMS').replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    expect(problemsOfRelease(new Map(files).set('SHA256SUMS', new TextEncoder().encode(forged)))).toContain(
      'SHA256SUMS.sig is not a signature of SHA256SUMS by the key',
    );
  });

  it('is signed by the key whose fingerprint everybody is told who may read releases, and no other', async () => {
    for (const caller of [INSURER, owner('south')]) {
      const { body } = await pipeline.request('GET', '/v1/releases', caller);
      expect(body.signingKey.sha256).toBe(keyFingerprint(text('signing-key.pem')));
      expect(problemsOfRelease(files, body.signingKey.sha256)).toEqual([]);
    }
    const [problem] = problemsOfRelease(files, 'f'.repeat(64));
    expect(problem).toContain('somebody else has signed');
  });

  it('has the consenting clients of all its clinics, with noise', () => {
    const total = rowsOf().find(({ table }) => table === 'total')!;
    // 200 clients, 20 of whom gave no consent; sigma of the total is 9 a bin, five bins: six of its sds.
    expect(Math.abs(Number(total['n_noisy']) - 180)).toBeLessThan(6 * Number(total['n_sd']));
  });

  it('says the same in CSV and Parquet, to two readers, and to the letter of its schema', async () => {
    const { resources, privacy } = JSON.parse(text('datapackage.json'));
    const [{ schema }] = resources;
    const csv = rowsOf();
    const bytes = files.get('outcomes.parquet')!;
    const parquet = await parquetReadObjects({ file: bytes.slice().buffer });
    expect(parquet).toHaveLength(csv.length);
    const keyOf = (row: Record<string, unknown>) =>
      schema.primaryKey.map((name: string) => row[name]).join('|');
    const byKey = new Map(parquet.map((row) => [keyOf(row), row]));
    expect(csv.map((row) => Object.keys(row))[0]).toEqual(
      schema.fields.map(({ name }: { name: string }) => name),
    );
    for (const row of csv) {
      const asText = Object.entries(byKey.get(keyOf(row))!).map(([name, value]) => [
        name,
        value === null ? '' : String(value),
      ]);
      expect(Object.fromEntries(asText)).toEqual(row);
      for (const { name, constraints } of schema.fields) {
        if (row[name] === '') expect(constraints.required, name).toBe(false);
        else if (constraints.enum) expect(constraints.enum, name).toContain(row[name]);
      }
    }
    expect(new Set(csv.map(keyOf)).size).toBe(csv.length);
    expect(privacy).toMatchObject({ mode: 'differential-privacy' });
  });

  it('is read by DuckDB as it is by us', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'release-'));
    await writeFile(join(folder, 'outcomes.parquet'), files.get('outcomes.parquet')!);
    const connection = await (await DuckDBInstance.create()).connect();
    const read = await connection.runAndReadAll(
      `select count(*)::int as n, sum(n_noisy)::int as noisy from '${folder}/outcomes.parquet'`,
    );
    const sum = rowsOf().reduce((total, row) => total + Number(row['n_noisy']), 0);
    expect(read.getRowObjects()).toEqual([{ n: rowsOf().length, noisy: sum }]);
    connection.closeSync();
    await rm(folder, { recursive: true });
  });

  it('stays as it is, byte for byte, when it is closed and published again with late data', async () => {
    await send('north', sessionsOf(125));
    await pipeline.settle();
    await pipeline.cloud.fireSchedule('close-period', FREEZE);
    await pipeline.settle();
    await pipeline.cloud.fireSchedule('publish-release', PUBLISH);
    expect(await release('world-a')).toEqual(files);
  });

  it('of any world differs by noisy values only: keys, sizes of rows, names and words are the same', async () => {
    const worlds = new Map<string, Map<string, Uint8Array>>();
    for (const programme of WORLDS) worlds.set(programme, await release(programme));
    const keys = await pipeline.keys('ReleasesBucketName');
    const shapeOf = (programme: string) => {
      const of = worlds.get(programme)!;
      const plain = (name: string) => text(name, of).replaceAll(programme, 'PROGRAMME');
      // Of the configuration: which clinics, and how many.
      const { resources, clinicFingerprints, clinics: told, ...head } = JSON.parse(plain('datapackage.json'));
      const { clinics } = PROGRAMMES.find((one) => one.programme === programme)!;
      expect(clinicFingerprints).toHaveLength(clinics.length);
      expect(told).toEqual({ count: clinics.length });
      const rows = rowsOf(of).map(({ period, table, technique, complaint, n_sd, sigma }) => {
        return { period, table, technique, complaint, n_sd, sigma };
      });
      return {
        keys: keys
          .filter((key) => key.startsWith(`v1/programme=${programme}/`))
          .map((key) => key.replace(programme, 'PROGRAMME')),
        head,
        resources: resources.map(({ bytes: _bytes, hash: _hash, ...rest }: Record<string, unknown>) => rest),
        rows,
        metadata: plain('outcomes.csv-metadata.json'),
        dictionary: plain('DICTIONARY.md'),
        method: plain('METHOD.md'),
        sums: text('SHA256SUMS', of).replace(/^[0-9a-f]+/gm, ''),
      };
    };
    for (const programme of WORLDS.slice(1))
      expect(shapeOf(programme), programme).toEqual(shapeOf('world-a'));
  });

  it('by threshold is the same to the byte of one client as of none', async () => {
    const contentOf = async (programme: string) => {
      const found = await release(programme);
      const names = RELEASE_FILE_NAMES.filter((name) => !name.startsWith('SHA256SUMS'));
      // Its notes name the programme, as the others do, and so its own hash follows from that name.
      const parquet = createHash('sha256').update(found.get('outcomes.parquet')!).digest('hex');
      return names.map((name) => [
        name,
        Buffer.from(found.get(name)!)
          .toString('latin1')
          .replaceAll(programme, '')
          .replaceAll(parquet, '')
          .replace(/("clinicFingerprints": \[\s*")[0-9a-f]{32}"/, '$1"'),
      ]);
    };
    expect(await contentOf('hidden-a')).toEqual(await contentOf('hidden-b'));
  });
});

describe('who reaches it', () => {
  it('the partner whom the programme names, and the owners of its clinics; others learn of nothing', async () => {
    const list = async (caller: Caller) => {
      const { status, body } = await pipeline.request('GET', '/v1/releases', caller);
      return status === 200 ? body.releases.map(({ programme }: { programme: string }) => programme) : status;
    };
    expect(await list(INSURER)).toEqual(['world-a']);
    expect((await list(RIVAL)).sort()).toEqual([...WORLDS.slice(1), 'hidden-a', 'hidden-b'].sort());
    expect(await list({ role: 'partner', partner: 'nobody-we-know' })).toEqual([]);
    expect(await list(owner('south'))).toEqual(['world-a']);
    expect(await list({ clinic: 'south', role: 'therapist', therapist: 't-1' })).toBe(403);
    expect(await list('nobody')).toBe(401);

    const csv = '2026Q3/1/files/outcomes.csv';
    expect((await download(RIVAL, `world-a/${csv}`)).status).toBe(403);
    expect((await download(RIVAL, `no-such/${csv}`)).status).toBe(403);
    expect((await download(owner('other'), `world-a/${csv}`)).status).toBe(403);
    expect((await download(owner('north'), `world-a/${csv}`)).status).toBe(200);
    expect((await download(INSURER, 'world-a/2026Q2/1/files/outcomes.csv')).status).toBe(404);
    expect((await download(INSURER, 'world-a/2026Q3/2/files/outcomes.csv')).status).toBe(404);
    expect((await download(INSURER, 'world-a/2026Q3/1/files/raw.csv')).status).toBe(404);
    expect((await download(INSURER, 'world-a/2026Q3/1/files/..%2F..%2Flatest.json')).status).toBe(404);
  });

  it('a partner reaches nothing else', async () => {
    for (const path of ['/v1/outcomes', '/v1/goals', '/v1/clients/planted-client-1/timeline']) {
      expect((await pipeline.request('GET', path, INSURER)).status, path).toBe(403);
    }
    const record = { clientId: 'c', partnerReports: true, recordedAt: '2026-08-01T00:00:00Z' };
    for (const [method, path, body] of [
      ['PUT', '/v1/consents/c', record],
      ['DELETE', '/v1/clients/c', undefined],
      ['POST', '/v1/records:batch', { records: [] }],
    ] as const) {
      expect((await pipeline.request(method, path, INSURER, body)).status, path).toBe(403);
    }
  });

  it('a link is for one file and fifteen minutes, and for nothing that the role may not read', async () => {
    const { url } = await download(INSURER, 'world-a/2026Q3/1/files/outcomes.csv');
    expect(new URL(url!).searchParams.get('X-Amz-Expires')).toBe('900');
    const status = async (link: string) => (await fetch(link)).status;
    expect(await status(url!.replace('outcomes.csv?', 'METHOD.md?'))).toBe(403);
    expect(await status(url!.replace('X-Amz-Expires=900', 'X-Amz-Expires=90000'))).toBe(403);
    const tallies = pipeline.cloud.outputs['ReleasesBucketName']!.replace('releases', 'tallies');
    expect(await status(url!.replace(pipeline.cloud.outputs['ReleasesBucketName']!, tallies))).toBe(403);
  });
});

describe('a preview', () => {
  const preview = (caller: Caller, period: string) =>
    pipeline.request('GET', `/v1/releases/preview?period=${period}`, caller);

  it('tells an owner which cells to expect, from what was published, and leaves the account as it was', async () => {
    const { status, body } = await preview(owner('south'), '2026Q4');
    expect(status).toBe(200);
    expect(body).toMatchObject({ programme: 'world-a', period: '2026Q4', basedOn: ['2026Q3'] });
    const published = rowsOf().filter(({ table }) => table === 'cell');
    expect(body.cells).toHaveLength(published.length);
    for (const { technique, complaint, outlook } of body.cells) {
      const row = published.find((one) => one['technique'] === technique && one['complaint'] === complaint);
      expect(outlook, `${technique} ${complaint}`).toBe(row!['status'] === 'a' ? 'shown' : 'hidden');
    }
    // The period itself, before anything of it is published: the same whatever the clients did in it.
    const [full, empty] = await Promise.all([
      preview(owner('south'), '2026Q3'),
      preview(owner('empty'), '2026Q3'),
    ]);
    expect(full.body.cells).toEqual(empty.body.cells);
  });

  it('is for owners, of a period that the programme has', async () => {
    expect((await preview(INSURER, '2026Q4')).status).toBe(403);
    expect((await preview({ clinic: 'south', role: 'therapist', therapist: 't-1' }, '2026Q4')).status).toBe(
      403,
    );
    for (const period of ['2026H2', '2026Q5', '1899Q4', 'soon']) {
      const { status, body } = await preview(owner('south'), period);
      expect(status, period).toBe(400);
      expect(body.refusals[0].path, period).toBe('period');
    }
  });
});

describe('what is left behind', () => {
  const put = async (table: string, key: ItemKey, attributes: Record<string, { S: string }>) => {
    const dynamodb = new DynamoDBClient(pipeline.cloud.clientConfig);
    const Item = { ...keyOf(key), revision: { S: 'broken' }, ...attributes };
    await dynamodb.send(new PutItemCommand({ TableName: pipeline.cloud.outputs[table]!, Item }));
    dynamodb.destroy();
  };

  it('dead letters and failures name work, and nothing of a client whose data cannot be read', async () => {
    const [client] = await pipeline.pseudonyms('north');
    const owner = { clinicId: 'north', client: client! };
    const unreadable = { S: `planted-client-7 scored ${PLANTED_SCORE}` };
    await put('OutcomesTableName', clientMonthItem({ ...owner, month: '2026-05' }), { content: unreadable });
    const record = { pk: clientPk(owner), sk: recordSk('session', 'planted-session-broken') };
    await put('RecordsTableName', record, { entity: { S: 'session' }, record: unreadable });

    await pipeline.cloud.fireSchedule('close-period', '2026-08-01T06:00:00Z');
    await pipeline.cloud.quiescence();
    const failure = await pipeline.cloud.fireSchedule('publish-release', '2026-08-03T06:00:00Z').then(
      () => 'published',
      (error: Error) => error.message,
    );
    expect(failure).toBe(
      'publish-release failed: release.failed: releases not published: 1; the log says why',
    );
    expect((await download(INSURER, 'world-a/2026Q2/1/files/outcomes.csv')).status).toBe(404);
    expect((await download(RIVAL, 'world-b/2026Q2/1/files/outcomes.csv')).status, 'not held up').toBe(200);

    const { deadLetters } = await pipeline.cloud.quiescence();
    const letters = await pipeline.deadLetters();
    expect(letters).toHaveLength(deadLetters);
    const ofTally = letters.filter((letter) => letter.includes('2026Q2') && letter.includes('north'));
    expect(ofTally).toHaveLength(1);
    const ofSchedule = letters.filter((letter) => letter.includes('2026-08-03T06:00:00Z'));
    expect(ofSchedule).toHaveLength(1);
    const ofStreams = letters.filter((letter) => letter.includes('DDBStreamBatchInfo'));
    expect(ofStreams, 'of statistics and of outcomes').toHaveLength(2);
    for (const text of [failure, ...letters]) {
      for (const planted of [...PLANTED, client!]) expect(text).not.toContain(planted);
    }
  });

  it('logs tell who took which file, and nothing of any client', async () => {
    const logs = await pipeline.logged();
    expect([...logs.keys()]).toEqual(
      expect.arrayContaining(['close-period.log', 'publish-release.log', 'tally-clinic.log']),
    );
    const handedOut = logs
      .get('read-outcomes.log')!
      .split('\n')
      .filter((line) => line.includes('handed out'));
    const taken = handedOut.filter(
      (line) => line.includes('"insurer"') && line.includes('"outcomes.parquet"'),
    );
    expect(taken.length).toBeGreaterThan(0);
    expect(taken[0]).toContain('partner-insurer');
    const pseudonyms = (await pipeline.pseudonyms('north')).slice(0, 20);
    expect(pseudonyms).toHaveLength(20);
    for (const [name, log] of logs) {
      for (const planted of [...PLANTED, ...pseudonyms])
        expect(log.includes(planted), `${planted} in ${name}`).toBe(false);
    }
    // A metric of ours would be a log line of this form, and there are none: what is counted is AWS's, of
    // invocations, queues and streams, whose units are functions and clinics.
    for (const log of logs.values()) expect(log).not.toContain('_aws');
    const released = logs.get('publish-release.log')! + logs.get('tally-clinic.log')!;
    expect(released).not.toMatch(/"(improvement|recovery|counts|cells|bins|digest|n_noisy)"/);
  });
});
