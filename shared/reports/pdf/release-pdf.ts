import { isSaid } from '../../claims/contract.ts';
import type { MethodSection } from '../../releases/files/method-sections.ts';
import { intervalChart } from '../charts/interval-chart.ts';
import type { IntervalTable } from '../intervals/interval-table.ts';
import type { FoundInRelease, pooledWords, ReleaseWords } from '../release/release-words.ts';
import type { TableSection } from '../tables/section.ts';
import { chartHeight, drawChart } from './pdf-chart.ts';
import { MUTED } from './pdf-colours.ts';
import { CONTENT_HEIGHT, PdfSheet } from './pdf-sheet.ts';
import { drawTable } from './pdf-table.ts';

const TITLE = { size: 20, bold: true, type: 'H1' } as const;
const HEADING = { size: 13, bold: true, type: 'H2' } as const;
const LEAD = { size: 10.5, bold: true };
const TEXT = { size: 10 };
const SMALL = { size: 8.5, colour: MUTED };
/** A heading stays with at least this much of what it heads. */
const KEPT_TOGETHER = 90;

export type ReleaseOnPaper = {
  title: string;
  words: ReleaseWords;
  pooled: ReturnType<typeof pooledWords>;
  /** When it was published, by which mode, and under which licence. */
  published: string;
  /** Where another has taken its place. */
  replaced?: string;
  /** What is promised to clients and what is not, of its METHOD. */
  promise: readonly MethodSection[];
  citation: string;
};

/**
 * A release on paper, as its page tells it: what was found of each technique, as a table and as a chart with its alternative
 * text, what is promised, and how it is cited. Tagged, in English; the same release gives the same bytes.
 */
export async function releasePdf(release: ReleaseOnPaper): Promise<Uint8Array> {
  const { title, words, pooled, published, replaced, promise, citation } = release;
  const sheet = await PdfSheet.begin(title);
  sheet.paragraph(title, TITLE);
  if (replaced !== undefined) sheet.paragraph(replaced, LEAD);
  const { found } = words;
  if (!('asksNothing' in found)) sheet.paragraph(found.finding, LEAD);
  sheet.paragraph(words.who, TEXT);
  sheet.paragraph(published, TEXT);
  if ('asksNothing' in found) sheet.paragraph(found.asksNothing, TEXT);
  else drawFound(sheet, found);
  if (pooled) {
    heading(sheet, 'All periods together');
    sheet.paragraph(`${pooled.of} ${pooled.costs}`, TEXT);
    drawChanges(sheet, pooled.changes);
  }
  for (const { title: of, paragraphs, points } of promise) {
    heading(sheet, of);
    for (const text of paragraphs) sheet.paragraph(text, TEXT);
    if (points.length > 0) sheet.list(points, TEXT);
  }
  heading(sheet, 'How to cite it');
  sheet.paragraph(citation, TEXT);
  return sheet.end('Made of the published release; the files that are signed are beside it.');
}

function drawFound(sheet: PdfSheet, { changes, caveat, shares }: FoundInRelease): void {
  heading(sheet, changes.title);
  drawChanges(sheet, changes);
  sheet.paragraph(caveat, SMALL);
  if (shares) drawTable(sheet, shares);
}

/** The chart, and its rows as a table: who hears the page has every number, and who copies it too. */
function drawChanges(sheet: PdfSheet, changes: IntervalTable): void {
  const chart = intervalChart(changes);
  if (chart) {
    sheet.reserve(Math.min(chartHeight(chart), CONTENT_HEIGHT));
    drawChart(sheet, { ...chart, description: alternativeOf(changes) });
  }
  drawTable(sheet, changesTable(changes));
}

/** What stands for the chart where it cannot be seen: what each row shows. */
function alternativeOf({ rows }: IntervalTable): string {
  const said = rows.flatMap(({ name, estimate }) => (isSaid(estimate) ? [{ name, ...estimate }] : []));
  const lines = said.some(({ interval: [low, high] }) => low !== high)
    ? ' with the line of its 95 % interval'
    : '';
  return `A dot for each row${lines}, in points: ${said.map(({ name, text }) => `${name} ${text}`).join('; ')}.`;
}

function changesTable({ title, heads, rows }: IntervalTable): TableSection {
  return {
    title,
    columns: [{ header: heads[0] }, { header: 'Of' }, { header: heads[1], align: 'right' }],
    rows: rows.map(({ name, of, estimate }) => [
      name,
      of,
      isSaid(estimate) ? estimate.text : estimate.withheld,
    ]),
    below: [],
  };
}

function heading(sheet: PdfSheet, text: string): void {
  sheet.y += 10;
  sheet.reserve(KEPT_TOGETHER);
  sheet.paragraph(text, HEADING);
}
