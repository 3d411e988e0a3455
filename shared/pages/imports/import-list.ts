import type { ImportPage } from '../../records/files/written-import.ts';
import { type Html, html } from '../frame/html.ts';
import { dateCell } from '../frame/when-cell.ts';
import { dataTable } from '../parts/data-table.ts';
import { nameOfSender } from './sender-name.ts';

const BRING = html`<p><a class="button" href="/imports/new">Bring a file</a></p>`;

/** The files that a clinic has sent, each with what became of its rows in numbers. */
export function importList({ imports, next }: ImportPage): Html {
  const more =
    next !== undefined && html`<p><a href="/imports?next=${encodeURIComponent(next)}">More files</a></p>`;
  if (imports.length === 0) {
    return html`<p class="lead">${next === undefined ? 'No file has been read in the last 30 days.' : 'No file among these.'}</p>${more}
${BRING}`;
  }
  return html`${BRING}
<p class="lead">Files of the last 30 days. Each ends in an account of its rows that adds up to the rows read.</p>
${dataTable({
  caption: 'Files, by name',
  columns: [
    { heading: 'File' },
    { heading: 'Rows', numeric: true },
    { heading: 'Used', numeric: true },
    { heading: 'Refused', numeric: true },
    { heading: 'Read on' },
  ],
  rows: imports.map(({ file, rows, account, stoppedAt, finishedAt }) => [
    html`<a class="code" href="/imports?file=${encodeURIComponent(file)}">${nameOfSender(file)}</a>`,
    stoppedAt && rows === 0 ? 'not read' : rows,
    account.counts.used,
    account.counts.refused,
    dateCell(finishedAt.slice(0, 10)),
  ]),
  lines: true,
})}${more}`;
}
