import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createExports } from '../../../shared/storage/files/exports.ts';
import { commandOf } from './clinic-command.ts';
import { type Pipeline, sharedPipeline } from './pipeline.ts';
import { signedIn } from './signed-in.ts';

const [home, fresh, tables, turns] = ['exports-home', 'exports-fresh', 'exports-tables', 'exports-turns'];
const owner = (clinic: string) => ({ clinic, role: 'owner' });
const MONTHS = { from: '2026-06', to: '2026-08' };

type File = { name: string; records: number; bytes: number; sha256: string };
type Export = {
  manifest: { clients: number; records: Record<string, number>; files: File[]; settings: object };
  texts: Map<string, string>;
};

const day = (month: number, date: number) => `2026-0${month}-${String(date).padStart(2, '0')}`;
const TECHNIQUES = [
  ['deep-tissue', 50],
  ['sports', 40],
  ['relaxation', 45],
] as const;

/** Records of every kind and with every field that can be said, of a dozen clients. */
function records(): object[] {
  return Array.from({ length: 12 }, (_, index) => index + 1).flatMap((number) => {
    const clientId = `practice-${number}`;
    const [technique, minutes] = TECHNIQUES[number % 3]!;
    const visits = [6, 7, 8].map((month) => ({
      ...{ type: 'session', clientId, sessionId: `s-${number}-${month}`, therapistId: `t-${number % 2}` },
      ...{ complaint: 'neck-pain', painBefore: 4 + ((number + month) % 6), painAfter: (number * month) % 5 },
      ...{
        startedAt: `${day(month, number)}T10:00:00+01:00`,
        endedAt: `${day(month, number)}T11:00:00+01:00`,
      },
      techniques: [
        { technique, minutes, bodyRegion: 'neck', pressure: 'firm' },
        { technique: 'myofascial-release', minutes: 5 },
      ],
      ...(number === 1 && {
        phases: { 'hands-on': 50 },
        assessments: ['posture'],
        aftercare: ['stretching', 'heat'],
      }),
      ...(number === 2 && {
        rangeOfMotion: [{ movement: 'neck-rotation', side: 'left', before: 40.5, after: 52 }],
        referral: 'physician',
        recordedAt: `${day(month, number)}T12:00:00.123456789+01:00`,
      }),
    }));
    const scores = visits.map(({ sessionId }, index) => ({
      ...{
        type: 'pain-score',
        clientId,
        scoreId: `p-${sessionId}`,
        at: `${day(6 + index, number + 1)}T12:00:00+01:00`,
      },
      ...{ pain: (number + index) % 4, soreness: index },
    }));
    const goal = {
      ...{
        type: 'goal',
        clientId,
        goalId: `g-${number}`,
        therapistId: 't-1',
        kind: 'pain',
        measure: 'pain',
        unit: 'score',
      },
      ...{ baseline: 7, target: 3, startsOn: '2026-06-01', dueOn: '2026-08-31' },
    };
    const value = {
      ...{ type: 'measurement', clientId, measurementId: `m-${number}`, goalId: goal.goalId },
      ...{ at: `${day(7, number)}T09:00:00+01:00`, value: 4 },
    };
    const consent = { type: 'consent', clientId, partnerReports: number % 2 === 0 };
    const care = {
      type: 'care',
      clientId,
      therapistId: 't-9',
      from: '2026-06-01',
      until: number % 2 ? null : '2026-07-01',
    };
    return [...visits, ...scores, goal, value, consent, care];
  });
}

/** Nothing that a statistic is made of: one has a score alone, one a word on consent. */
const UNSEEN = [
  { type: 'pain-score', clientId: 'score-only', scoreId: 'p-alone', at: '2026-08-01T12:00:00Z', pain: 2 },
  { type: 'consent', clientId: 'consent-only', partnerReports: true },
];

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await sharedPipeline([home!, fresh!, tables!, turns!]);
  const lines = [...records(), ...UNSEEN].map((record) => JSON.stringify(record));
  await pipeline.drop(home!, 'records.ndjson', `${lines.join('\n')}\n`);
  await pipeline.settle();
  const { counts } = await pipeline.importResult(home!, 'records.ndjson');
  expect(counts).toMatchObject({ accepted: lines.length, refused: 0 });
});

async function exported(clinic: string): Promise<Export> {
  const { status, body } = await pipeline.request('POST', '/v1/exports', owner(clinic), {});
  expect([status, body.status]).toEqual([202, 'asked']);
  await pipeline.settle();
  const { body: done } = await pipeline.request('GET', `/v1/exports/${body.export}`, owner(clinic));
  expect(done.status).toBe('done');
  const texts = await Promise.all(
    done.files.map(
      async ({ name, url }: { name: string; url: string }) =>
        [name, await (await fetch(url)).text()] as const,
    ),
  );
  return { manifest: done.manifest, texts: new Map(texts) };
}

describe('an export of a clinic', () => {
  let made: Export;
  beforeAll(async () => {
    made = await exported(home!);
  });

  it('holds every record, with counts and checksums, and no id of the practice', () => {
    const { manifest, texts } = made;
    expect(manifest.clients).toBe(14);
    expect(manifest.records).toEqual({
      ...{ session: 36, 'pain-score': 37, goal: 12, measurement: 12, consent: 13, care: 12 },
    });
    for (const { name, bytes, sha256 } of manifest.files) {
      const text = texts.get(name)!;
      expect([Buffer.byteLength(text), createHash('sha256').update(text).digest('hex')]).toEqual([
        bytes,
        sha256,
      ]);
      expect(text).not.toMatch(/practice-\d|score-only|consent-only/);
    }
    expect(texts.get('records.ndjson')!.trim().split('\n')).toHaveLength(122);
  });

  it('is known when it is sent to the same clinic again, where the practice’s own ids find the clients', async () => {
    await pipeline.drop(home!, 'again.ndjson', made.texts.get('records.ndjson')!);
    await pipeline.settle();
    expect((await pipeline.importResult(home!, 'again.ndjson')).counts).toMatchObject({
      duplicate: 122,
      accepted: 0,
    });
    const again = await exported(home!);
    expect(again.texts.get('records.ndjson')).toBe(made.texts.get('records.ndjson'));
  });

  it('comes to the same statistics in a fresh clinic, as one file or as a table for each kind', async () => {
    await pipeline.drop(fresh!, 'all.ndjson', made.texts.get('records.ndjson')!);
    for (const [name, text] of made.texts)
      if (name.endsWith('.csv')) await pipeline.drop(tables!, name, text);
    await pipeline.settle();
    expect((await pipeline.importResult(fresh!, 'all.ndjson')).counts).toMatchObject({
      accepted: 122,
      refused: 0,
    });
    const { clinicId: _, ...wanted } = await pipeline.outcomes(home!, MONTHS);
    for (const clinic of [fresh!, tables!]) {
      const { clinicId: __, ...statistics } = await pipeline.outcomes(clinic, MONTHS);
      expect(statistics).toEqual(wanted);
      const { manifest, texts } = await exported(clinic);
      expect(manifest.records).toEqual(made.manifest.records);
      const withoutClients = (text: string) =>
        text
          .replaceAll(/exported:[\w-]+:[\w-]+/g, 'c')
          .split('\n')
          .toSorted();
      expect(withoutClients(texts.get('records.ndjson')!)).toEqual(
        withoutClients(made.texts.get('records.ndjson')!),
      );
    }
  });

  it('leaves out who was erased, though his records are sent again', async () => {
    const clinic = fresh!;
    const [line] = made.texts.get('consents.csv')!.split('\r\n').slice(1);
    const clientId = line!.split(',')[1]!;
    await pipeline.request('DELETE', `/v1/clients/${encodeURIComponent(clientId)}`, owner(clinic), {});
    await pipeline.drop(clinic, 'once-more.ndjson', made.texts.get('records.ndjson')!);
    await pipeline.settle();
    expect((await exported(clinic)).manifest.clients).toBe(13);
  });

  it('is asked for, waited for and taken on a page', async () => {
    const olga = await signedIn(pipeline, owner(home!));
    const asked = await olga.form('/data/exports', {}, '/data');
    expect(asked.status).toBe(303);
    await pipeline.settle();
    const { body } = await olga.page(asked.location!);
    expect(body).toContain('122 records of 14 clients');
    const file = await olga.page(`${asked.location}/sessions.csv`);
    expect(file.status).toBe(302);
    expect(await (await fetch(file.location!)).text()).toBe(made.texts.get('sessions.csv'));
    expect((await olga.page('/data')).body).toContain(asked.location);
    const other = await signedIn(pipeline, owner(fresh!));
    expect((await other.page(asked.location!)).status).toBe(404);
    expect((await other.page(`${asked.location}/sessions.csv`)).status).toBe(404);
  });
});

describe('exports of one clinic', () => {
  const ask = (body?: object) => pipeline.request('POST', '/v1/exports', owner(turns!), body);

  it('are made one at a time: whoever asks meanwhile is told of the one that is under way', async () => {
    const asked = await Promise.all(Array.from({ length: 4 }, () => ask()));
    // One that is whole before the last has asked is none that is under way: whoever is answered 202 has begun another.
    const ids = asked.map(({ body }) => body.export as string);
    const begun = asked.flatMap(({ status }, index) => (status === 202 ? [ids[index]!] : []));
    expect(begun.toSorted()).toEqual([...new Set(ids)].sort());
    const [{ body, headers }] = asked as [(typeof asked)[0]];
    expect([headers.get('location'), headers.get('retry-after')]).toEqual([
      `/v1/exports/${body.export}`,
      '3',
    ]);
    await pipeline.settle();
    const done = await pipeline.request('GET', headers.get('location')!, owner(turns!));
    expect([done.body.status, done.headers.get('retry-after')]).toEqual(['done', null]);
    const next = await ask({});
    expect([next.status, next.body.export === body.export]).toEqual([202, false]);
    await pipeline.settle();
  });

  it('are asked for without saying what of: nobody shall think that a part was exported', async () => {
    expect(await ask({ clientId: 'practice-1' })).toMatchObject({
      ...{ status: 400, body: { code: 'unknown-field', refusals: [{ path: 'clientId' }] } },
    });
  });

  const now = Date.parse('2026-08-20T10:00:00Z');

  it('are begun once by all who ask at one moment', async () => {
    const exports = createExports(pipeline.s3, pipeline.cloud.outputs['ReportsBucketName']!);
    const keys = Array.from({ length: 8 }, () => ({
      ...{ clinicId: 'exports-at-once', exportId: `${now}-${randomUUID()}` },
    }));
    const begun = await Promise.all(keys.map((key) => exports.begin(key, now)));
    expect(new Set(begun).size).toBe(1);
    expect(keys.map(({ exportId }) => exportId)).toContain(begun[0]);
  });

  it('wait for none that was given up, or has taken longer than it may', async () => {
    const exports = createExports(pipeline.s3, pipeline.cloud.outputs['ReportsBucketName']!);
    const keyAt = (at: number) => ({ clinicId: 'exports-nowhere', exportId: `${at}-${randomUUID()}` });
    const [first, second, third] = [keyAt(now), keyAt(now + 1), keyAt(now + 5 * 3600_000)];
    expect(await exports.begin(first, now)).toBe(first.exportId);
    expect(await exports.begin(second, now + 1)).toBe(first.exportId);
    await exports.giveUp(first);
    expect(await exports.begin(second, now + 1)).toBe(second.exportId);
    expect(await exports.begin(third, now + 5 * 3600_000)).toBe(third.exportId);
    const listed = await exports.ofClinic('exports-nowhere');
    expect(listed.map(({ exportId }) => exportId)).toEqual([third.exportId, second.exportId]);
  });
});

describe('the export command', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'export-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const run = (...args: string[]) => commandOf('export', pipeline, ...args);
  const read = (...path: string[]) => readFile(join(folder, ...path), 'utf8');

  it('writes the same files as an export that an owner asks for, for nobody else on the machine', async () => {
    const out = join(folder, 'all');
    const { code, stdout } = await run(home!, '--out', out);
    expect([code, stdout.split('\n')[0]]).toEqual([0, `122 records of 14 clients of ${home}, in ${out}:`]);
    const made = await exported(home!);
    expect((await readdir(out)).toSorted()).toEqual([...made.texts.keys()].toSorted());
    for (const { name } of made.manifest.files) expect(await read('all', name)).toBe(made.texts.get(name));
    const { begunAt: _, endedAt: __, ...manifest } = JSON.parse(await read('all', 'manifest.json'));
    expect(made.manifest).toMatchObject(manifest);
    expect((await stat(join(out, 'records.ndjson'))).mode & 0o077).toBe(0);
    const again = await run(home!, '--out', out);
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('nothing is written over')]);
  });

  it('writes what is held of one client, by the practice’s own id', async () => {
    const { code } = await run(home!, '--client', 'practice-2', '--out', join(folder, 'one'));
    expect(code).toBe(0);
    const lines = (await read('one', 'records.ndjson')).trim().split('\n');
    const manifest = JSON.parse(await read('one', 'manifest.json'));
    expect([lines.length, manifest.clients]).toEqual([10, 1]);
    const [first] = lines.map((line) => JSON.parse(line));
    expect(manifest.clientId).toBe(first.clientId);
    const all = await read('all', 'records.ndjson');
    for (const line of lines) expect(all).toContain(line);
  });

  it('says in a sentence of whom nothing is held, and leaves no folder', async () => {
    const nobody = await run(home!, '--client', 'practice-99', '--out', join(folder, 'nobody'));
    expect([nobody.code, nobody.stderr]).toEqual([1, 'Nothing is held under this client id.\n']);
    const nowhere = await run('nowhere', '--out', join(folder, 'nowhere'));
    expect([nowhere.code, nowhere.stderr]).toEqual([
      ...[1, 'The clinic "nowhere" is not registered in this deployment.\n'],
    ]);
    expect((await readdir(folder)).toSorted()).toEqual(['all', 'one']);
  });
});

describe('the data of one client', () => {
  it('are handed over by the practice’s own id, as lines or as a table', async () => {
    const olga = await signedIn(pipeline, owner(home!));
    const { location } = await olga.form('/clients', { clientId: 'practice-2' }, '/clients');
    const { body } = await olga.page(`${location}/data`);
    expect(body).toContain('10 records of client');
    const lines = (await olga.page(`${location}/data?form=ndjson`)).body.trim().split('\n');
    expect(lines).toHaveLength(10);
    const sessions = (await olga.page(`${location}/data?form=csv&of=session`)).body.trim().split('\r\n');
    expect(sessions).toHaveLength(1 + 3);
    expect(sessions[1]).toContain('relaxation');
    expect((await olga.page(`${location}/data?form=pdf`)).status).toBe(400);
  });
});
