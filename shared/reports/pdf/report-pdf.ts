import { isSaid } from '../../claims/contract.ts';
import { monthWords } from '../../outcomes/date-words.ts';
import { intervalChart } from '../charts/interval-chart.ts';
import { headline } from '../headline.ts';
import { hasThinLine, type IntervalTable, THIN_LINE } from '../intervals/interval-table.ts';
import { saidOnce } from '../intervals/said-once.ts';
import {
  clinicOf,
  type MonthlyReport,
  monthSentences,
  monthsWithData,
  readingNotes,
} from '../monthly-report.ts';
import { outcomeReport, type ReportPart } from '../outcome-report.ts';
import { capitalised } from '../words/words.ts';
import { chartHeight, drawChart } from './pdf-chart.ts';
import { MUTED } from './pdf-colours.ts';
import { CONTENT_HEIGHT, PdfSheet } from './pdf-sheet.ts';
import { drawTable } from './pdf-table.ts';

const TITLE = { size: 20, bold: true, type: 'H1' } as const;
const HEADING = { size: 13, bold: true, type: 'H2' } as const;
const HEADLINE = { size: 10.5, bold: true };
const SUBHEADING = { ...HEADLINE, type: 'H3' } as const;
const TEXT = { size: 10 };
const ITEM_HEADING = { size: 9, bold: true, type: 'H3' } as const;
const ITEM = { size: 9, indent: 10 };
/** A heading stays with at least this much of what it heads. */
const KEPT_TOGETHER = 90;

/** The monthly report as a PDF: text as text, charts as shapes; the same report gives the same bytes. */
export async function reportPdf(report: MonthlyReport): Promise<Uint8Array> {
  const { month, statistics } = report;
  const clinic = clinicOf(report);
  const title = `Outcomes at ${clinic}, ${monthsWithData(report)}`;
  const sheet = await PdfSheet.begin(title);
  sheet.paragraph(title, TITLE);
  if (statistics.techniques.length === 0) sheet.paragraph('No sessions.', TEXT);
  else {
    sheet.paragraph(headline(statistics.claims), HEADLINE);
    heading(sheet, `What is different in ${monthWords(month)}`);
    for (const sentence of monthSentences(report)) sheet.paragraph(sentence, TEXT);
    drawReport(sheet, report);
  }
  return sheet.end(
    `${clinic}, ${monthWords(month)}. Made from pseudonymous records; nothing here names a person.`,
  );
}

function drawReport(sheet: PdfSheet, report: MonthlyReport): void {
  for (const part of outcomeReport(report.statistics)) drawPart(sheet, part);
  heading(sheet, 'How to read the tables');
  for (const note of readingNotes(report)) sheet.paragraph(note, { size: 8.5, colour: MUTED });
}

function drawPart(
  sheet: PdfSheet,
  { title, sentences, intervals, charts, howSure, tables }: ReportPart,
): void {
  const drawings = [...intervals.map(intervalChart), ...charts].filter((chart) => chart !== undefined);
  heading(sheet, title, drawings.length === 0 ? 0 : chartHeight(drawings[0]!));
  for (const sentence of sentences) sheet.paragraph(sentence, TEXT);
  for (const chart of drawings) {
    sheet.reserve(Math.min(KEPT_TOGETHER + chartHeight(chart), CONTENT_HEIGHT));
    sheet.paragraph(chart.title, SUBHEADING);
    drawChart(sheet, chart);
  }
  if (intervals.some(hasThinLine)) sheet.paragraph(THIN_LINE, { size: 8.5, colour: MUTED });
  list(sheet, 'Too few to say', [...new Set(intervals.flatMap(withheldLines))]);
  for (const { title: of, lines } of howSure) list(sheet, of, lines);
  for (const table of tables) drawTable(sheet, table);
}

function withheldLines(table: IntervalTable): string[] {
  const { rows, alike } = saidOnce(table);
  const together = alike.map(({ name, withheld }) => `${capitalised(name)}: ${withheld}`);
  const alone = rows.flatMap(({ name, estimate }) =>
    isSaid(estimate) ? [] : [`${name}: ${estimate.withheld}`],
  );
  return [...alone, ...together];
}

function heading(sheet: PdfSheet, text: string, heightBelow = 0): void {
  sheet.y += 10;
  sheet.reserve(Math.min(KEPT_TOGETHER + heightBelow, CONTENT_HEIGHT));
  sheet.paragraph(text, HEADING);
}

function list(sheet: PdfSheet, title: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  sheet.paragraph(title, ITEM_HEADING);
  sheet.list(lines, ITEM);
}
