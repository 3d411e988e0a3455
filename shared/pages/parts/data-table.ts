import { type Html, type HtmlValue, html } from '../frame/html.ts';

/** A column of a table: its heading, and whether it holds numbers, which are set flush right. */
type Column = { heading: string; numeric?: boolean };

export type DataTable = {
  /** What the table holds; read out before it, shown above it. */
  caption: string;
  columns: readonly Column[];
  /** Rows of as many cells as there are columns; the first cell names its row. */
  rows: readonly (readonly HtmlValue[])[];
  /** The column that gets a line of its own on a phone, below the others, as it holds sentences. */
  sentences?: number;
  /** On a phone each row becomes lines: its name, then each other cell beside its heading. */
  lines?: boolean;
};

/**
 * A table with a caption, headings for columns and rows, and room to scroll by itself on a narrow screen:
 * the region can be focused, so that it scrolls by keyboard too.
 */
export function dataTable({ caption, columns, rows, sentences, lines = false }: DataTable): Html {
  const isLaidOutAnew = lines || sentences !== undefined;
  const role = (name: string) => isLaidOutAnew && html` role="${name}"`;
  const heads = columns.map(({ heading, numeric }) => html`<th scope="col"${kind(numeric)}>${heading}</th>`);
  const cellOf = (cell: HtmlValue, index: number) => {
    const { heading, numeric } = columns[index]!;
    if (index === 0) return html`<th scope="row"${role('rowheader')}${kind(numeric)}>${cell}</th>`;
    if (!isLaidOutAnew) return html`<td${kind(numeric)}>${cell}</td>`;
    // Laid out anew, cells need their roles said, and their headings beside them.
    if (index === sentences) return html`<td role="cell" class="sentences">${cell}</td>`;
    return html`<td role="cell" data-heading="${heading}"${kind(numeric)}>${cell}</td>`;
  };
  const body = rows.map((row) => html`<tr${role('row')}>${row.map(cellOf)}</tr>\n`);
  const layout = lines ? 'scroll stacked lines' : isLaidOutAnew ? 'scroll stacked' : 'scroll';
  return html`<div class="${layout}" role="region" tabindex="0" aria-label="${caption}">
<table${role('table')}>
<caption><span>${caption}</span></caption>
<thead><tr>${heads}</tr></thead>
<tbody${role('rowgroup')}>
${body}</tbody>
</table>
</div>`;
}

function kind(numeric: boolean | undefined): Html | false {
  return numeric === true && html` class="number"`;
}
