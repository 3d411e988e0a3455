import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecordPacker } from '../../shared/bulk/pack-record.ts';
import { packScanned } from '../../shared/bulk/pack-row.ts';
import { RecordScanner } from '../../shared/bulk/record-scanner.ts';
import { RowChunks, Slabs } from '../../shared/bulk/row-chunks.ts';
import { contentOf } from '../../shared/records/content.ts';
import { ndjsonItem } from '../../shared/records/ndjson-records.ts';
import { type Fact, parseRecord } from '../../shared/records/record.ts';
import { contractExamples } from '../records/contract-examples.ts';
import { anyRecord, fastRecord, respelled, spoiled } from './arbitrary-records.ts';

const RUNS = { numRuns: 3_000 };

/** The packed row of a line by the fast reading; undefined where it leaves the line to the schemas. */
function fastRow(line: string): string | undefined {
  const scanner = new RecordScanner();
  if (!scanner.scan(Buffer.from(`${line}\n`), 0)) return undefined;
  const rows = new RowChunks(new Slabs());
  packScanned(scanner.record, 7, rows);
  return hex(rows);
}

/** The packed row of a record that the schemas have read. */
function rowOf(record: Fact): string {
  const rows = new RowChunks(new Slabs());
  new RecordPacker(() => rows).pack(record, 7);
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
  expect(accepted).toBeGreaterThan(RUNS.numRuns / 10);
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

test('two records have the same packed content exactly when their canonical texts are the same', () => {
  const pair = fastRecord.chain((a) =>
    fc.tuple(fc.constant(a), fc.oneof(fc.constant(a), changedIn(a), fastRecord)),
  );
  fc.assert(
    fc.property(pair, ([a, b]) => {
      const [first, second] = [a, b].map((input) => parseRecord(JSON.parse(JSON.stringify(input))));
      if (!first || !second || 'refusals' in first || 'refusals' in second) return;
      const same = contentOf(first.record as Fact) === contentOf(second.record as Fact);
      const sameClient = (first.record as Fact).clientId === (second.record as Fact).clientId;
      expect(rowOf(first.record as Fact) === rowOf(second.record as Fact)).toBe(same && sameClient);
    }),
    RUNS,
  );
});

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
