import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { FileBroken } from '../../shared/records/files/file-item.ts';
import { LONGEST_COLUMN_NAME } from '../../shared/tables/column-name.ts';
import { LARGEST_WHOLE_OF_FUNCTION, openTable } from '../../shared/tables/open-table.ts';
import type { TableShape } from '../../shared/tables/table.ts';
import { piecesOf } from '../mapping/mapped.ts';
import { archive, type Entry, workbook } from './archive.ts';

async function read(content: string | Uint8Array, asked: Partial<TableShape> = {}) {
  const { shape, columns, rows } = await openTable(piecesOf(content), asked);
  const read = [];
  for await (const batch of rows) read.push(...batch);
  return {
    shape,
    columns,
    rows: read.map((row) => ('cells' in row ? Object.fromEntries(row.cells) : row.problem.code)),
    lines: read.map(({ line }) => line),
  };
}

const TWO = [
  { a: '1', b: 'é' },
  { a: '2', b: 'ß' },
];

describe('quotes that are none of CSV', () => {
  test('stand for themselves between tabs, as databases write them', async () => {
    const { rows } = await read('a\tb\n1\tsaid "ow" twice\n2\t"neck" stiff\n3\t5" scar\n4\t"a\tb"\n');
    expect(rows.map((row) => (typeof row === 'string' ? row : row['b']))).toEqual([
      'said "ow" twice',
      '"neck" stiff',
      '5" scar',
      'a\tb',
    ]);
  });

  test('and between commas where no cell begins with one', async () => {
    const { rows } = await read('a,b\n1,5" scar\n2,"neck" stiff\n3,x\n');
    expect(rows).toEqual([{ a: '1', b: '5" scar' }, 'invalid-quoting', { a: '3', b: 'x' }]);
  });
});

test('a header that stands again among the rows is none of them', async () => {
  const { rows, lines } = await read('a,b\n1,x\na,b\n2,y\n');
  expect(rows).toEqual([
    { a: '1', b: 'x' },
    { a: '2', b: 'y' },
  ]);
  expect(lines).toEqual([2, 4]);
});

describe('CSV, however it was saved', () => {
  const text = 'a,b\n1,é\n2,ß\n';
  test.each<[string, string | Uint8Array, Partial<TableShape>]>([
    ['UTF-8', text, { encoding: 'utf-8', separator: ',' }],
    ['a byte order mark', `\uFEFF${text}`, { encoding: 'utf-8' }],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${text}`, 'utf16le'), { encoding: 'utf-16le' }],
    ['UTF-16 without', Buffer.from(text, 'utf16le'), { encoding: 'utf-16le' }],
    [
      'UTF-16, the other way round',
      Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
      { encoding: 'utf-16be' },
    ],
    ['windows-1252', Buffer.from(text, 'latin1'), { encoding: 'windows-1252' }],
    ['semicolons', text.replaceAll(',', ';'), { separator: ';' }],
    ['tabs', text.replaceAll(',', '\t'), { separator: '\t' }],
    ['bars', text.replaceAll(',', '|'), { separator: '|' }],
    [
      'a line that names the separator',
      `sep=;\n${text.replaceAll(',', ';')}`,
      { separator: ';', headerLine: 2 },
    ],
    ['carriage returns', text.replaceAll('\n', '\r'), { lineEnds: 'cr' }],
    ['CRLF', text.replaceAll('\n', '\r\n'), { lineEnds: 'lf' }],
    ['a title above', `Report of August\n\n${text}`, { headerLine: 3 }],
    ['commas at the end of the header', text.replace('a,b', 'a,b,,'), {}],
    ['commas at the end of all lines', text.replaceAll('\n', ',\n'), {}],
    ['empty rows', text.replace('\n2', '\n,\n,\n2'), {}],
    ['quotes and blanks', '"a", b\n" 1 ",é\n2,"ß"\n', {}],
  ])('%s', async (_, content, shape) => {
    const table = await read(content);
    expect(table.rows).toEqual(TWO);
    expect(table.shape).toMatchObject(shape);
  });

  test('without a header row columns are called by their place', async () => {
    const { columns, rows } = await read('1,2026-08-03 10:00,7\n2,2026-08-04 10:00,5\n');
    expect(columns).toEqual(['column 1', 'column 2', 'column 3']);
    expect(rows).toHaveLength(2);
  });

  test('a name that is there twice is told apart, one that is not is called by its place', async () => {
    const { columns } = await read(',Pain,Pain\nx,1,2\n');
    expect(columns).toEqual(['column 1', 'Pain', 'Pain (2)']);
  });

  test('names longer than anybody reads are cut, and told apart still', async () => {
    const [one, other] = ['x'.repeat(9_000), `${'x'.repeat(9_000)}y`];
    const { columns, rows } = await read(`${one},${other},${one}\n1,2,3\n`);
    expect(new Set(columns!).size).toBe(3);
    for (const name of columns!) expect(name.length).toBeLessThanOrEqual(LONGEST_COLUMN_NAME);
    expect(rows).toHaveLength(1);
  });

  test('a row with other cells than the header is refused alone, and so is a total below', async () => {
    const { rows, lines } = await read('a,b,c\n1,2,3\n4,5,6,7\nTotal\n8,9,10\n');
    expect(rows).toEqual([
      { a: '1', b: '2', c: '3' },
      'wrong-cell-count',
      'wrong-cell-count',
      { a: '8', b: '9', c: '10' },
    ]);
    expect(lines).toEqual([2, 3, 4, 5]);
  });
});

describe('JSON', () => {
  test('lines', async () => {
    const { rows, shape } = await read('{"a":1,"b":{"c":"x"}}\nnot json\n{"a":2.50}\n[1]\n');
    expect(shape.format).toBe('ndjson');
    expect(rows).toEqual([{ a: '1', 'b.c': 'x' }, 'invalid-json', { a: '2.50' }, 'wrong-type']);
  });

  test('a list over many lines, an object with a list in it, a single object', async () => {
    expect((await read(JSON.stringify([{ a: 1 }, { a: 2 }], null, 2))).rows).toEqual([
      { a: '1' },
      { a: '2' },
    ]);
    const inside = await read(JSON.stringify({ meta: { n: 2 }, data: { visits: [{ a: 1 }, { a: null }] } }));
    expect(inside).toMatchObject({ shape: { format: 'json', rowsAt: 'data.visits' }, rows: [{ a: '1' }] });
    expect((await read('{\n "a": true\n}')).rows).toEqual([{ a: 'true' }]);
  });

  test('ids of more digits than a number can hold stay as they are', async () => {
    expect((await read('[{"id":1486370000000000101,"n":7.0}]')).rows).toEqual([
      { id: '1486370000000000101', n: '7.0' },
    ]);
  });

  test('entries of a list are found by their names, answers by what was selected', async () => {
    const row = {
      questions: [
        { name: 'Pain', answers: [{ value: '6' }, { value: '7', selected: true }] },
        { name: 'Where', answer: 'neck' },
      ],
      tags: ['a', 'b'],
    };
    expect((await read(JSON.stringify([row]))).rows).toEqual([
      {
        'questions[Pain].name': 'Pain',
        'questions[Pain].answers': '7',
        'questions[Where].name': 'Where',
        'questions[Where].answer': 'neck',
        tags: 'a;b',
      },
    ]);
  });

  test('lists of one document complete each other by their links; drafts do not', async () => {
    const link = (id: string) => ({ links: { self: `https://x/${id}` } });
    const document = {
      visits: [
        { id: '1', type: link('t1'), ...link('v1') },
        { id: '2', type: link('t2'), ...link('v2') },
      ],
      types: [{ name: 'Swedish', ...link('t1') }],
      notes: [
        { pain: 7, draft: false, visit: link('v1') },
        { pain: 9, draft: true, visit: link('v2') },
      ],
    };
    const { rows } = await read(JSON.stringify(document), { rowsAt: 'visits' });
    expect(rows).toMatchObject([{ id: '1', 'type.name': 'Swedish', 'notes.pain': '7' }, { id: '2' }]);
    expect(rows[1]).not.toHaveProperty('notes.pain');
  });

  test('what stops being JSON is told by its line', async () => {
    await expect(read('[\n {"a":1},\n {"a":}\n]')).rejects.toMatchObject({ code: 'unknown-format', line: 3 });
  });
});

describe('xlsx', () => {
  test('texts, numbers, days, times and the fullest sheet', async () => {
    const rows = [
      ['Export of August'],
      ['Id', 'Start', 'Day', 'Ok', 'Pain'],
      ['007', new Date(Date.UTC(2026, 7, 3, 10, 30)), new Date(Date.UTC(2026, 7, 3)), true, 7],
      [null, null, null, null, null],
      ['008', new Date(Date.UTC(2026, 7, 4, 9)), null, false, 2.5],
    ];
    const book = await writeXlsx({
      sheets: [
        { name: 'About', rows: [['x']] },
        { name: 'Visits', rows },
      ],
    });
    expect(await read(book)).toMatchObject({
      shape: { format: 'xlsx', sheet: 'Visits', headerLine: 2 },
      columns: ['Id', 'Start', 'Day', 'Ok', 'Pain'],
      rows: [
        { Id: '007', Start: '2026-08-03T10:30:00', Day: '2026-08-03', Ok: 'true', Pain: '7' },
        { Id: '008', Start: '2026-08-04T09:00:00', Ok: 'false', Pain: '2.5' },
      ],
      lines: [3, 5],
    });
  });
});

// `Pain` and `Soreness` stand over two columns each; the others are merged downwards, as sheets made by hand have it.
describe('header cells that are merged over several columns', () => {
  const rows = (day: number) => ['7', `2026-08-0${day} 10:00`, '6', '3', '2', '1'];
  const down = [0, 1].map((column) => ({ startRow: 0, startCol: column, endRow: 1, endCol: column }));
  const over = (row: number, from: number, to: number) => ({
    ...{ startRow: row, startCol: from, endRow: row, endCol: to },
  });
  const book = (head: (string | null)[][], merges: object[]) =>
    writeXlsx({ sheets: [{ name: 'S', rows: [...head, rows(1), rows(2)], merges: merges as never }] });
  const COLUMNS = ['No', 'Start', 'Pain Before', 'Pain After', 'Soreness Before', 'Soreness After'];
  const SIDES = ['Before', 'After', 'Before', 'After'];
  const GROUPS = ['Pain', null, 'Soreness', null];

  test.each([
    [
      'names of the others in the upper line',
      [
        ['No', 'Start', ...GROUPS],
        [null, null, ...SIDES],
      ],
      [...down, over(0, 2, 3), over(0, 4, 5)],
    ],
    [
      'names of the others in the lower line',
      [
        [null, null, ...GROUPS],
        ['No', 'Start', ...SIDES],
      ],
      [over(0, 2, 3), over(0, 4, 5)],
    ],
    [
      'a title over all of it',
      [['Visits of August'], [null, null, ...GROUPS], ['No', 'Start', ...SIDES]],
      [over(0, 0, 5), over(1, 2, 3), over(1, 4, 5)],
    ],
  ])('%s', async (_, head, merges) => {
    const table = await read(await book(head, merges));
    expect(table).toMatchObject({ columns: COLUMNS, lines: [head.length + 1, head.length + 2] });
    expect(table.rows[0]).toMatchObject({ No: '7', 'Pain Before': '6', 'Soreness After': '1' });
    // A mapping says where the header stands: by it the next file has the same names.
    expect(await read(await book(head, merges), table.shape)).toMatchObject({ columns: COLUMNS });
  });

  test('what is merged within the rows, or over columns without names of their own, changes no name', async () => {
    const names = ['No', 'Start', 'Before', 'After', 'B', 'C'];
    expect(await read(await book([names], [over(1, 2, 3)]))).toMatchObject({ columns: names });
    const titled = [['Visits', null, null], names];
    expect(await read(await book(titled, [over(0, 0, 5)]))).toMatchObject({ columns: names });
  });
});

describe('a workbook that would fill the memory', () => {
  const sheet = (rows: (string | null)[][]) => writeXlsx({ sheets: [{ name: 'S', rows }] });
  /** The same archive, in which the entries of some name say that they are so long. */
  async function saying(unpacked: number, part: string): Promise<Uint8Array> {
    const book = Buffer.from(await sheet([['Id'], ['text']]));
    for (let at = book.indexOf('PK\x01\x02'); at !== -1; at = book.indexOf('PK\x01\x02', at + 4))
      if (book.toString('latin1', at + 46, at + 46 + book.readUInt16LE(at + 28)).includes(part))
        book.writeUInt32LE(unpacked, at + 24);
    return book;
  }

  const many = (element: string, mebibytes: number) =>
    element.repeat(Math.floor((mebibytes * 2 ** 20) / element.length));
  const book = (parts: Parameters<typeof workbook>[0], lie: (entry: Entry) => Entry = (entry) => entry) =>
    archive(workbook(parts).map(lie));
  /** The size of a part is told behind its data alone, where a reader finds it. */
  const behind = (part: string, unpacked: number) => (entry: Entry) =>
    entry.name.includes(part) ? { ...entry, hasDescriptor: true, says: { packed: 0, unpacked } } : entry;

  /** Another directory, of which the last bytes of the archive say that it counts. */
  function elsewhere(): Buffer {
    const bytes = book({});
    bytes.writeUInt32LE(0xffffffff, bytes.length - 10);
    return bytes;
  }

  test('and one that is written by hand is read', async () => {
    const rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>';
    const parts = { sheets: [rows], texts: '<si><t>Id</t></si><si><t>7</t></si>' };
    expect(await read(book(parts))).toMatchObject({ columns: ['Id'], rows: [{ Id: '7' }] });
    const stored = archive(workbook(parts).map((entry) => ({ ...entry, isStored: true })));
    expect(await read(stored)).toMatchObject({ columns: ['Id'] });
  });

  test.each([
    ['texts without end', book({ texts: many('<si/>', 4) }), /at most 600000 texts and styles/],
    [
      'styles without end',
      book({ styles: `<cellXfs>${many('<x:xf/>', 5)}</cellXfs>` }),
      /at most 600000 texts/,
    ],
    [
      'a row of cells without end',
      book({ sheets: [`<row>${many('<c/>', 2)}</row>`] }),
      /at most 16384 cells/,
    ],
    ['rows without end', book({ sheets: [many('<row/>', 2)] }), /at most 200000 rows/],
    ['texts whose size stands behind them', book({ texts: 'x' }, behind('shared', 0)), /at most 96 MiB/],
    ['a sheet whose size stands behind it', book({}, behind('sheet0', 5)), /at most 96 MiB/],
    ['a directory elsewhere', elsewhere(), /no xlsx workbook that can be read/],
    [
      'texts that lie among the sheets',
      book({ texts: many('<si><t>ab</t></si>', 13), textsAt: 'worksheets/sheet9.xml' }),
      /at most 12 MiB of texts/,
    ],
    [
      'texts that lie among the pictures',
      book({ texts: many('<si><t>ab</t></si>', 13), textsAt: 'media/image1.xml' }),
      /at most 12 MiB of texts/,
    ],
    ['sheets without end', book({ sheets: Array(501).fill('') }), /at most 500 sheets/],
    [
      'many sheets that each read all texts',
      book({ sheets: Array(400).fill(''), texts: many('<si/>', 0.2) }),
      /at most \d+ sheets in a workbook of so many texts/,
    ],
    [
      'a text that no cell takes',
      book({ sheets: [`<row><c t="inlineStr"><is><t>${many('1', 1)}</t></is></c></row>`] }),
      /at most 32767 letters in a cell/,
    ],
    ['a row before the first', book({ sheets: ['<row r="0"><c><v>1</v></c></row>'] }), /no xlsx workbook/],
  ])('%s', async (_, bytes, reason) => {
    const opened = openTable(piecesOf(bytes, 4096), {}, LARGEST_WHOLE_OF_FUNCTION);
    await expect(opened).rejects.toThrow(reason);
    await expect(opened).rejects.toBeInstanceOf(FileBroken);
  });

  test.each([
    [
      'says that it is a gigabyte',
      saying(2 ** 30, 'sheet1'),
      /at most 96 MiB of a workbook when it is unpacked/,
    ],
    ['says so of its texts', saying(13 * 2 ** 20, 'workbook.xml'), /at most 12 MiB of texts/],
    ['does not say how long it is', saying(0, 'sheet1'), /at most 96 MiB/],
    ['is longer than it says', saying(10, 'sheet1'), /no xlsx workbook that can be read/],
    [
      'has cells far away',
      sheet(Array.from({ length: 310 }, () => [...Array<null>(16_383).fill(null), 'x'])),
      /at most 5000000 cells/,
    ],
  ])('%s', async (_, lying, reason) => {
    const bytes = await lying;
    const opened = openTable(piecesOf(bytes), {}, LARGEST_WHOLE_OF_FUNCTION);
    await expect(opened).rejects.toThrow(reason);
    await expect(opened).rejects.toBeInstanceOf(FileBroken);
  });
});

test.each<[string, Uint8Array, RegExp]>([
  ['nothing', Buffer.alloc(0), /empty/],
  ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /\.xls workbook/],
  ['a broken workbook', Buffer.from('PK\u0003\u0004 nonsense'), /no xlsx workbook/],
])('%s is refused with what to do', async (_, bytes, message) => {
  await expect(read(bytes)).rejects.toThrow(FileBroken);
  await expect(read(bytes)).rejects.toThrow(message);
});

describe('a line above the header of a CSV file that groups its columns', () => {
  const body = '1,2,3,4,2026-08-13\n';
  test.each([
    ['Before,,After,', 'a,b,a,b', ['Before a', 'Before b', 'After a', 'After b']],
    [',Before,,After,', 'id,a,b,a,b', ['id', 'Before a', 'Before b', 'After a', 'After b']],
    ['Client,Before,,After,', 'ID,a,b,a,b', ['Client ID', 'Before a', 'Before b', 'After a', 'After b']],
    ['Pain,Pain,ROM,ROM', 'a,b,c,d', ['Pain a', 'Pain b', 'ROM c', 'ROM d']],
  ])('%s over %s', async (above, names, columns) => {
    const cells = Array.from(columns, (_, index) => `2026-08-1${index}`).join(',');
    expect((await read(`${above}\n${names}\n${cells}\n`)).columns).toEqual(columns);
  });

  test.each([
    ['Report,,August 2026,,', 'a,b,c,d,e', ['a', 'b', 'c', 'd', 'e']],
    ['Report of visits,,,,', 'a,b,a,b,c', ['a', 'b', 'a (2)', 'b (2)', 'c']],
    ['From,2026-08-01,,,', 'a,a,a,b,c', ['a', 'a (2)', 'a (3)', 'b', 'c']],
  ])('%s over %s is none', async (above, names, columns) => {
    expect((await read(`${above}\n${names}\n${body}`)).columns).toEqual(columns);
  });
});
