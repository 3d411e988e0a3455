import { counted } from '../../reports/words/listed.ts';
import { holdingsTable } from '../erasures/holding-words.ts';
import { type Html, html } from '../frame/html.ts';
import { dataTable } from '../parts/data-table.ts';

export type ExportPage = {
  path: string;
  /** When it was read, by the clinic's clock. */
  when: string;
  clients: number;
  records: Readonly<Record<string, number>>;
  files: readonly { name: string; records: number; bytes: number; sha256: string }[];
  notes: readonly string[];
  /** For how many days the files are kept. */
  keptDays: number;
};

/** An export that is whole: its files, and what whoever takes them has to know. */
export function exportPage({ path, when, clients, records, files, notes, keptDays }: ExportPage): Html {
  const total = Object.values(records).reduce((sum, count) => sum + count, 0);
  return html`<p class="lead">${counted(total, 'record')} of ${counted(clients, 'client')}, as they were on ${when}.</p>
<p>To bring them in again, here or in another clinic of this system, send <span class="code">records.ndjson</span>, or each of the tables. The manifest says what belongs together. The files are deleted here after ${counted(keptDays, 'day')}.</p>
${dataTable({
  caption: 'Files',
  columns: [
    { heading: 'File' },
    { heading: 'Records', numeric: true },
    { heading: 'Size', numeric: true },
    { heading: 'SHA-256' },
  ],
  rows: [
    ...files.map(({ name, records: count, bytes, sha256 }) => [
      html`<a href="${path}/${name}">${name}</a>`,
      count.toLocaleString('en'),
      sizeWords(bytes),
      html`<span class="code">${sha256}</span>`,
    ]),
    [html`<a href="${path}/manifest.json">manifest.json</a>`, '', '', ''],
  ],
  sentences: 3,
})}
${holdingsTable('Records by kind', records)}
<section aria-labelledby="notes"><h2 id="notes">What to know of it</h2><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul></section>
<p class="back"><a href="/data">All of the data</a></p>`;
}

function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** An export that is not whole yet; the page comes again by itself. */
export function exportWaiting(when: string): Html {
  return html`<p class="lead">The export that was asked for on ${when} is being written.</p>
<p>This page shows it when it is whole. You may leave it: the export stands under <a href="/data">Data</a>.</p>`;
}
