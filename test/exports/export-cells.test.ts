import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EXPORTED_TYPES, tableHead, tableRow } from '../../shared/exports/export-files.ts';
import type { ExportedRecord } from '../../shared/exports/exported-record.ts';
import { parseRecord } from '../../shared/records/record.ts';
import { anyRecord } from '../bulk/arbitrary-records.ts';

/** What a spreadsheet takes for the beginning of a formula: OWASP, "CSV Injection". A number may be negative. */
const FORMULA = /^(?:[=+@\t\r]|-(?!\d+(?:\.\d+)?$))/;

it('has no cell that a spreadsheet would compute, whatever is in a record', () => {
  let cells = 0;
  fc.assert(
    fc.property(anyRecord, (sent) => {
      const parsed = parseRecord(sent);
      if (!('record' in parsed)) return;
      const record = parsed.record as unknown as ExportedRecord;
      if (!EXPORTED_TYPES.some((type) => type === record.type)) return;
      const [row = []] = parse(tableRow(record)) as string[][];
      expect(row).toHaveLength(tableHead(record.type).split(',').length);
      for (const cell of row) expect(cell).not.toMatch(FORMULA);
      cells += row.length;
    }),
    { numRuns: 500 },
  );
  expect(cells).toBeGreaterThan(1000);
});

it.each(['=1+1', '+1', '@SUM(A1)', '-1+1', '\t=1', 'a\u202eb', '\u2066a', '\ufeffa'])(
  'no id begins so, or holds what turns a text round: %j',
  (id) => {
    const at = '2026-08-04T12:00:00-05:00';
    const score = { type: 'pain-score', clinicId: 'north', scoreId: 'p-1', clientId: 'c-1', at, pain: 3 };
    for (const field of ['scoreId', 'clientId']) {
      expect(parseRecord({ ...score, [field]: id }), field).toHaveProperty('refusals');
    }
  },
);
