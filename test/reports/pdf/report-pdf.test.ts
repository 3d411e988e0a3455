import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import { monthlyReportPage } from '../../../shared/pages/monthly-report-page.ts';
import { differenceSentence } from '../../../shared/reports/difference-section.ts';
import { reportLead } from '../../../shared/reports/lead.ts';
import type { MonthlyReport } from '../../../shared/reports/monthly-report.ts';
import { outcomeReport } from '../../../shared/reports/outcome-report.ts';
import { printable } from '../../../shared/reports/pdf/printable.ts';
import { reportPdf } from '../../../shared/reports/pdf/report-pdf.ts';
import { monthDifferences } from '../../../shared/statistics/month-differences.ts';
import { statisticsOf, VALLBONA } from '../clinics.ts';

const REPORT: MonthlyReport = {
  month: '2026-08',
  statistics: VALLBONA,
  differences: monthDifferences(VALLBONA.techniques, VALLBONA.techniques, [
    'trigger-point-therapy',
    'relaxation',
  ]),
};

/** The text of a PDF as a reader would copy it, in one line. */
async function textOf(pdf: Uint8Array): Promise<string> {
  // The reader takes the bytes away from whoever hands them over.
  const { text } = await extractText(await getDocumentProxy(pdf.slice()), { mergePages: true });
  return text.replace(/\s+/g, ' ');
}
const spaced = (text: string) => printable(text).replace(/\s+/g, ' ');

test('every sentence and every cell of the report can be read in the PDF', async () => {
  const text = await textOf(await reportPdf(REPORT));
  const { sentence, supported, unsupported } = reportLead(VALLBONA);
  const parts = outcomeReport(VALLBONA);
  expect(parts).toHaveLength(8);
  for (const line of [
    'Outcomes at riverside, 2026-08',
    differenceSentence(REPORT.differences, '2026-08'),
    ...[sentence, ...supported, ...unsupported],
    ...parts.flatMap((part) => [part.title, part.sentence]),
  ]) {
    expect(text).toContain(spaced(line));
  }
  const words = new Set(text.split(' '));
  for (const cell of parts.flatMap(({ tables }) => tables.flatMap(({ rows }) => rows.flat()))) {
    for (const word of spaced(cell).split(' ')) expect(words, cell).toContain(word);
  }
});

test('charts are drawn, with their words as text', async () => {
  const text = await textOf(await reportPdf(REPORT));
  // Vallbona 1997: 29 clients with the magnet, one session each.
  expect(text).toContain('Trigger point therapy: 29/29, 100 % scored, 29 clients');
  expect(text).toContain('important: 2 points');
});

test('the same report gives the same bytes, as PDF and as file', async () => {
  expect(Buffer.from(await reportPdf(REPORT)).equals(Buffer.from(await reportPdf(REPORT)))).toBe(true);
  expect(monthlyReportPage(REPORT)).toBe(monthlyReportPage(REPORT));
});

test('a month without sessions has a report that says so', async () => {
  const empty = { month: '2026-08', statistics: statisticsOf([]), differences: [] };
  expect(await textOf(await reportPdf(empty))).toContain('No sessions.');
  expect(monthlyReportPage(empty)).toContain('No session lies in what is asked for');
});

test('the file asks for nothing from anywhere, and runs nothing', () => {
  const page = monthlyReportPage(REPORT);
  expect(page).not.toMatch(/<script|<link rel="stylesheet"|<img|url\(|@import/);
  expect(page.match(/\b(?:href|src|action)="[^"]*"/g)).toEqual(['href="data:,"', 'href="#main"']);
  expect(page.indexOf('What is different in 2026-08')).toBeLessThan(page.indexOf('What the data support'));
});

test('characters that a built-in font lacks become others', () => {
  expect(printable('−0.5 – 3 × 10… ☂')).toBe('-0.5 – 3 × 10… ?');
});
