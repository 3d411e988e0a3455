import { expect, test } from 'vitest';
import { PdfSheet } from '../../../shared/reports/pdf/pdf-sheet.ts';
import { drawTable } from '../../../shared/reports/pdf/pdf-table.ts';
import { all, heardPages } from './heard-pages.ts';

/** How many rows of a table stand on each of its pages, its header left aside. */
async function rowsOnPages(count: number, above: number): Promise<number[]> {
  const sheet = await PdfSheet.begin('Rows');
  for (let line = 0; line < above; line++) sheet.paragraph('Above it', { size: 10 });
  const rows = Array.from({ length: count }, (_, index) => [`row ${index + 1}`, '1']);
  const columns = [{ header: 'Name' }, { header: 'Number', align: 'right' as const }];
  drawTable(sheet, { title: 'All of them', columns, rows, below: [] });
  const { pages } = await heardPages(await sheet.end('Foot'));
  const told = pages.map((page) => all([page]).filter(({ text }) => /^row \d+$/.test(text)).length);
  expect(told.reduce((sum, rows) => sum + rows, 0)).toBe(count);
  return told.filter((rows) => rows > 0);
}

test('the last row of a table is on no page of its own, wherever the page ends', async () => {
  const lengths = Array.from({ length: 24 }, (_, index) => index + 40);
  const told = await Promise.all(lengths.map((count) => rowsOnPages(count, 0)));
  expect(told.some((pages) => pages.length > 1)).toBe(true);
  for (const pages of told) expect(pages.at(-1)).toBeGreaterThan(1);
  for (const above of [44, 45, 46, 47, 48]) expect((await rowsOnPages(2, above)).at(-1)).toBe(2);
});
