import type { Chart } from '../../reports/charts/draw.ts';
import { type Html, html, trustedMarkup } from '../frame/html.ts';
import { type DataTable, dataTable } from './data-table.ts';
import { svgText } from './svg-text.ts';

export type ChartFigure = {
  chart: Chart;
  /** What the chart shows, in words. */
  sentence: string;
  /** The numbers behind the chart. */
  table: DataTable;
  /** What unfolds it. */
  unfold?: string;
};

/** A chart with the sentence that says what it shows and, folded away, the table behind it. */
export function chartFigure({
  chart: { id, drawing },
  sentence,
  table,
  unfold = 'The numbers as a table',
}: ChartFigure): Html {
  return html`<figure class="chart" aria-labelledby="${id}">
<figcaption id="${id}">${sentence}</figcaption>
<div class="drawing">${trustedMarkup(svgText(drawing))}</div>
<details><summary>${unfold}</summary>
${dataTable(table)}
</details>
</figure>`;
}
