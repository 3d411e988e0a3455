import { describe, expect, test } from 'vitest';
import { checkpointAfter, type FileItem } from '../../../shared/records/files/file-item.ts';
import { type RecordFileOptions, readRecordFile } from '../../../shared/records/files/record-file.ts';
import { contractExamples } from '../contract-examples.ts';
import { brief, chunked, readAll } from '../read-all.ts';

const { painScore } = contractExamples();
const json = (scoreId: string, fields: object = {}) => JSON.stringify({ ...painScore, scoreId, ...fields });

const FILES: Record<string, string> = {
  'journal.ndjson': `\uFEFF${json('p-1')}\r\n\r\n${json('p-3', { pain: 11 })}\n{"cut\n${json('é-5')}\n${json('p-6')}`,
  'pain-scores.csv': [
    '\uFEFFscoreId,clinicId,clientId,at,pain,recordedAt\r\n',
    'p-1,riverside,c-1,2026-08-04T12:00:00Z,3,2026-08-04T12:00:00Z\r\n\r\n',
    '"p\n\n3",riverside,c-1,2026-08-04T12:00:00Z,3,2026-08-04T12:00:00Z\n',
    'é-4,riverside\n',
    'p-5,riverside,c-1,2026-08-04T12:00:00Z,"4",2026-08-04T12:00:00Z\n',
    'p-6,riverside,c-1,2026-08-04T12:00:00Z,"4,2026-08-04T12:00:00Z\n',
  ].join(''),
};

describe('a file that is read on from a checkpoint', () => {
  test.each(Object.entries(FILES))(
    '%s gives the same items as in one go, after any row',
    async (name, text) => {
      const whole = await readAll(name, text);
      expect(whole.items.length).toBeGreaterThan(3);
      for (const [index, item] of whole.items.entries()) {
        const resumeAt = JSON.parse(JSON.stringify(checkpointAfter(item)));
        const rest = await readAll(name, Buffer.from(text).subarray(resumeAt.byte), { resumeAt });
        expect(rest.items).toEqual(whole.items.slice(index + 1));
        expect(rest.broken?.message).toEqual(whole.broken?.message);
      }
    },
  );

  test('needs nothing but the rest of the file, even when that is nothing', async () => {
    for (const [name, text] of Object.entries(FILES)) {
      const complete = text.slice(0, text.lastIndexOf('p-6')).replace(/[^\n]*$/, '');
      const { items } = await readAll(name, complete);
      const resumeAt = checkpointAfter(items.at(-1) as FileItem);
      expect(resumeAt.byte).toBe(Buffer.byteLength(complete));
      expect(await readAll(name, '', { resumeAt })).toEqual({ items: [] });
    }
  });
});

describe('the clinic of a file', () => {
  const here: RecordFileOptions = { clinicId: 'riverside' };
  const { clinicId: _clinic, ...nameless } = painScore;

  test('is filled in where a record names none, and demanded where it names one', async () => {
    const file = [
      nameless,
      painScore,
      { ...painScore, clinicId: 'harbour' },
      { ...painScore, clinicId: null },
    ];
    const { items } = await readAll('a.jsonl', file.map((record) => JSON.stringify(record)).join('\n'), here);
    expect(items.slice(0, 2).map((item) => 'record' in item && item.record)).toEqual([painScore, painScore]);
    expect(items.slice(2)).toMatchObject([
      {
        refusal: {
          line: 3,
          id: 'p-77',
          code: 'other-clinic',
          path: 'clinicId',
          message: 'expected the clinic that this file belongs to, or no clinicId',
        },
      },
      { refusal: { line: 4, code: 'wrong-type', path: 'clinicId' } },
    ]);
  });

  test('is filled in and demanded in CSV as well', async () => {
    const rows = ['', 'riverside', 'harbour'].map(
      (clinic) => `p-1,${clinic},c-1,2026-08-04T12:00:00Z,3,2026-08-04T12:00:00Z`,
    );
    const file = ['scoreId,clinicId,clientId,at,pain,recordedAt', ...rows].join('\n');
    const { items } = await readAll('pain-scores.csv', file, here);
    expect(items.map(brief)).toEqual([
      [2, 'p-1'],
      [3, 'p-1'],
      [4, 'other-clinic clinicId'],
    ]);
    expect(items[0]).toHaveProperty('record.clinicId', 'riverside');
  });

  test('is needed in every record of a file that belongs to none', async () => {
    const { items } = await readAll('a.ndjson', JSON.stringify(nameless));
    expect(items.map(brief)).toEqual([[1, 'missing-field clinicId']]);
  });
});

describe('the format of a file', () => {
  test.each(['a.ndjson', 'a.jsonl', 'clinic=riverside/b.c/A.NDJSON'])(
    'of the name %s is NDJSON',
    async (name) => {
      expect((await readAll(name, json('p-1'))).items.map(brief)).toEqual([[1, 'p-1']]);
    },
  );

  test.each(['sessions', 'sessions.xlsx', 'sessions.csv.gz', 'csv', 'a.csv/sessions', ''])(
    'is not guessed from the name "%s"',
    (name) => {
      expect(() => readRecordFile(name, chunked(''))).toThrow(
        expect.objectContaining({
          name: 'FileBroken',
          code: 'unknown-format',
          reason: 'expected a file whose name ends in .csv, .ndjson or .jsonl',
        }),
      );
    },
  );
});

describe('a source that fails', () => {
  test.each(Object.keys(FILES))('fails the reading of %s with its own error', async (name) => {
    async function* failing() {
      yield* chunked(FILES[name] as string);
      throw new Error('connection lost');
    }
    const reading = async () => {
      let items = 0;
      for await (const _item of readRecordFile(name, failing())) items += 1;
      return items;
    };
    await expect(reading()).rejects.toThrow('connection lost');
  });

  test.each(Object.keys(FILES))('is closed when %s is not read to its end', async (name) => {
    let closed = false;
    async function* source() {
      try {
        yield* chunked(FILES[name] as string);
      } finally {
        closed = true;
      }
    }
    for await (const _item of readRecordFile(name, source())) break;
    expect(closed).toBe(true);
  });
});
