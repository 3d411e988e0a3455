import fc from 'fast-check';
import { expect, test } from 'vitest';
import { movementsOfRow } from '../../shared/bulk/movements-of-row.ts';
import { RecordPacker } from '../../shared/bulk/pack-record.ts';
import { JoinedRows, RowChunks, Slabs } from '../../shared/bulk/row-chunks.ts';
import { parseRecord } from '../../shared/records/record.ts';
import { anyRecord } from './arbitrary-records.ts';

test('the movements of a packed session are those that were reported', () => {
  let movements = 0;
  fc.assert(
    fc.property(anyRecord, (reported) => {
      const parsed = parseRecord({ clinicId: 'riverside', ...reported });
      if (!('record' in parsed) || parsed.record.type !== 'session') return;
      const rows = new RowChunks(new Slabs());
      new RecordPacker(() => rows, '2026-11-28T00:00:00Z').pack(parsed.record, 0);
      const { memory } = new JoinedRows().join(rows.take());
      expect(movementsOfRow(memory, 0)).toEqual(parsed.record.rangeOfMotion);
      movements += parsed.record.rangeOfMotion?.length ?? 0;
    }),
    { numRuns: 1000 },
  );
  expect(movements).toBeGreaterThan(20); // or the property would have said nothing
});
