import { describe, expect, test } from 'vitest';
import {
  clinicsInFile,
  oneClinicCopy,
  rowsWithoutClinic,
} from '../../../shared/records/files/clinics-in-file.ts';
import { LONGEST_LINE_BYTES } from '../../../shared/records/files/file-lines.ts';
import { brief, chunked, collect, readAll } from '../read-all.ts';

const row = (clinic: string, id: string) => `${clinic},${id},c-1,2026-08-04T12:00:00Z,3,2026-08-04T12:00:00Z`;
const json = (clinicId: unknown, scoreId: string) =>
  JSON.stringify({
    type: 'pain-score',
    clinicId,
    scoreId,
    clientId: 'c-1',
    at: '2026-08-04T12:00:00Z',
    pain: 3,
    recordedAt: '2026-08-04T12:00:00Z',
  });

const CSV = [
  '\uFEFFclinicId,scoreId,clientId,at,pain,recordedAt\r\n',
  `${row('riverside', 'p-2')}\r\n`,
  `${row('harbour', 'p-3')}\n\n`,
  `${row('harbour', '"p\n-5"')}\n`,
  `${row('', 'p-7')}\n`,
  'riverside,p-8\n',
  `${row('not a clinic', 'p-9')}\n`,
  row('riverside', 'p-10'),
].join('');

const NDJSON = [
  json('harbour', 'p-1'),
  '',
  json('riverside', 'p-3'),
  '{"clinicId":"harbour",',
  json(undefined, 'p-5'),
  json(7, 'p-6'),
  'x'.repeat(LONGEST_LINE_BYTES),
  json('riverside', 'p-8'),
  '[]\r',
  '',
].join('\n');

const read = (text: string, size?: number) => chunked(text, size);

describe('clinicsInFile', () => {
  test('names each readable clinic once, in the order of the file', async () => {
    expect(await clinicsInFile('pain-scores.csv', read(CSV))).toEqual(['riverside', 'harbour']);
    expect(await clinicsInFile('a.ndjson', read(NDJSON))).toEqual(['harbour', 'riverside']);
    expect(await clinicsInFile('x.csv', read(CSV.replaceAll(',', ';')))).toEqual(['riverside', 'harbour']);
  });

  test('finds none where nothing names one', async () => {
    expect(await clinicsInFile('a.ndjson', read(''))).toEqual([]);
    expect(await clinicsInFile('a.csv', read(''))).toEqual([]);
    expect(await clinicsInFile('a.csv', read('scoreId\np-1\n'))).toEqual([]);
    expect(await clinicsInFile('a.ndjson', read('{"cli'))).toEqual([]);
  });

  test('names those before a file breaks', async () => {
    expect(await clinicsInFile('a.csv', read(`${CSV}\n"open`))).toEqual(['riverside', 'harbour']);
  });

  test('needs a known format', async () => {
    await expect(clinicsInFile('a.txt', read(CSV))).rejects.toMatchObject({ code: 'unknown-format' });
    await expect(
      collect(oneClinicCopy('a.txt', read(CSV), 'a', { keepUnreadable: true })),
    ).rejects.toMatchObject({
      code: 'unknown-format',
    });
  });
});

describe('oneClinicCopy', () => {
  const copy = (name: string, text: string, clinicId: string, keepUnreadable: boolean, size?: number) =>
    collect(oneClinicCopy(name, read(text, size), clinicId, { keepUnreadable }));

  test.each([3, 64 * 1024])(
    'holds the rows of one clinic on their own lines, from chunks of %i bytes',
    async (size) => {
      const riverside = await copy('pain-scores.csv', CSV, 'riverside', false, size);
      expect(riverside.split('\n')).toEqual([
        '\uFEFFclinicId,scoreId,clientId,at,pain,recordedAt\r',
        `${row('riverside', 'p-2')}\r`,
        ...Array(7).fill(''),
        row('riverside', 'p-10'),
      ]);
      const harbour = await readAll(
        'pain-scores.csv',
        await copy('pain-scores.csv', CSV, 'harbour', false, size),
      );
      expect(harbour.items.map(brief)).toEqual([
        [3, 'p-3'],
        [5, 'invalid-format scoreId'],
      ]);
    },
  );

  test.each(['riverside', 'harbour'])(
    'gives %s the records that the whole file gives it',
    async (clinicId) => {
      for (const [name, text] of [
        ['pain-scores.csv', CSV],
        ['a.ndjson', NDJSON],
      ] as const) {
        const ofClinic = (await readAll(name, text)).items.filter(
          (item) => 'record' in item && item.record.clinicId === clinicId,
        );
        const copied = (await readAll(name, await copy(name, text, clinicId, false), { clinicId })).items;
        const accepted = copied.filter((item) => 'record' in item);
        expect(accepted.map(brief)).toEqual(ofClinic.map(brief));
        expect(accepted.length).toBeGreaterThan(0);
      }
    },
  );

  test('keeps what is unreadable where it is asked to, to be refused there', async () => {
    const ndjson = await readAll('a.ndjson', await copy('a.ndjson', NDJSON, 'riverside', true), {
      clinicId: 'riverside',
    });
    expect(ndjson.items.map(brief)).toEqual([
      [3, 'p-3'],
      [4, 'invalid-json'],
      [6, 'wrong-type clinicId'],
      [7, 'line-too-long'],
      [8, 'p-8'],
      [9, 'wrong-type'],
    ]);
    const csv = await readAll('pain-scores.csv', await copy('pain-scores.csv', CSV, 'harbour', true), {
      clinicId: 'harbour',
    });
    expect(csv.items.map(brief)).toEqual([
      [3, 'p-3'],
      [5, 'invalid-format scoreId'],
      [8, 'wrong-cell-count'],
      [9, 'other-clinic clinicId'],
    ]);
  });

  test('breaks on the line on which the file breaks', async () => {
    const broken = `${CSV}\n\n${row('harbour', '"p-12')}\n${row('riverside', 'p-13')}\n`;
    for (const clinicId of ['riverside', 'harbour']) {
      const whole = await readAll('pain-scores.csv', broken);
      const copied = await readAll('pain-scores.csv', await copy('pain-scores.csv', broken, clinicId, false));
      expect(copied.broken?.message).toBe(whole.broken?.message);
      expect(copied.broken).toMatchObject({ code: 'quote-not-closed', line: 12 });
    }
  });
});

describe('rowsWithoutClinic', () => {
  test('are in no copy and are named by line', async () => {
    const message = 'expected a clinicId, because this file holds records of several clinics';
    const lines: unknown[] = [];
    for await (const refusal of rowsWithoutClinic('a.csv', read(CSV))) lines.push(refusal);
    for await (const refusal of rowsWithoutClinic('a.ndjson', read(NDJSON))) lines.push(refusal);
    expect(lines).toEqual([
      { line: 7, code: 'missing-field', path: 'clinicId', message },
      { line: 5, code: 'missing-field', path: 'clinicId', message },
    ]);
  });
});
