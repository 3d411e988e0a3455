import type { FileRefusal } from '../records/file-item.ts';
import type { ImportResult } from '../records/import-summary.ts';
import { dataTable } from './data-table.ts';
import { type Html, html } from './html.ts';

export type DescribedImport = ImportResult & { file: string; refused: readonly FileRefusal[] };

/** What became of the rows of one file, and the first of those that were refused, each with what was expected. */
export function importPage({ file, rows, stoppedAt, refused }: DescribedImport): Html {
  return html`<p class="back"><a href="/imports">← Files that were sent</a></p>
<p class="lead">${file}: ${rows === 1 ? '1 row was read' : `${rows} rows were read`}.</p>
${stoppedAt && html`<p>From line ${stoppedAt.line} on nothing was read: ${stoppedAt.reason}.</p>`}
${refused.length > 0 && refusedRows(refused)}`;
}

function refusedRows(refused: readonly FileRefusal[]): Html {
  return dataTable({
    caption: 'The first rows that were refused',
    columns: [
      { heading: 'Line', numeric: true },
      { heading: 'Record' },
      { heading: 'Field' },
      { heading: 'Why' },
    ],
    sentences: 3,
    rows: refused.map(({ line, id, path, message }) => [
      line,
      id ?? 'unreadable',
      path || 'the whole row',
      message,
    ]),
  });
}
