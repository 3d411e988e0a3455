import { describe, expect, test } from 'vitest';
import { LONGEST_LINE_BYTES } from '../../../shared/records/files/file-lines.ts';
import { contractExamples } from '../contract-examples.ts';
import { brief, readAll } from '../read-all.ts';

const { painScore } = contractExamples();
const line = (scoreId: string, fields: object = {}) => JSON.stringify({ ...painScore, scoreId, ...fields });
const read = (data: string | Uint8Array, chunkSize?: number) =>
  readAll('journal.ndjson', data, {}, chunkSize);

describe('an NDJSON file', () => {
  test('gives every contract example as it is', async () => {
    const records = Object.values(contractExamples());
    const { items } = await read(records.map((record) => JSON.stringify(record)).join('\n'));
    expect(items.map((item) => 'record' in item && item.record)).toEqual(records);
  });

  test.each([1, 7, 64 * 1024])(
    'keeps the neighbours of every bad line, in chunks of %i bytes',
    async (size) => {
      const invalidUtf8 = Buffer.concat([
        Buffer.from('{"type":"pain-score","scoreId":"'),
        Buffer.from([0xc3, 0x28]),
      ]);
      const file = Buffer.concat([
        Buffer.from(`\uFEFF${line('p-1')}\r\n\r\n \t\n${line('p-4', { pain: 7.5 })}\n`),
        invalidUtf8,
        Buffer.from(`"}\n${line('p-6')}\n{"type":"pain-sc\n[]\n${line('p-9')}\n`),
        Buffer.from(
          `${line('p-10', { name: 'x' })}\n${line('p-11', { at: '2026-08-04T12:00:00' })}\n${line('p-12')}`,
        ),
      ]);
      const { items, broken } = await read(file, size);
      expect(broken).toBeUndefined();
      expect(items.map(brief)).toEqual([
        [1, 'p-1'],
        [4, 'not-an-integer pain'],
        [5, 'invalid-utf8'],
        [6, 'p-6'],
        [7, 'invalid-json'],
        [8, 'wrong-type'],
        [9, 'p-9'],
        [10, 'unknown-field name'],
        [11, 'instant-without-offset at'],
        [12, 'p-12'],
      ]);
    },
  );

  test('says of a refused record which it is and all that is wrong with it', async () => {
    const { items } = await read(line('p-1', { pain: 11, soreness: '2/10' }));
    expect(items[0]).toHaveProperty('refusal', {
      line: 1,
      type: 'pain-score',
      id: 'p-1',
      code: 'out-of-range',
      path: 'pain',
      message: 'expected a whole number from 0 to 10; this one lies outside',
      also: [
        {
          code: 'wrong-type',
          path: 'soreness',
          message: 'expected a whole number from 0 to 10, not text of the form n/10; send the number alone',
        },
      ],
    });
  });

  test('refuses a last line that is cut off and keeps those before', async () => {
    const { items } = await read(`${line('p-1')}\n${line('p-2').slice(0, 60)}`);
    expect(items.map(brief)).toEqual([
      [1, 'p-1'],
      [2, 'invalid-json'],
    ]);
    expect(items[1]).toHaveProperty('refusal', {
      line: 2,
      code: 'invalid-json',
      path: '',
      message: 'expected one complete JSON object on this line',
    });
  });

  test('drops no repeated field and rounds no number silently', async () => {
    const repeated = line('p-1').replace('"pain":3', '"pain":3,"pain":4');
    const rounded = line('p-2').replace('"pain":3', '"pain":3.00000000000000000001');
    const { items } = await read(`${repeated}\n${rounded}\n${line('p-3')}\n`);
    expect(items.map(brief)).toEqual([
      [1, 'repeated-field pain'],
      [2, 'inexact-number'],
      [3, 'p-3'],
    ]);
    expect(items[0]).toHaveProperty('refusal.id', 'p-1');
  });

  test('skips a line that is too long and reads on behind it', async () => {
    const tooLong = line('p-2', { note: 'x'.repeat(LONGEST_LINE_BYTES) });
    const { items } = await read(`${line('p-1')}\n${tooLong}\n${line('p-3')}\n${tooLong}`, 1000);
    expect(items.map(brief)).toEqual([
      [1, 'p-1'],
      [2, 'line-too-long'],
      [3, 'p-3'],
      [4, 'line-too-long'],
    ]);
  });

  test('survives JSON that is nested as deeply as a line allows', async () => {
    const deep = '['.repeat(100_000);
    const nested = `{"type":"pain-score","a":${deep}${']'.repeat(100_000)}}`;
    const { items } = await read(`${deep}\n${nested}\n${line('p-3')}`);
    expect(items.map(brief)[0]).toEqual([1, 'invalid-json']);
    expect(items.map(brief)[1]?.[1]).not.toBe('pain-score');
    expect(items.map(brief)[2]).toEqual([3, 'p-3']);
  });

  test('may be empty', async () => {
    expect(await read('')).toEqual({ items: [] });
    expect(await read('\n\r\n')).toEqual({ items: [] });
  });
});
