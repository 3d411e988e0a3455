import { type DataTable, dataTable } from './data-table.ts';
import { type Html, html } from './html.ts';

export type ChartFigure = {
  /** Unique on the page. */
  id: string;
  /** The chart, an `<svg>` without style attributes and with `aria-hidden`: sentence and table say it all. */
  svg: Html;
  /** One sentence that says what the chart shows. */
  sentence: string;
  /** The numbers behind the chart. */
  table: DataTable;
};

/** A chart with the sentence that says what it shows and, folded away, the table behind it. */
export function chartFigure({ id, svg, sentence, table }: ChartFigure): Html {
  return html`<figure class="chart" aria-labelledby="${id}">
<figcaption id="${id}">${sentence}</figcaption>
<div class="drawing">${svg}</div>
<details><summary>The numbers as a table</summary>
${dataTable(table)}
</details>
</figure>`;
}
