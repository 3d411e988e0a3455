import type { Chart } from '../../reports/charts/draw.ts';
import { hasThinLine, type IntervalTable, THIN_LINE } from '../../reports/intervals/interval-table.ts';
import type { ReportPart } from '../../reports/outcome-report.ts';
import type { TableSection } from '../../reports/tables/section.ts';
import { type Html, html, trustedMarkup } from '../frame/html.ts';
import { dataTable } from './data-table.ts';
import { howSureDetails } from './how-sure-details.ts';
import { intervalRows } from './interval-rows.ts';
import { svgText } from './svg-text.ts';

type LinkOf = (code: string) => string | undefined;

/** A part of the report under its heading, as the monthly file shows it. */
export function reportPart(part: ReportPart): Html {
  return html`<section class="part" aria-labelledby="${part.id}">
<h2 id="${part.id}">${part.title}</h2>
${partContent(part)}
</section>
`;
}

/** What a part shows: the answer, the picture, how sure it is, and the tables of counts. */
export function partContent(
  { sentences, intervals, charts, howSure, tables }: Omit<ReportPart, 'id' | 'title'>,
  linkOf?: LinkOf,
): Html {
  return html`${sentences.map((sentence) => html`<p>${sentence}</p>\n`)}
${intervals.length > 0 && html`<div class="pictures">${intervals.map((table) => html`<div>${intervalRows(table, linkOf)}${widerNote(table)}</div>`)}</div>`}
${charts.map(figure)}
${howSure.map(howSureDetails)}
${tables.map(countTable)}`;
}

/** What the thin line is, below a table that has one. */
export function widerNote(table: IntervalTable): Html | false {
  return hasThinLine(table) && html`<p class="detail">${THIN_LINE}</p>`;
}

function figure({ title, drawing }: Chart): Html {
  return html`<figure class="chart"><figcaption>${title}</figcaption>
<div class="drawing">${trustedMarkup(svgText(drawing))}</div></figure>
`;
}

function countTable({ title, columns, rows, below }: TableSection): Html {
  if (rows.length === 0) return html`<p class="notes">${title}: ${below.join(' ')}</p>\n`;
  const notes =
    below.length > 0 && html`<ul class="notes">${below.map((line) => html`<li>${line}</li>`)}</ul>`;
  return html`${dataTable({
    caption: title,
    columns: columns.map(({ header, align }) => ({ heading: header, numeric: align === 'right' })),
    rows,
  })}${notes}
`;
}
