import { extractText, getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import { isSaid } from '../../../shared/claims/contract.ts';
import { monthlyReportPage } from '../../../shared/pages/outcomes/monthly-report-page.ts';
import { headline } from '../../../shared/reports/headline.ts';
import {
  type MonthlyReport,
  monthSentences,
  monthsWithData,
} from '../../../shared/reports/monthly-report.ts';
import { outcomeReport, PART_IDS } from '../../../shared/reports/outcome-report.ts';
import { printable } from '../../../shared/reports/pdf/printable.ts';
import { reportPdf } from '../../../shared/reports/pdf/report-pdf.ts';
import { statisticsOf } from '../clinics.ts';
import { CLAIMS, SAID, saidWith } from '../said-claims.ts';

const REPORT: MonthlyReport = { month: '2026-09', statistics: SAID };

/** The text of a PDF as a reader would copy it, in one line. */
async function textOf(pdf: Uint8Array): Promise<string> {
  // The reader takes the bytes away from whoever hands them over.
  const { text } = await extractText(await getDocumentProxy(pdf.slice()), { mergePages: true });
  // A sentence may go on behind the foot of its page.
  return text.replace(/\s+/g, ' ').replace(/harbour, September 2026\. Made .*? Page \d+ of \d+ /g, '');
}
const spaced = (text: string) => printable(text).replace(/\s+/g, ' ');

test('every sentence, number and cell of the report can be read in the PDF, the answer first', async () => {
  const text = await textOf(await reportPdf(REPORT));
  const parts = outcomeReport(SAID);
  expect(parts.map(({ id }) => id)).toEqual(PART_IDS);
  for (const line of [
    'Outcomes at harbour, January to September 2026',
    headline(CLAIMS),
    ...monthSentences(REPORT),
    ...parts.flatMap(({ title, sentences, howSure, intervals, charts }) => [
      title,
      ...[...intervals, ...charts].map((drawn) => drawn.title),
      ...sentences,
      ...howSure.flatMap(({ lines }) => lines),
    ]),
    ...parts.flatMap(({ intervals }) =>
      intervals.flatMap(({ rows }) =>
        rows.map(({ estimate }) => (isSaid(estimate) ? estimate.text : estimate.withheld)),
      ),
    ),
  ]) {
    expect(text).toContain(spaced(line));
  }
  const words = new Set(text.split(' '));
  for (const cell of parts.flatMap(({ tables }) => tables.flatMap(({ rows }) => rows.flat()))) {
    for (const word of spaced(cell).split(' ')) expect(words, cell).toContain(word);
  }
  expect(text.indexOf(spaced(headline(CLAIMS)))).toBeLessThan(60);
});

test('the report says in which language it is', async () => {
  const { info } = await (await getDocumentProxy(await reportPdf(REPORT))).getMetadata();
  expect(info).toMatchObject({ Language: 'en', Title: expect.stringContaining('harbour') });
});

test('the same report gives the same bytes, as PDF and as file', async () => {
  expect(Buffer.from(await reportPdf(REPORT)).equals(Buffer.from(await reportPdf(REPORT)))).toBe(true);
  expect(monthlyReportPage(REPORT)).toBe(monthlyReportPage(REPORT));
});

test('it is headed by the months with data, and a month without sessions has a report that says so', async () => {
  expect(monthsWithData(REPORT)).toBe('January to September 2026');
  const empty = { month: '2026-08', statistics: statisticsOf([]) };
  const text = await textOf(await reportPdf(empty));
  expect(text).toContain('Outcomes at riverside, August 2026');
  expect(text).toContain('No sessions.');
  expect(monthlyReportPage(empty)).toContain('There was no session in these months');
});

test('it is headed by what people call the clinic', async () => {
  const named = { ...REPORT, name: 'Söhne & <Co>' };
  expect(monthlyReportPage(named)).toContain(
    '<h1>Outcomes at Söhne &amp; &lt;Co&gt;, January to September 2026',
  );
  expect(await textOf(await reportPdf(named))).toContain(
    'Outcomes at Söhne & <Co>, January to September 2026',
  );
});

test('what is different in a month is what the claims point out, and no test of its own', () => {
  const signals = [{ month: '2026-09', rule: 'limits by client', measure: 'improvement' }];
  const statistics = saidWith({
    trend: { months: 9, told: [], signals, sentence: 'Of 9 months, one stands out.' },
  });
  expect(monthSentences({ month: '2026-09', statistics })).toEqual([
    'September 2026 has 1 session with both scores. It is one of the months that are pointed out.',
    'Of 9 months, one stands out.',
  ]);
  expect(monthSentences({ month: '2026-08', statistics })).toEqual([
    'August 2026 has 1 session with both scores.',
    'Of 9 months, one stands out.',
  ]);
});

test('the file asks for nothing from anywhere, and runs nothing', () => {
  const page = monthlyReportPage(REPORT);
  expect(page).not.toMatch(/<script|<link rel="stylesheet"|<img|url\(|@import/);
  expect(page.match(/\b(?:href|src|action)="[^"]*"/g)).toEqual(['href="data:,"', 'href="#main"']);
  expect(page.indexOf('Pain fell by about')).toBeLessThan(
    page.indexOf('What is different in September 2026'),
  );
});

test('characters that a built-in font lacks become others', () => {
  expect(printable('−0.5 – 3 × 10… ☂')).toBe('-0.5 – 3 × 10… ?');
});
