import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ImportJob } from '../../functions/import-file/import-job.ts';
import { type ImportDeps, importStretch } from '../../functions/import-file/import-stretch.ts';
import { createTakeIn } from '../../shared/intake/take-in.ts';
import type { TakenCounts } from '../../shared/intake/tell-taken.ts';
import { createRecordWriter } from '../../shared/storage/record-writer.ts';
import { DEEP } from '../deep.ts';
import { TablesInMemory } from '../simulate/tables/tables-in-memory.ts';
import { addTables, RECORDS } from '../simulate/world/tables.ts';

/** FUZZED=1000000 reads as many as that. */
const FILES = Number(process.env['FUZZED'] ?? (DEEP ? 2_000 : 150));
const PATIENCE = Math.max(600_000, FILES * 30);

const value = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -1, max: 11 }).map(String) },
  fc.constantFrom('', '3,5', '1e999', '"', '"3', '=1+1', '\u202e3', '\u0000', '__proto__', 'NaN', '[]'),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const at = fc.oneof(
  { weight: 6, arbitrary: fc.constant('2026-08-12T10:00:00Z') },
  fc.constantFrom('2026-02-30T10:00:00Z', 'soon', '9999-12-31T23:59:59Z', ''),
);
const row = fc.record({ clientId: fc.constantFrom('c-1', 'c-2', '', '__proto__'), at, pain: value });
type Row = { clientId: string; at: string; pain: string };

const HEADER = 'scoreId,clientId,at,pain';
/** Each row has an id of its own, so that it can be told what became of it. */
const asCsv = (rows: readonly Row[]) =>
  [HEADER, ...rows.map((each, index) => [`p-${index}`, each.clientId, each.at, each.pain].join(','))].join(
    '\n',
  );
const asLines = (rows: readonly Row[]) =>
  rows
    .map(({ pain, ...rest }, index) => {
      const record = { type: 'pain-score', scoreId: `p-${index}`, ...rest };
      return JSON.stringify({ ...record, pain: /^-?\d+$/.test(pain) ? Number(pain) : pain });
    })
    .join('\n');

const whole = fc.tuple(fc.constantFrom('scores.csv', 'scores.ndjson'), fc.array(row, { maxLength: 12 }));
const file = whole.chain(([name, rows]) => {
  const text = name.endsWith('.csv') ? asCsv(rows) : asLines(rows);
  const bytes = fc.oneof(
    { weight: 4, arbitrary: fc.constant(Buffer.from(text)) },
    // Cut off, with something in it, of another encoding, packed, or no text at all.
    fc.nat({ max: text.length }).map((end) => Buffer.from(text.slice(0, end))),
    fc
      .tuple(fc.nat({ max: text.length }), fc.uint8Array({ maxLength: 8 }))
      .map(([where, more]) =>
        Buffer.concat([Buffer.from(text.slice(0, where)), more, Buffer.from(text.slice(where))]),
      ),
    fc.constant(Buffer.from(text, 'utf16le')),
    fc.constantFrom('\x1f\x8b\x08', 'PK\x03\x04').map((magic) => Buffer.from(magic + text, 'latin1')),
    fc.uint8Array({ maxLength: 300 }).map((any) => Buffer.from(any)),
  );
  return fc.record({
    name: fc.oneof({ weight: 9, arbitrary: fc.constant(name) }, fc.constant('x.json')),
    bytes,
  });
});

type Result = {
  rows: number;
  counts: Record<'accepted' | 'duplicate' | 'stale' | 'conflict' | 'skipped' | 'refused', number>;
  stoppedAt?: { line: number; reason: string };
  refusedParts: string[];
};

/** Imports a file into tables of its own. */
async function imported(name: string, bytes: Buffer) {
  const tables = new TablesInMemory();
  addTables(tables);
  const written = new Map<string, string>();
  const told: TakenCounts[] = [];
  const keyOfClinic = async () => 'key';
  const deps: ImportDeps = {
    takeIn: createTakeIn({
      writer: createRecordWriter(tables.client(), RECORDS),
      ...{ keyOfClinic, settingsOf: async () => ({}) },
    }),
    tellTaken: (counts) => void told.push(counts),
    unused: async function* () {},
    ...{ keyOfClinic, rowKeyOf: async () => new Uint8Array(32), newRun: () => '00000000' },
    remove: async ({ key }) => void written.delete(key),
    clearUpload: async () => {},
    read: async (key) => written.get(key),
    open: async (_job, fromByte) =>
      (async function* () {
        yield bytes.subarray(fromByte);
      })(),
    write: async (key, content) => void written.set(key, content),
  };
  const key = `clinic=riverside/${name}`;
  const job: ImportJob = { bucket: 'imports', key, arrivedAt: '2026-09-10T12:00:00Z' };
  expect(await importStretch(job, deps, () => false)).toBeUndefined();
  const result = JSON.parse(written.get(`${key}.import/result.json`)!) as Result;
  const refused = result.refusedParts.flatMap((part) => written.get(part)!.trimEnd().split('\n'));
  const held = new Set(
    [...tables.table(RECORDS).all()].flatMap((item) => {
      const id = /^SCORE#(.+)$/.exec(item['sk']?.S ?? '')?.[1];
      return id === undefined || !item['pk']?.S?.includes('#CLIENT#') ? [] : [id];
    }),
  );
  return { result, held, told, refused: refused.map((line) => JSON.parse(line) as RefusedRow) };
}
type RefusedRow = { id?: string; code: string; message: string };

it('files are read to their end or to where they broke, each row is explained, and none that is refused is held', {
  timeout: PATIENCE,
}, async () => {
  let accepted = 0;
  let stopped = 0;
  await fc.assert(
    fc.asyncProperty(file, async ({ name, bytes }) => {
      const { result, held, told, refused } = await imported(name, bytes);
      const { counts, rows, stoppedAt } = result;
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(rows);
      expect(held.size, 'what is accepted is held, once').toBe(counts.accepted);
      expect(refused).toHaveLength(counts.refused + counts.conflict);
      for (const { code, message } of refused) {
        expect(code).toMatch(/^[a-z][a-z0-9.-]*$/);
        expect(message.length).toBeGreaterThan(5);
      }
      if (stoppedAt) expect(stoppedAt.reason.length).toBeGreaterThan(5);
      const sum = told.reduce((all, { accepted: some }) => all + some, 0);
      expect(sum, 'and is counted').toBe(counts.accepted);
      accepted += counts.accepted;
      if (stoppedAt) stopped += 1;
    }),
    { numRuns: FILES, endOnFailure: true },
  );
  expect(accepted, 'some rows were in order').toBeGreaterThan(0);
  expect(stopped, 'some files were no text').toBeGreaterThan(0);
});
