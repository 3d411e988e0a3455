import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileLook } from '../../shared/imports/file-look.ts';
import { SpreadSample } from '../../shared/imports/spread-sample.ts';
import { rowReader } from '../../shared/records/files/csv-row.ts';
import { readRecordFile } from '../../shared/records/files/record-file.ts';
import { rowTexts } from '../../shared/records/files/row-texts.ts';
import { parseRecord } from '../../shared/records/record.ts';
import { foundText } from '../../shared/records/values/found-text.ts';
import { contractExamples } from '../records/contract-examples.ts';

const HEADER = 'scoreId,clientId,at,pain\n';

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

/** Looks at a file of which every row that can be read would be new. */
async function look(name: string, text: string) {
  const result = new FileLook();
  const items = readRecordFile(name, bytesOf(text), { clinicId: 'harbour', withTyped: true });
  for await (const item of items) {
    if ('refusal' in item) result.refuse(item.refusal, item.typed!());
    else result.take(item.line, item.record, 'new', item.typed!);
  }
  return result.result('Europe/Lisbon', (record) => rowTexts(record));
}

describe('looking at a file', () => {
  it('counts rows by type, clients and days in the zone of the clinic', async () => {
    const { rows, byType, clients, days, refusedRows } = await look(
      'pain-scores.csv',
      `${HEADER}p-1,c-1,2026-08-03T23:30:00Z,3\np-2,c-1,2026-01-03T10:00:00Z,4\np-3,c-2,2026-05-03T10:00:00Z,5\n`,
    );
    expect({ rows, byType, clients, days, refusedRows }).toEqual({
      rows: 3,
      byType: { 'pain-score': { new: 3, changed: 0, known: 0, older: 0, acts: 0 } },
      clients: 2,
      // 23:30 in UTC is the next day in Lisbon's summer.
      days: { first: '2026-01-03', last: '2026-08-04' },
      refusedRows: 0,
    });
  });

  it('groups refused rows by their cause, with what was found in the first of them', async () => {
    const bad = ['7/10', '11', '7/10', '7/10', '<b>7</b>'];
    const text = HEADER + bad.map((pain, index) => `p-${index},c-1,2026-08-03T10:00:00Z,${pain}\n`).join('');
    const { refused, rows, refusedRows } = await look('pain-scores.csv', text);
    expect([rows, refusedRows]).toEqual([5, 5]);
    expect(refused.otherRows).toBe(0);
    const told = refused.groups.map(({ path, rows, first }) => [
      path,
      rows,
      first.map(({ line, found }) => [line, found]),
    ]);
    expect(told).toEqual([
      [
        'pain',
        3,
        [
          [2, '7/10'],
          [4, '7/10'],
          [5, '7/10'],
        ],
      ],
      ['pain', 1, [[3, '11']]],
      ['pain', 1, [[6, '<b>7</b>']]],
    ]);
  });

  it('tells a row that is no record at all as it stands in the file', async () => {
    const { refused } = await look('pain-scores.csv', `${HEADER}p-1,c-1\n`);
    expect(refused.groups).toMatchObject([
      { code: 'wrong-cell-count', path: '', first: [{ line: 2, found: 'p-1,c-1' }] },
    ]);
  });

  it('finds the field of a JSON line too, and says nothing of one that is missing', async () => {
    const lines = [
      { type: 'pain-score', scoreId: 'p-1', clientId: 'c-1', at: '2026-08-03T10:00:00Z', pain: 7.5 },
      { type: 'pain-score', scoreId: 'p-2', clientId: 'c-1', pain: 7 },
    ];
    const { refused } = await look('scores.ndjson', lines.map((line) => JSON.stringify(line)).join('\n'));
    expect(refused.groups.map(({ path, first }) => [path, first[0]!.found])).toEqual([
      ['pain', '7.5'],
      ['at', undefined],
    ]);
  });

  it('keeps a bounded number of groups and of samples, whatever the file holds', async () => {
    const rows = Array.from({ length: 3_000 }, (_, index) =>
      index % 2 ? `p-${index},c-${index},2026-08-03T10:00:00Z,3` : `${'x'.repeat(index % 128)}!,c,${index},3`,
    );
    const unknown = Array.from({ length: 80 }, (_, index) =>
      JSON.stringify({ type: 'consent', [`f${index}`]: 1 }),
    );
    const { samples, rows: read } = await look('pain-scores.csv', `${HEADER}${rows.join('\n')}\n`);
    const { refused } = await look('any.ndjson', unknown.join('\n'));
    expect(read).toBe(3_000);
    expect(samples.length).toBe(20);
    expect(samples[0]!.line).toBe(3);
    expect(samples.at(-1)!.line).toBeGreaterThan(2_000);
    expect(refused.groups.length).toBeLessThanOrEqual(50);
    const counted = refused.groups.reduce((sum, { rows }) => sum + rows, refused.otherRows);
    expect(counted).toBe(80);
  });

  it('shows a sample as it was typed and as it would be kept', async () => {
    const { samples } = await look('pain-scores.csv', `${HEADER}p-1,c-1,2026-08-03T12:30:00+02:00,3\n`);
    expect(samples).toEqual([
      {
        ...{ line: 2, type: 'pain-score', id: 'p-1', foreseen: 'new' },
        typed: [
          ['scoreId', 'p-1'],
          ['clientId', 'c-1'],
          ['at', '2026-08-03T12:30:00+02:00'],
          ['pain', '3'],
        ],
        kept: [
          ...[
            ['type', 'pain-score'],
            ['clinicId', 'harbour'],
            ['scoreId', 'p-1'],
            ['clientId', 'c-1'],
          ],
          ...[
            ['at', '2026-08-03T12:30:00+02:00'],
            ['pain', '3'],
            ['window', 'now'],
          ],
        ],
      },
    ]);
  });
});

describe('what was found', () => {
  it('is cut, and shows what cannot be seen', () => {
    expect(foundText('a\u200bb\u00a0c d\t')).toBe('a⟨U+200B⟩b⟨U+00A0⟩c d⟨U+0009⟩');
    expect(foundText('x'.repeat(61))).toBe(`${'x'.repeat(60)}…`);
    expect([...foundText('🙂'.repeat(10_000))].length).toBe(61);
  });
});

describe('a sample spread over all', () => {
  it('has as many as are wanted, in order, from the first on, and holds at most twice as many', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 1, max: 30 }), (count, most) => {
        const sample = new SpreadSample<number>(most);
        for (let index = 0; index < count; index += 1) sample.offer(() => index);
        const items = sample.items();
        expect(items.length).toBe(Math.min(count, most));
        expect(items).toEqual([...new Set(items)].sort((a, b) => a - b));
        if (count > 0) expect(items[0]).toBe(0);
        // No part of the file is passed over: the last kept is in its second half.
        if (count > most && most > 1) expect(items.at(-1)).toBeGreaterThanOrEqual(Math.floor(count / 4));
      }),
    );
  });
});

describe('a record as cells', () => {
  it.each(Object.values(contractExamples()))('$type reads back as what it was', (record) => {
    const cells = rowTexts(record);
    const { input, problems } = rowReader(Object.keys(cells), undefined)(Object.values(cells));
    expect(problems).toEqual([]);
    expect(parseRecord(input)).toEqual(parseRecord(record));
    expect(parseRecord(input)).toHaveProperty('record');
  });
});
