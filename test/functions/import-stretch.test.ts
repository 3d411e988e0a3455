import { describe, expect, it } from 'vitest';
import { type ImportJob, importJobs } from '../../functions/import-file/import-job.ts';
import { type ImportDeps, importStretch } from '../../functions/import-file/import-stretch.ts';
import { openRow } from '../../shared/clinics/sealed-row.ts';
import { ForbiddenError } from '../../shared/errors.ts';
import { broughtRowsIn } from '../../shared/imports/brought-row.ts';
import type { RecordResult } from '../../shared/intake/record-result.ts';
import type { TakenCounts } from '../../shared/intake/tell-taken.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import type { SentRecord } from '../../shared/records/record.ts';
import { bundle, lines as fhirLines, observation } from '../fhir/resources.ts';

const scoreLine = (index: number, pain: unknown = 3) =>
  JSON.stringify({
    type: 'pain-score',
    scoreId: `p-${index}`,
    clientId: `c-${index % 7}`,
    at: '2026-08-04T12:00:00-05:00',
    pain,
    recordedAt: '2026-08-04T12:01:00-05:00',
  });

/** A bucket in memory and a register of what was taken in; the record p-13 is always in conflict. */
function world(text: string) {
  const taken: string[] = [];
  const removed: string[] = [];
  const told: TakenCounts[] = [];
  let runs = 0;
  const written = new Map<string, string>();
  const deps: ImportDeps = {
    takeIn: async (clinicId: string, records: readonly SentRecord[]) =>
      records.map((record) => {
        const id = record.type === 'pain-score' ? record.scoreId : record.type;
        taken.push(`${clinicId} ${id}`);
        const conflict = { code: 'conflict', path: 'recordedAt', message: 'expected a later recordedAt' };
        return id === 'p-13' ? { status: 'refused', refusals: [conflict] } : { status: 'accepted' };
      }),
    tellTaken: (counts) => void told.push(counts),
    unused: async function* () {},
    keyOfClinic: async () => 'key',
    rowKeyOf: async () => new Uint8Array(32),
    newRun: () => (runs++).toString(16).padStart(8, '0'),
    remove: async ({ key, eTag }) => {
      removed.push([key, eTag].join(' '));
      written.delete(key);
    },
    clearUpload: async ({ look, name, version }) => {
      removed.push([look, version, name].join(' '));
    },
    read: async (key) => written.get(key),
    open: async (_job, fromByte) => bytesOf(text, fromByte),
    write: async (key, content) => {
      written.set(key, content);
    },
  };
  return { deps, taken, written, removed, told };
}

async function* bytesOf(text: string, fromByte: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text).subarray(fromByte);
  for (let start = 0; start < bytes.length; start += 700) yield bytes.subarray(start, start + 700);
}

const job = (name: string): ImportJob => ({
  bucket: 'imports',
  key: `clinic=riverside/${name}`,
  arrivedAt: '2026-11-28T00:00:00Z',
});
const never = () => false;

/** Runs stretch after stretch until the file is done. */
async function runToEnd(first: ImportJob, deps: ImportDeps, outOfTime: () => boolean) {
  let next: ImportJob | undefined = first;
  let stretches = 0;
  while (next) {
    // Between stretches a job travels as text.
    next = await importStretch(JSON.parse(JSON.stringify(next)) as ImportJob, deps, outOfTime);
    stretches += 1;
  }
  return stretches;
}

describe('importStretch', () => {
  const lines = Array.from({ length: 2_500 }, (_, index) => scoreLine(index, index % 500 === 7 ? 7.5 : 3));
  const text = `${lines.join('\n')}\n`;

  it('takes in what is valid and says of the rest where and why', async () => {
    const { deps, taken, written, told } = world(text);
    await runToEnd(job('journal.ndjson'), deps, never);
    expect(taken).toHaveLength(2_495);
    expect(told).toEqual([{ accepted: 2_494, unchanged: 0, refused: 6, conflicts: 1 }]);
    const result = JSON.parse(written.get('clinic=riverside/journal.ndjson.import/result.json')!);
    expect(result).toMatchObject({
      file: 'journal.ndjson',
      rows: 2_500,
      counts: { accepted: 2_494, conflict: 1, refused: 5 },
      refusalsByCode: { conflict: 1, 'not-an-integer': 5 },
      refusedParts: ['clinic=riverside/journal.ndjson.import/refused-00000000-000000008.jsonl'],
    });
    const refused = written
      .get(result.refusedParts[0])!
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(refused.map(({ line, id, code, path }) => [line, id, code, path])).toEqual([
      [8, 'p-7', 'not-an-integer', 'pain'],
      [14, 'p-13', 'conflict', 'recordedAt'],
      [508, 'p-507', 'not-an-integer', 'pain'],
      [1008, 'p-1007', 'not-an-integer', 'pain'],
      [1508, 'p-1507', 'not-an-integer', 'pain'],
      [2008, 'p-2007', 'not-an-integer', 'pain'],
    ]);
  });

  it('shows the rows that it has counted, where another worker reads the same message and judges otherwise', async () => {
    const { deps, written } = world(text);
    const erased: RecordResult = {
      status: 'refused',
      refusals: [{ code: 'erased', path: '', message: 'erased' }],
    };
    let isFirst = true;
    // One ends while the other is at its first rows, who finds a client erased, and has no time left after them.
    const slower: ImportDeps = {
      ...deps,
      takeIn: async (clinicId, records, arrival, place) => {
        const results = await deps.takeIn(clinicId, records, arrival, place);
        if (isFirst) await runToEnd(job('journal.ndjson'), deps, never);
        isFirst = false;
        return results.map((result, index) =>
          JSON.stringify(records[index]).includes('"c-3"') ? erased : result,
        );
      },
    };
    await runToEnd(job('journal.ndjson'), slower, () => true);
    const { counts, refusedParts } = resultOf(written);
    expect(rowsIn(written, refusedParts)).toHaveLength(counts.refused + counts.conflict);
    const brought = [...written].filter(([key]) => key.includes('/brought-'));
    const lines = new Set(brought.flatMap(([, part]) => broughtRowsIn(part).map(({ line }) => line)));
    expect(lines.size).toBe(2_500);
  });

  it('removes the file that it has read, and what stays beside it names no client', async () => {
    const consent = (clientId: string, more = '') =>
      `{"type":"consent","clientId":"${clientId}","partnerReports":true${more}}`;
    const rows = [
      scoreLine(1),
      scoreLine(8, 7.5),
      scoreLine(13),
      consent('c-3'),
      consent('c-4', ',"name":"Ana Silva"'),
      '{"type":"deletion","of":"consent","id":"c-5","clientId":"c-5"}',
      '{"type":"merge","clientId":"c-6","into":"c-2"}',
      '{"type":"pain-score","clientId":"c-1"',
    ];
    const { deps, written, removed } = world(`${rows.join('\n')}\n`);
    await runToEnd({ ...job('journal.ndjson'), eTag: 'e' }, deps, never);
    const key = 'clinic=riverside/journal.ndjson';
    expect(removed).toEqual([`${key} e`]);
    // Letters of what is sealed, or of a pseudonym, may come together by chance.
    const clear = [...written.values()].join('\n').replace(/"[\w-]{43,}"/g, '""');
    expect(clear).not.toMatch(/c-\d|Silva/);
    const result = resultOf(written);
    expect(result.counts).toMatchObject({ accepted: 4, conflict: 1, refused: 3 });
    const refused = written.get(result.refusedParts[0])!.trimEnd().split('\n');
    const opened = refused.map((line) => {
      const { line: place, id, clients, sealedRow } = JSON.parse(line);
      return [place, id, clients, openRow(new Uint8Array(32), 'riverside', sealedRow)];
    });
    const client = (id: string) => pseudonym('key', id);
    expect(opened).toEqual([
      [2, 'p-8', [client('c-1')], { text: rows[1] }],
      [3, 'p-13', [client('c-6')], { text: rows[2] }],
      [5, client('c-4').slice(0, 8), [client('c-4')], { text: rows[4] }],
      [8, undefined, undefined, { text: rows[7] }],
    ]);
    const brought = written.get(`${key}.import/brought-${result.import.name}-00000000-000000001.jsonl`)!;
    expect(
      broughtRowsIn(brought).map((row) => ['clients' in row && row.clients, 'sk' in row && row.sk]),
    ).toEqual([
      [[client('c-1')], 'SCORE#p-1'],
      [false, false],
      [[client('c-6')], 'SCORE#p-13'],
      [[client('c-3')], 'CONSENT'],
      [false, false],
      [[client('c-5')], false],
      [[client('c-6'), client('c-2')], false],
      [false, false],
    ]);
  });

  it('removes what is left of the upload that a file is a copy of, and nothing once it has ended', async () => {
    const look = '6f1e4c2a-0d3b-4a5e-9c7d-1b2a3c4d5e6f';
    const copy = { ...job(`uploaded/${look}-0123abcd/journal.ndjson`), eTag: 'e' };
    const { deps, taken, removed } = world(scoreLine(1));
    await runToEnd(copy, deps, never);
    await runToEnd(copy, deps, never);
    expect(taken).toHaveLength(1);
    const gone = [`${copy.key} e`, `${look} 0123abcd journal.ndjson`];
    expect(removed).toEqual([...gone, ...gone]);
  });

  it('keeps nothing of a row of a client who was erased', async () => {
    const { deps, written } = world(scoreLine(1));
    const erased = { code: 'erased', path: '', message: 'everything of this client was erased' };
    deps.takeIn = async () => [{ status: 'refused', refusals: [erased] }];
    await runToEnd(job('journal.ndjson'), deps, never);
    const { refusedParts, import: identity } = resultOf(written);
    expect(JSON.parse(written.get(refusedParts[0])!)).toEqual({ line: 1, type: 'pain-score', ...erased });
    const [brought] = [...written].filter(([key]) => key.includes(`brought-${identity.name}`));
    expect(broughtRowsIn(brought![1])).toEqual([{ line: 1, type: 'pain-score', erased: true }]);
  });

  it('ends in the same when time runs out after every chunk', async () => {
    const whole = world(text);
    await runToEnd(job('journal.ndjson'), whole.deps, never);
    const cut = world(text);
    expect(await runToEnd(job('journal.ndjson'), cut.deps, () => true)).toBe(4);
    expect(cut.taken).toEqual(whole.taken);
    const { refusedParts: parts, ...expected } = resultOf(whole.written);
    const { refusedParts, ...result } = resultOf(cut.written);
    expect(result).toEqual(expected);
    expect(rowsIn(cut.written, refusedParts)).toEqual(rowsIn(whole.written, parts));
    const brought = (written: Map<string, string>) =>
      [...written].flatMap(([key, part]) => (key.includes('brought') ? broughtRowsIn(part) : []));
    expect(brought(cut.written)).toEqual(brought(whole.written));
  });

  it('keeps what came before the place where a file breaks, and says where', async () => {
    const csv = `scoreId,clientId,at,pain,recordedAt
p-1,c-1,2026-08-04T12:00:00-05:00,3,2026-08-04T12:01:00-05:00
p-2,"c-1,2026-08-04T12:00:00-05:00,3,2026-08-04T12:01:00-05:00
`;
    const { deps, taken, written } = world(csv);
    await runToEnd(job('pain-scores.csv'), deps, never);
    expect(taken).toEqual(['riverside p-1']);
    expect(resultOf(written, 'pain-scores.csv').stoppedAt).toMatchObject({ line: 3 });
  });

  it('refuses a file whose header is wrong, by name, before any row', async () => {
    const { deps, taken, written } = world('scoreId,clientId,at,pian,recordedAt\np-1,c-1,x,3,y\n');
    await runToEnd(job('pain-scores.csv'), deps, never);
    expect(taken).toEqual([]);
    expect(resultOf(written, 'pain-scores.csv').stoppedAt).toMatchObject({
      line: 1,
      reason: expect.stringContaining('pian'),
    });
  });

  it('stops with a sentence for a clinic that is not registered', async () => {
    const { deps, written, removed } = world(text);
    deps.keyOfClinic = () => Promise.reject(new ForbiddenError('the clinic "riverside" is not registered'));
    await runToEnd({ ...job('journal.ndjson'), eTag: 'e' }, deps, never);
    expect(removed).toEqual([]);
    expect(resultOf(written).stoppedAt).toEqual({
      line: 1,
      reason: expect.stringMatching(
        /^the clinic "riverside" is not registered; expected a file in the folder/,
      ),
    });
  });

  it.each([
    'mill/sessions.csv',
    'sessions.csv',
    'Clinic=riverside/a.csv',
    'clinic=riverside/',
    'clinic=a b/c.csv',
  ])('says of a file in no folder of a clinic what was expected, and reads nothing: %s', async (key) => {
    const { deps, taken, written } = world(text);
    await runToEnd({ ...job(''), key }, deps, never);
    expect(taken).toEqual([]);
    const result = JSON.parse(written.get(`${key}.import/result.json`)!);
    expect(result).toMatchObject({ file: key, rows: 0 });
    expect(result.stoppedAt.reason).toContain('expected a file in the folder clinic=<id>/');
  });

  it.each([
    ['notes', 'expected a file whose name ends in .csv, .ndjson or .jsonl'],
    ['export.xlsx', 'expected a file whose name ends in .csv, .ndjson or .jsonl'],
    ['export.csv.gz', 'expected a file whose name ends in .csv, .ndjson or .jsonl'],
  ])('says of %s why it is not read', async (name, reason) => {
    const { deps, written } = world(text);
    await runToEnd(job(name), deps, never);
    expect(resultOf(written, name).stoppedAt).toEqual({ line: 1, reason });
  });

  it.each(['JOURNAL.NDJSON', 'journal.jsonl', 'may/Journal.JsonL', 'x.import/journal.ndjson'])(
    'reads %s like any other',
    async (name) => {
      const { deps, taken, written } = world(text);
      await runToEnd(job(name), deps, never);
      expect(taken).toHaveLength(2_495);
      expect(resultOf(written, name).rows).toBe(2_500);
    },
  );

  it('reads FHIR by what is in the file, in stretches, and counts what is passed over', async () => {
    const scores = Array.from({ length: 2_100 }, (_, index) => observation({ id: `o-${index}` }));
    const person = { resourceType: 'Patient', id: 'p-1', name: [{ family: 'Marie' }] };
    const wrong = observation({ id: 'o-x', valueInteger: 3, note: [{ text: 'Marie' }] });
    const file = [person, ...scores, wrong];
    for (const [name, content] of [
      ['bundle.json', JSON.stringify(bundle(file), null, 2)],
      ['Observation.ndjson', fhirLines(file)],
    ] as const) {
      const { deps, taken, written } = world(content);
      const stretches = await runToEnd(job(name), deps, () => true);
      expect(stretches).toBe(4);
      expect(taken).toEqual(scores.map(({ id }) => `riverside ${id}`));
      expect(resultOf(written, name)).toMatchObject({
        rows: 2_102,
        counts: { accepted: 2_100, skipped: 1, refused: 1 },
        refusalsByCode: { 'fhir.two-values': 1 },
        account: {
          rows: 2_102,
          counts: { used: 2_100, skipped: 1, refused: 1 },
          skipped: { 'fhir.person': 1 },
          refused: { 'fhir.two-values': 1 },
        },
      });
      expect([...written.values()].join()).not.toMatch(/\bMarie\b/);
    }
  });

  it('says of JSON that is no FHIR what was expected', async () => {
    const { deps, written } = world('[{"a":1}]');
    await runToEnd(job('export.json'), deps, never);
    expect(resultOf(written, 'export.json').stoppedAt.reason).toMatch(/^expected FHIR R4 in a .json file/);
  });

  it('knows by its name what a file of sessions holds, in capital letters too', async () => {
    const { deps, taken } = world('scoreId,clientId,at,pain\np-1,c-1,2026-08-04T12:00:00-05:00,3\n');
    await runToEnd(job('PAIN-SCORES.CSV'), deps, never);
    expect(taken).toEqual(['riverside p-1']);
  });

  it('lets the storage fail loudly, so that the message comes again', async () => {
    const { deps, written } = world(text);
    deps.takeIn = () => Promise.reject(new Error('no connection'));
    await expect(runToEnd(job('journal.ndjson'), deps, never)).rejects.toThrow('no connection');
    expect(written.size).toBe(0);
  });

  it('does nothing for results of imports and for files that are gone', async () => {
    const { deps, written } = world(text);
    await runToEnd(job('journal.ndjson.import/refused-000000001.jsonl'), deps, never);
    await runToEnd(job('journal.ndjson.import/result.json'), deps, never);
    deps.open = async () => undefined;
    await runToEnd(job('journal.ndjson'), deps, never);
    expect(written.size).toBe(0);
  });

  function rowsIn(written: Map<string, string>, parts: string[]) {
    const rows = parts.flatMap((part) => written.get(part)!.trimEnd().split('\n'));
    return rows.map((row) => ({ ...JSON.parse(row), sealedRow: '' }));
  }

  function resultOf(written: Map<string, string>, name = 'journal.ndjson') {
    return JSON.parse(written.get(`clinic=riverside/${name}.import/result.json`)!);
  }
});

describe('importJobs', () => {
  it('reads bucket notifications with encoded keys', () => {
    const eventTime = '2026-08-05T10:00:00.000Z';
    const s3 = {
      bucket: { name: 'imports' },
      object: { key: 'clinic%3Da/my+file%281%29.csv', eTag: '"abc"' },
    };
    expect(importJobs(JSON.stringify({ Records: [{ eventTime, s3 }] }))).toEqual([
      { bucket: 'imports', key: 'clinic=a/my file(1).csv', eTag: 'abc', arrivedAt: eventTime },
    ]);
  });

  it('ignores the test event that S3 sends when a notification is configured', () => {
    expect(importJobs(JSON.stringify({ Service: 'Amazon S3', Event: 's3:TestEvent' }))).toEqual([]);
  });

  it('refuses what it does not know, rather than losing it', () => {
    expect(() => importJobs('{"hello":1}')).toThrow();
  });
});

describe("importStretch of another system's file", () => {
  const KEY = 'clinic=riverside/uploaded/form.csv';
  const mapping = {
    ...{ mappingVersion: 1, source: { system: 'a form', report: 'answers' }, dateOrder: 'month-first' },
    timeZone: 'America/Chicago',
    leftOut: ['Name'],
    records: (['pain', 'soreness'] as const).map((field) => ({
      type: 'pain-score',
      needs: [field],
      fields: {
        scoreId: { derived: ['No', 'When'], prefix: field },
        clientId: { column: 'No' },
        at: { column: 'When' },
        [field]: { column: field },
      },
    })),
  };
  // Two scores a row, one of them wrong now and then, and a row now and then that says nothing.
  const rows = Array.from({ length: 1_500 }, (_, index) => {
    const [minute, second] = [index % 60, Math.floor(index / 60)].map((part) =>
      String(part).padStart(2, '0'),
    );
    const scores = index % 400 === 3 ? ';' : `${index % 300 === 7 ? 70 : 7};3`;
    return `C-${index % 7};Ana Example;8/13/2026 10:${minute}:${second};${scores}\n`;
  });
  const file = `sep=;\nNo;Name;When;pain;soreness\n${rows.join('')}`;

  const worldOf = (beside: unknown) => {
    const made = world(file);
    made.written.set(`${KEY}.import/mapping.json`, JSON.stringify(beside));
    const places = new Map<string, number>();
    const { takeIn } = made.deps;
    made.deps.takeIn = (clinicId, records, arrival, first = 0) => {
      for (const [index, record] of records.entries())
        if (record.type === 'pain-score') places.set(record.scoreId, first + index);
      return takeIn(clinicId, records, arrival, first);
    };
    return { ...made, places };
  };
  const form: ImportJob = { ...job('uploaded/form.csv'), key: KEY };
  const told = (written: ReadonlyMap<string, string>) => {
    const { refusedParts, ...rest } = JSON.parse(written.get(`${KEY}.import/result.json`)!);
    const refused = refusedParts.flatMap((part: string) => written.get(part)!.trim().split('\n'));
    // What was typed is sealed anew each time.
    const rows = refused.map((row: string) => {
      const { sealedRow, ...told } = JSON.parse(row);
      return { ...told, typed: openRow(new Uint8Array(32), 'riverside', sealedRow) };
    });
    return { ...rest, refused: rows };
  };

  it('is read by the mapping that lies beside it, the same however often it is cut off', async () => {
    const [whole, cut] = [worldOf(mapping), worldOf(mapping)];
    await runToEnd(form, whole.deps, never);
    expect(await runToEnd(form, cut.deps, () => true)).toBe(4);
    expect(told(whole.written)).toMatchObject({
      rows: 2_996,
      counts: { accepted: 2_987, refused: 5, skipped: 4 },
      refusalsByCode: { 'out-of-range': 5 },
    });
    expect(told(cut.written)).toEqual(told(whole.written));
    expect(cut.taken).toEqual(whole.taken);
    expect(cut.places).toEqual(whole.places);
    // Each has a place of its own, so that of two versions the one further down stands.
    expect(new Set(whole.places.values()).size).toBe(whole.places.size);
    expect(JSON.stringify([...whole.written.values()])).not.toContain('Ana Example');
  });

  it.each([
    ['is no JSON', '{', 'expected a mapping beside the file'],
    ['is no mapping', '{"records":[]}', 'no mapping: mappingVersion'],
    ['reads other columns', JSON.stringify({ ...mapping, leftOut: [] }), '"Name"'],
    ['is too long', ' '.repeat(200_001), 'at most 200000 bytes'],
  ])('is not read by what %s, and says why', async (_, beside, reason) => {
    const { deps, taken, written } = worldOf(mapping);
    written.set(`${KEY}.import/mapping.json`, beside);
    await runToEnd(form, deps, never);
    expect(taken).toEqual([]);
    expect(told(written)).toMatchObject({ rows: 0, stoppedAt: { reason: expect.stringContaining(reason) } });
  });
});
