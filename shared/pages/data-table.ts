import { type Html, type HtmlValue, html } from './html.ts';

/** A column of a table: its heading, and whether it holds numbers, which are set flush right. */
export type Column = { heading: string; numeric?: boolean };

export type DataTable = {
  /** What the table holds; read out before it, shown above it. */
  caption: string;
  columns: readonly Column[];
  /** Rows of as many cells as there are columns; the first cell names its row. */
  rows: readonly (readonly HtmlValue[])[];
};

/**
 * A table with a caption, headings for columns and rows, and room to scroll by itself on a narrow screen:
 * the region can be focused, so that it scrolls by keyboard too.
 */
export function dataTable({ caption, columns, rows }: DataTable): Html {
  const heads = columns.map(({ heading, numeric }) => html`<th scope="col"${kind(numeric)}>${heading}</th>`);
  const cellOf = (cell: HtmlValue, index: number) => {
    const mark = kind(columns[index]?.numeric);
    return index === 0 ? html`<th scope="row"${mark}>${cell}</th>` : html`<td${mark}>${cell}</td>`;
  };
  const body = rows.map((row) => html`<tr>${row.map(cellOf)}</tr>\n`);
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}">
<table>
<caption><span>${caption}</span></caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${body}</tbody>
</table>
</div>`;
}

function kind(numeric: boolean | undefined): Html | false {
  return numeric === true && html` class="number"`;
}
