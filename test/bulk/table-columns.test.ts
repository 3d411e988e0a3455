import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appendColumns, tableColumns } from '../../shared/bulk/table-columns.ts';
import { tableStatistics } from '../../shared/claims/outcome-statistics.ts';
import { clientOutcomes } from '../../shared/outcomes/client-outcomes.ts';
import type { ClientRecord } from '../../shared/outcomes/client-record.ts';
import { parseRecord } from '../../shared/records/record.ts';
import { type ClientSessions, OutcomeTable } from '../../shared/statistics/table/outcome-table.ts';
import { DEEP } from '../deep.ts';
import { fastRecord } from './arbitrary-records.ts';

const MONTHS = { from: null, to: null };

function outcomesOf(client: string, inputs: readonly object[]): ClientSessions {
  const records = inputs.flatMap((input): ClientRecord[] => {
    const parsed = parseRecord({ ...JSON.parse(JSON.stringify(input)), clinicId: 'riverside' });
    return 'record' in parsed ? [parsed.record as ClientRecord] : [];
  });
  return { client, ...clientOutcomes(records) };
}

test('tables that were filled apart and put together give the statistics of one table', () => {
  const clients = fc
    .array(fc.array(fastRecord, { maxLength: 15 }), { maxLength: 6 })
    .map((lists) => lists.map((inputs, index) => outcomesOf(`client ${index}`, inputs)));
  fc.assert(
    fc.property(clients, fc.nat(6), (all, cut) => {
      const whole = new OutcomeTable(MONTHS);
      for (const client of all) whole.add(client);
      const together = new OutcomeTable(MONTHS);
      for (const [index, part] of [all.slice(cut), all.slice(0, cut)].entries()) {
        const table = new OutcomeTable(MONTHS);
        for (const client of part) table.add(client);
        appendColumns(together, structuredClone(tableColumns(table)), `part ${index}`);
      }
      const text = (table: OutcomeTable) =>
        JSON.stringify(tableStatistics({ clinicId: 'c', ...MONTHS }, table, undefined));
      expect(text(together)).toBe(text(whole));
    }),
    { numRuns: DEEP ? 200 : 80 },
  );
});
