import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ClosedList } from '../../shared/bulk/closed-list.ts';
import { FieldNames } from '../../shared/bulk/field-names.ts';
import { groupedRows } from '../../shared/bulk/grouped-rows.ts';
import { FIELDS } from '../../shared/bulk/record-fields.ts';
import { TextPool } from '../../shared/bulk/text-pool.ts';
import { COMPLAINTS, TECHNIQUES } from '../../shared/records/catalogue.ts';

test.each([[TECHNIQUES], [COMPLAINTS]])('a closed list finds its values and no others', (values) => {
  const list = new ClosedList(values);
  const find = (text: string) => list.find(Buffer.from(`"${text}"`), 1, text.length);
  for (const [index, value] of values.entries()) expect(find(value)).toBe(index);
  for (const other of ['', 'x', `${values[0]}s`, values[0]!.slice(1), 'othes', 'deep-tissux'])
    expect(find(other)).toBe(-1);
});

test('field names are found in whatever order they come, and nothing else is', () => {
  const names = new FieldNames(FIELDS);
  const text = fc.oneof(
    fc.constantFrom(...FIELDS),
    fc.string({ maxLength: 12 }),
    fc.constantFrom('pains', 'clientID', 'a'),
  );
  fc.assert(
    fc.property(fc.array(text), (texts) => {
      let before = -1;
      for (const name of texts) {
        fc.pre(!name.includes('"'));
        const bytes = Buffer.from(`xx"${name}":1`);
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        const found = names.find(bytes, view, 2, before);
        expect(found).toBe((FIELDS as readonly string[]).indexOf(name));
        if (found !== -1) before = found;
      }
    }),
  );
});

test('a name that the bytes end in is not read beyond them', () => {
  const bytes = Buffer.from('"recordedA');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  expect(new FieldNames(FIELDS).find(bytes, view, 0, -1)).toBe(-1);
});

test('a text pool gives equal bytes one text', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z0-9-]{0,6}$/), { maxLength: 400 }), (texts) => {
      const pool = new TextPool();
      const given = texts.map((text) => pool.textOf(Buffer.from(`.${text}.`), 1, text.length));
      expect(given).toEqual(texts);
      expect(pool.texts.toSorted()).toEqual([...new Set(texts)].sort());
    }),
  );
});

test('rows are grouped in the order in which they come', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000)), (values) => {
      const rows = Uint32Array.from(values);
      const groups = groupedRows(rows, {
        hashOf: (row) => (row % 10) % 3,
        isSame: (a, b) => a % 10 === b % 10,
      });
      const expected = [...Map.groupBy(values, (value) => value % 10).values()];
      const found = expected.map((_, group) => [
        ...groups.rows.subarray(groups.starts[group], groups.starts[group + 1]),
      ]);
      expect(found).toEqual(expected);
      expect(groups.starts.length).toBe(expected.length + 1);
    }),
  );
});
