import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecordPacker } from '../../shared/bulk/pack-record.ts';
import { packScanned } from '../../shared/bulk/pack-row.ts';
import { RecordScanner } from '../../shared/bulk/record-scanner.ts';
import { JoinedRows, RowChunks, Slabs } from '../../shared/bulk/row-chunks.ts';
import { versionOfRow } from '../../shared/bulk/row-content.ts';
import { scannedInstant } from '../../shared/bulk/scanned-record.ts';
import { ndjsonItem } from '../../shared/records/files/ndjson-records.ts';
import { type Fact, parseRecord, readableId, stampedOf } from '../../shared/records/record.ts';
import { factInZone } from '../../shared/records/time/in-zone.ts';
import { parseInstant } from '../../shared/records/time/instant.ts';
import { contentOf } from '../../shared/records/versions/content.ts';
import { meaningOf } from '../../shared/records/versions/meaning.ts';
import { DEEP } from '../deep.ts';
import { contractExamples } from '../records/contract-examples.ts';
import { anyRecord, fastRecord, respelled, spoiled } from './arbitrary-records.ts';

const RUNS = { numRuns: DEEP ? 3_000 : 1_000 };
const ARRIVED_AT = '2026-11-28T00:00:00Z';

/** The packed row of a line by the fast reading; undefined where it leaves the line to the schemas. */
function fastRow(line: string): string | undefined {
  const scanner = new RecordScanner();
  if (!scanner.scan(Buffer.from(`${line}\n`), 0)) return undefined;
  const rows = new RowChunks(new Slabs());
  packScanned(scanner.record, 7, rows, scannedInstant(ARRIVED_AT));
  return hex(rows);
}

/** The packed row of a record that the schemas have read. */
function rowOf(record: Fact): string {
  const rows = new RowChunks(new Slabs());
  new RecordPacker(() => rows, ARRIVED_AT).pack(record, 7);
  return hex(rows);
}

function hex(rows: RowChunks): string {
  return rows
    .take()
    .map(({ buffer, start, used }) => Buffer.from(buffer, start, used).toString('hex'))
    .join();
}

/** A record without a clinic is one of the file's clinic, which the fast reading leaves to its caller. */
function schemaRecord(line: string): Fact | undefined {
  const clinic = line.includes('"clinicId"') ? undefined : 'riverside';
  const item = ndjsonItem({ line: 2, endByte: 0, raw: Buffer.from(`${line}\n`) }, clinic);
  return item && 'record' in item ? (item.record as Fact) : undefined;
}

test('what the fast reading accepts, the schemas accept with the same content', () => {
  const line = fastRecord.chain(respelled).chain((text) => fc.oneof(fc.constant(text), spoiled(text)));
  let accepted = 0;
  fc.assert(
    fc.property(line, (text) => {
      const row = fastRow(text);
      if (row === undefined) return;
      accepted += 1;
      const record = schemaRecord(text);
      expect(record).toBeDefined();
      expect(row).toBe(rowOf(record!));
    }),
    RUNS,
  );
  expect(accepted).toBeGreaterThan(RUNS.numRuns / 30);
});

test('every session and score that the schemas accept is read fast in canonical form', () => {
  fc.assert(
    fc.property(fastRecord, (input) => {
      const parsed = parseRecord(JSON.parse(JSON.stringify(input)));
      if ('refusals' in parsed) return;
      expect(fastRow(JSON.stringify(parsed.record))).toBe(rowOf(parsed.record as Fact));
    }),
    RUNS,
  );
});

test('two records of one client mean the same in their rows exactly when they do in words', () => {
  const pair = fastRecord.chain((a) =>
    fc.tuple(
      fc.constant(a),
      fc.oneof(fc.constant(a), fc.constant(inUtc(a)), changedIn(a), changedIn(inUtc(a)), fastRecord),
    ),
  );
  const seen = { same: 0, otherwise: 0 };
  fc.assert(
    fc.property(pair, ([a, b]) => {
      const [first, second] = [a, b].map((input) => parseRecord(JSON.parse(JSON.stringify(input))));
      if (!first || !second || 'refusals' in first || 'refusals' in second) return;
      const one = stampedOf(first.record, ARRIVED_AT) as Fact;
      const other = { ...stampedOf(second.record, ARRIVED_AT), clientId: one.clientId } as Fact;
      if (idOf(one) !== idOf(other)) return;
      const same = meaningOf(contentOf(one)) === meaningOf(contentOf(other));
      expect(contentOfRow(one) === contentOfRow(other)).toBe(same);
      seen[same ? 'same' : 'otherwise'] += 1;
    }),
    RUNS,
  );
  expect(seen.same).toBeGreaterThan(RUNS.numRuns / 30);
  expect(seen.otherwise).toBeGreaterThan(RUNS.numRuns / 30);
});

function idOf(record: Fact): string {
  return `${record.type} ${readableId(record)}`;
}

function contentOfRow(record: Fact): string | null {
  const rows = new RowChunks(new Slabs());
  new RecordPacker(() => rows, ARRIVED_AT).pack(record, 7);
  return versionOfRow(new JoinedRows().join(rows.take()).memory, 0).content;
}

/** The same record with its instants in UTC. */
function inUtc(record: object): object {
  return factInZone(
    Object.fromEntries(
      Object.entries(record).map(([name, value]) => {
        const parsed = typeof value === 'string' ? parseInstant(value) : {};
        return [name, 'instant' in parsed ? parsed.instant : value];
      }),
    ),
    'UTC',
  );
}

/** The same record with one field left out or taken from another record. */
function changedIn(record: object): fc.Arbitrary<object> {
  const names = Object.keys(record);
  return fc.tuple(fc.constantFrom(...names), fastRecord).map(([name, other]) => ({
    ...record,
    [name]: (other as Record<string, unknown>)[name],
  }));
}

test('the examples of the contract are read fast as they stand', () => {
  const { session, painScore } = contractExamples();
  expect(fastRow(JSON.stringify(session))).toBeDefined();
  expect(fastRow(JSON.stringify(painScore))).toBeDefined();
  expect(fastRow(`${JSON.stringify(painScore)}\r`)).toBeDefined();
  expect(fastRow(JSON.stringify(painScore).replaceAll(',', ', ').replaceAll('":', '": '))).toBeDefined();
});

const { painScore } = contractExamples();
test.each([
  ['a field twice', JSON.stringify(painScore).replace('"pain":3', '"pain":3,"pain":3')],
  ['an unknown field', JSON.stringify({ ...painScore, note: 'x' })],
  ['a decimal score', JSON.stringify({ ...painScore, pain: 7.5 })],
  ['a score of 11', JSON.stringify({ ...painScore, pain: 11 })],
  ['null', JSON.stringify({ ...painScore, pain: null })],
  ['no offset', JSON.stringify({ ...painScore, at: '2026-08-04T12:00:00' })],
  ['31 April', JSON.stringify({ ...painScore, at: '2026-04-31T12:00:00Z' })],
  ['another type', JSON.stringify(contractExamples().consent)],
  ['an escape', JSON.stringify(painScore).replace('p-77', 'p\\u002d77')],
  ['something after it', `${JSON.stringify(painScore)} x`],
  ['an array', `[${JSON.stringify(painScore)}]`],
  ['nothing', ''],
])('leaves %s to the schemas', (_, line) => {
  expect(fastRow(line)).toBeUndefined();
});

test('packs any record that the schemas accept', () => {
  fc.assert(
    fc.property(anyRecord, (input) => {
      const parsed = parseRecord(JSON.parse(JSON.stringify(input)));
      if ('record' in parsed) expect(rowOf(parsed.record as Fact).length % 16).toBe(0);
    }),
  );
});
