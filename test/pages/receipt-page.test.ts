import { expect, test } from 'vitest';
import { receiptPage } from '../../shared/pages/erasures/receipt-page.ts';

test('what is left elsewhere is told in the order of its last days, what stays for good at the end', () => {
  const { markup } = receiptPage({
    ...{ clinic: 'Harbour', path: '/erasures/1', reference: 'r', signature: 's' },
    ...{ day: '2026-08-03', time: '10:00', zone: 'UTC', removed: {} },
    remains: [
      { what: 'empty views', lastDay: '2026-08-10' },
      { what: 'exports', lastDay: '2026-08-04' },
      { what: 'sums in releases' },
      { what: 'backups', lastDay: '2026-09-07' },
      { what: 'histories' },
      { what: 'a mark', lastDay: '2026-09-02' },
    ],
  });
  const told = ['Exports', 'Empty views', 'A mark', 'Backups', 'Sums in releases', 'Histories'];
  expect([...markup.matchAll(new RegExp(told.join('|'), 'g'))].map(([what]) => what)).toEqual(told);
});
