import { describe, expect, test } from 'vitest';
import { LONGEST_LINE_BYTES } from '../../../shared/records/files/file-lines.ts';
import { brief, readAll } from '../read-all.ts';

const header = 'clinicId,scoreId,clientId,at,pain,window,recordedAt';
const row = (scoreId: string, pain = '3') =>
  `riverside,${scoreId},c-001,2026-08-04T12:00:00-05:00,${pain},,2026-08-04T12:01:00-05:00`;
const read = (data: string | Uint8Array, chunkSize?: number) =>
  readAll('pain-scores.csv', data, {}, chunkSize);
const readLines = (...lines: string[]) => read([header, ...lines].join('\n'));

describe('a CSV file', () => {
  test.each([1, 5, 64 * 1024])(
    'reads its rows with all the traps of RFC 4180, in chunks of %i bytes',
    async (size) => {
      const file = [
        `\uFEFF${header}\r\n`,
        `${row('p-2')}\r\n`,
        '\r\n',
        `${row('"p-4"', '"0"')}\n`,
        `"riverside","p-5","c-001","2026-08-04T12:00:00-05:00",10,"","2026-08-04T12:01:00-05:00"\n`,
        `${row('"p\r\n\n6"')}\r\n`,
        `${row('p-9')}\n`,
        `${row('"p""10"')}\n`,
        '\n\n',
        row('p-13'),
      ].join('');
      const { items, broken } = await read(file, size);
      expect(broken).toBeUndefined();
      expect(items.map(brief)).toEqual([
        [2, 'p-2'],
        [4, 'p-4'],
        [5, 'p-5'],
        [6, 'invalid-format scoreId'],
        [9, 'p-9'],
        [10, 'invalid-format scoreId'],
        [13, 'p-13'],
      ]);
      expect(items[1]).toHaveProperty('record.pain', 0);
      expect(items[3]).toMatchObject({ line: 6, endLine: 8 });
      expect(items.at(-1)?.endByte).toBe(Buffer.byteLength(file));
    },
  );

  test('keeps the neighbours of every bad row', async () => {
    const { items, broken } = await readLines(
      row('p-2'),
      `${row('p-3')},`,
      'riverside,p-4',
      row('p-5', '7.5'),
      row('p-6', '"7/10"'),
      row('p-7', ' 7'),
      row('p-8', '11'),
      row('p-9', '5" ruler'),
      row('p-10'),
      row('p-11', '"3" '),
      row('p-12'),
      ',,,,,,',
      row('p-14'),
    );
    expect(broken).toBeUndefined();
    expect(items.map(brief)).toEqual([
      [2, 'p-2'],
      [3, 'wrong-cell-count'],
      [4, 'wrong-cell-count'],
      [5, 'not-an-integer pain'],
      [6, 'wrong-type pain'],
      [7, 'wrong-type pain'],
      [8, 'out-of-range pain'],
      [9, 'invalid-quoting'],
      [10, 'p-10'],
      [11, 'invalid-quoting'],
      [12, 'p-12'],
      [14, 'p-14'],
    ]);
    expect(items[1]).toHaveProperty('refusal.message', 'expected 7 cells, as in the header');
  });

  test.each(['Total,,,,9,,', ',,Totals,,9,,', 'Summe,9'])(
    'refuses %s as what looks like a row of totals, and keeps its neighbours',
    async (totals) => {
      const { items } = await readLines(row('p-2'), totals, row('p-4'));
      expect(items.map(brief)).toEqual([
        [2, 'p-2'],
        [3, 'totals-row'],
        [4, 'p-4'],
      ]);
      expect(items[1]).toHaveProperty(
        'refusal.message',
        expect.stringContaining('looks like a row of totals'),
      );
    },
  );

  test('a record with a word for totals in it is none of them', async () => {
    const { items } = await readLines(row('total'), row('total', '11'));
    expect(items.map(brief)).toEqual([
      [2, 'total'],
      [3, 'out-of-range pain'],
    ]);
  });

  test('refuses a line whose quote is closed by a later row, and reads that row', async () => {
    const { items, broken } = await readLines(
      row('p-2'),
      row('p-3', '"3'),
      row('p-4'),
      row('"p-5"'),
      row('p-6'),
    );
    expect(broken).toBeUndefined();
    expect(items.map(brief)).toEqual([
      [2, 'p-2'],
      [3, 'invalid-quoting'],
      [4, 'p-4'],
      [5, 'p-5'],
      [6, 'p-6'],
    ]);
  });

  test('breaks where a quote is never closed, and keeps what came before', async () => {
    const { items, broken } = await readLines(row('p-2'), row('p-3', '11'), row('p-4', '"3'), row('p-5'));
    expect(items.map(brief)).toEqual([
      [2, 'p-2'],
      [3, 'out-of-range pain'],
    ]);
    expect(broken).toMatchObject({
      code: 'quote-not-closed',
      line: 4,
      reason: 'a quote is opened on this line and never closed; nothing after it was read',
    });
  });

  test('does not read a whole file to find a closing quote', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => row(`p-${index}`));
    const { items, broken } = await readLines(row('p-2'), row('p-3', '"3'), ...many, 'end"');
    expect(items.map(brief)).toEqual([[2, 'p-2']]);
    expect(broken).toMatchObject({ code: 'quote-not-closed', line: 3 });
    const wide = Array.from({ length: 5 }, () => 'x'.repeat(LONGEST_LINE_BYTES / 4));
    expect((await readLines(row('p-2', '"3'), ...wide, '"')).broken).toMatchObject({ line: 2 });
    expect((await readLines(row('p-2', '"3'), 'x'.repeat(LONGEST_LINE_BYTES + 1), '"')).broken).toMatchObject(
      {
        line: 2,
      },
    );
  });

  test('refuses bytes that are not UTF-8 and a row that is too long, alone', async () => {
    const latin1 = Buffer.from(`${row('p-é')}\n`, 'latin1');
    const inQuotes = Buffer.from(`${row('"p-\né"')}\n`, 'latin1');
    const file = Buffer.concat([
      Buffer.from(`${header}\n`),
      latin1,
      Buffer.from(`${row('p-3')}\n${row('x'.repeat(LONGEST_LINE_BYTES))}\n${row('p-5')}\n`),
      inQuotes,
      Buffer.from(row('p-8')),
    ]);
    const { items } = await read(file, 999);
    expect(items.map(brief)).toEqual([
      [2, 'invalid-utf8'],
      [3, 'p-3'],
      [4, 'line-too-long'],
      [5, 'p-5'],
      [6, 'invalid-utf8'],
      [7, 'invalid-utf8'],
      [8, 'p-8'],
    ]);
  });

  test('names a malformed cell together with what else is wrong', async () => {
    const columns =
      'sessionId,clientId,therapistId,startedAt,endedAt,complaint,techniques,painBefore,recordedAt';
    const cells =
      's-1,c-1,t-1,2026-08-03T10:00:00Z,2026-08-03T11:00:00Z,stress,sports:5;x,11,2026-08-03T11:00:00Z';
    const { items } = await readAll('sessions.csv', `${columns}\n${cells}`, { clinicId: 'riverside' });
    expect(items[0]).toMatchObject({
      refusal: {
        id: 's-1',
        type: 'session',
        code: 'malformed-cell',
        path: 'techniques[1]',
        also: [{ code: 'out-of-range', path: 'painBefore' }],
      },
    });
  });
});

describe('a header', () => {
  test.each([
    [
      `${header},name`,
      'unknown-column',
      'unknown column "name"; expected a column of a pain-score: type, clinicId,',
    ],
    [
      `${header},painBefore`,
      'unknown-column',
      'unknown column "painBefore"; expected a column of a pain-score',
    ],
    [`${header},phases.lunch`, 'unknown-column', 'unknown column "phases.lunch"'],
    [`${header.replace('pain,', ',')}`, 'unknown-column', 'unknown column 5 (without a name)'],
    [
      `${header},name,Pain Score,soreness\u200B`,
      'unknown-column',
      'unknown columns "name", "Pain Score", "soreness⟨U+200B⟩" (soreness?); expected a column of a pain-score',
    ],
    [`${header},pain,at,pain`, 'doubled-column', 'the columns "pain", "at" are there twice'],
    [header.replace('pain,', ' pain,'), 'unknown-column', 'unknown column " pain"'],
    [header.replace('pain,', 'Pain,'), 'unknown-column', 'unknown column "Pain" (pain?)'],
    [`${header},constructor`, 'unknown-column', 'unknown column "constructor"'],
    [`${header},pain`, 'doubled-column', 'the column "pain" is there twice'],
    [
      `${header},type,tongue`,
      'unknown-column',
      'unknown column "tongue"; expected a field of the record contract',
    ],
    [header.replace('clientId,', ''), 'missing-column', 'no column says whose the rows are'],
    ['type,clinicId,scoreId,at,pain', 'missing-column', 'expected a column "clientId"'],
    [`"${header}`, 'quote-not-closed', 'a quote is opened on this line and never closed'],
    [`a"${header}`, 'invalid-header', 'the header: expected quotes only around a whole cell'],
    ['', 'invalid-header', 'the file is empty; expected a header row of field names'],
  ])('%s breaks the file before any row', async (columns, code, reason) => {
    const { items, broken } = await read(columns && `${columns}\n${row('p-2')}\n`);
    expect(items).toEqual([]);
    expect(broken).toMatchObject({ code, line: 1, reason: expect.stringContaining(reason) });
    expect(broken?.message).toContain('line 1: ');
  });

  test('of moves names both clients, and needs no other', async () => {
    const moves = 'type,of,id,fromClientId,toClientId\nmove,session,s-1,c-1,c-2';
    const { items, broken } = await readAll('moves.csv', moves, { clinicId: 'riverside' });
    expect([items.length, broken]).toEqual([1, undefined]);
    expect(items[0]).toHaveProperty('record.type', 'move');
  });

  test('in UTF-16 is not guessed at', async () => {
    const { broken } = await read(Buffer.from(`\uFEFF${header}\n${row('p-2')}\n`, 'utf16le'));
    expect(broken).toMatchObject({
      code: 'invalid-header',
      line: 1,
      reason: expect.stringContaining('UTF-8'),
    });
  });

  test('may follow blank lines, and its line is said', async () => {
    expect((await read(`\n\n${header}\n${row('p-4')}`)).items.map(brief)).toEqual([[4, 'p-4']]);
    expect((await read(`\n\n${header},x\n`)).broken).toMatchObject({ line: 3 });
  });

  test('alone is a file without records', async () => {
    expect(await read(header)).toEqual({ items: [] });
  });
});

describe('the type of a row', () => {
  const mixed = [
    'type,clinicId,scoreId,measurementId,goalId,clientId,at,pain,value,recordedAt',
    'pain-score,riverside,p-2,,,c-1,2026-08-04T12:00:00Z,3,,2026-08-04T12:00:00Z',
    'measurement,riverside,,m-3,g-1,c-1,2026-08-04T12:00:00Z,,38,2026-08-04T12:00:00Z',
    'measurement,riverside,,m-4,g-1,c-1,2026-08-04T12:00:00Z,3,38,2026-08-04T12:00:00Z',
    'visit,riverside,,m-5,g-1,c-1,2026-08-04T12:00:00Z,3,38,2026-08-04T12:00:00Z',
    ',riverside,,m-6,g-1,c-1,2026-08-04T12:00:00Z,,38,2026-08-04T12:00:00Z',
  ].join('\n');

  test('may stand in a column', async () => {
    const { items } = await readAll('export.csv', mixed);
    expect(items.map(brief)).toEqual([
      [2, 'p-2'],
      [3, 'm-3'],
      [4, 'unknown-field pain'],
      [5, 'unknown-code type'],
      [6, 'missing-field type'],
    ]);
  });

  test('is never taken from the name of a file with such a column', async () => {
    const { items } = await readAll('measurements.csv', mixed);
    expect(items.map(brief)).toEqual((await readAll('export.csv', mixed)).items.map(brief));
  });

  test('may be asked for, and then every row must have it', async () => {
    const { items } = await readAll('export.csv', mixed, { type: 'measurement' });
    expect(items.map(brief)).toEqual([
      [2, 'other-type type'],
      [3, 'm-3'],
      [4, 'unknown-field pain'],
      [5, 'other-type type'],
      [6, 'm-6'],
    ]);
  });

  test('may be asked for where no column says it', async () => {
    const { items } = await readAll('2026.csv', `${header}\n${row('p-2')}`, { type: 'pain-score' });
    expect(items.map(brief)).toEqual([[2, 'p-2']]);
  });

  test.each(['clinic=riverside/pain-scores.csv', './pain-scores.csv'])(
    'may stand in the name %s',
    async (name) => {
      const { items } = await readAll(name, `${header}\n${row('p-2')}`);
      expect(items.map(brief)).toEqual([[2, 'p-2']]);
    },
  );

  test.each(['2026-pain-scores.csv', 'pain_scores.csv', 'erasures.csv', 'deletions.csv', 'constructor'])(
    'is not guessed from the name %s',
    async (name) => {
      const untold = 'clinicId,clientId,recordedAt';
      const { items, broken } = await readAll(name.replace(/(\.csv)?$/, '.csv'), `${untold}\nr,c-1,`);
      expect(items).toEqual([]);
      expect(broken).toMatchObject({
        code: 'unknown-type',
        line: 1,
        reason:
          'what the rows are cannot be told from the columns; expected a column "type" that says it in every row, or a file named sessions.csv, pain-scores.csv, goals.csv, measurements.csv, consents.csv or care.csv',
      });
    },
  );
});
