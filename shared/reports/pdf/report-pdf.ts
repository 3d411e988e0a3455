import type { OutcomeStatistics } from '../../claims/contract.ts';
import { differenceSection, differenceSentence } from '../difference-section.ts';
import { reportLead } from '../lead.ts';
import type { MonthlyReport } from '../monthly-report.ts';
import { outcomeReport, type ReportPart } from '../outcome-report.ts';
import { TECHNIQUE_NOTES } from '../technique-table.ts';
import { chartHeight, drawChart } from './pdf-chart.ts';
import { MUTED } from './pdf-colours.ts';
import { CONTENT_HEIGHT, PdfSheet } from './pdf-sheet.ts';
import { drawTable } from './pdf-table.ts';

const TITLE = { size: 20, bold: true };
const HEADING = { size: 13, bold: true };
const SUBHEADING = { size: 10.5, bold: true };
const TEXT = { size: 10 };
const ITEM = { size: 10, indent: 10 };
/** A heading stays with at least this much of what it heads. */
const KEPT_TOGETHER = 90;

/** The monthly report as a PDF: text as text, charts as shapes; the same report gives the same bytes. */
export async function reportPdf({ month, statistics, differences }: MonthlyReport): Promise<Uint8Array> {
  const { clinicId, from, to } = statistics;
  const sheet = await PdfSheet.begin(`Outcomes at ${clinicId}, ${month}`);
  sheet.paragraph(`Outcomes at ${clinicId}, ${month}`, TITLE);
  sheet.paragraph(differenceSentence(differences, month), TEXT);
  drawTable(sheet, differenceSection(differences, month));
  heading(sheet, `${from} to ${to}`);
  if (statistics.techniques.length === 0) sheet.paragraph('No sessions.', TEXT);
  else drawReport(sheet, statistics);
  return sheet.end(`${clinicId}, ${month}. Made from pseudonymous records; nothing here names a person.`);
}

function drawReport(sheet: PdfSheet, statistics: OutcomeStatistics): void {
  const lead = reportLead(statistics);
  sheet.paragraph(lead.sentence, SUBHEADING);
  list(sheet, 'What the data support', lead.supported);
  list(sheet, 'What they do not say', lead.unsupported);
  for (const part of outcomeReport(statistics)) drawPart(sheet, part);
  heading(sheet, 'How to read the tables');
  for (const note of TECHNIQUE_NOTES) sheet.paragraph(note, { size: 8.5, colour: MUTED });
}

function drawPart(sheet: PdfSheet, { title, sentence, charts, tables }: ReportPart): void {
  heading(sheet, title, charts.length === 0 ? 0 : chartHeight(charts[0]!));
  sheet.paragraph(sentence, TEXT);
  for (const chart of charts) drawChart(sheet, chart);
  for (const table of tables) drawTable(sheet, table);
}

function heading(sheet: PdfSheet, text: string, heightBelow = 0): void {
  sheet.y += 10;
  sheet.reserve(Math.min(KEPT_TOGETHER + heightBelow, CONTENT_HEIGHT));
  sheet.paragraph(text, HEADING);
}

function list(sheet: PdfSheet, title: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  sheet.paragraph(title, SUBHEADING);
  for (const line of lines) sheet.paragraph(`\u2022 ${line}`, ITEM);
}
