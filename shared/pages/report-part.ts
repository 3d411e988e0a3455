import type { Chart } from '../reports/charts/draw.ts';
import { svgText } from '../reports/charts/svg-text.ts';
import type { ReportPart } from '../reports/outcome-report.ts';
import { linesBelow, type TableSection } from '../reports/section.ts';
import { dataTable } from './data-table.ts';
import { type Html, html, trustedMarkup } from './html.ts';

/**
 * A part of the report: what it shows in words, its charts, and the numbers behind them: folded away below a
 * chart, in the open where there is none.
 */
export function reportPart({ id, title, sentence, charts, tables }: ReportPart): Html {
  return html`<section class="part" aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
<p>${sentence}</p>
${charts.length > 0 && html`<div class="charts">${charts.map(figure)}</div>`}
${tables.map((table) => (charts.length > 0 ? folded(table) : open(table)))}
</section>
`;
}

function figure({ title, drawing }: Chart): Html {
  return html`<figure class="chart"><figcaption>${title}</figcaption>
<div class="drawing">${trustedMarkup(svgText(drawing))}</div></figure>
`;
}

function folded(section: TableSection): Html {
  return html`<details><summary>Table: ${section.title}</summary>${table(section)}</details>
`;
}

function open(section: TableSection): Html {
  return html`${table(section)}
`;
}

function table(section: TableSection): Html {
  const { title, columns, rows } = section;
  const lines = linesBelow(section);
  return html`${
    rows.length > 0 &&
    dataTable({
      caption: title,
      columns: columns.map(({ header, align }) => ({ heading: header, numeric: align === 'right' })),
      rows,
    })
  }${lines.length > 0 && html`<ul class="notes">${lines.map((line) => html`<li>${line}</li>`)}</ul>`}`;
}
