import type { FileRefusal } from '../records/file-item.ts';
import type { WrittenImport } from '../records/written-import.ts';
import { accountSentences } from '../reports/terminal/account-text.ts';
import { dataTable } from './data-table.ts';
import { type Html, html } from './html.ts';

export type DescribedImport = WrittenImport & { refused: readonly FileRefusal[] };

/** What became of the rows of one file: the account that adds up, what was replaced, and what was refused and why. */
export function importPage({ file, account, replaced, stoppedAt, refused }: DescribedImport): Html {
  return html`<p class="back"><a href="/imports">← Files that were sent</a></p>
<p class="lead"><span class="code">${file}</span>: ${accountSentences(account).join(' ')}</p>
${stoppedAt && html`<p>From line ${stoppedAt.line} on nothing was read: ${stoppedAt.reason}.</p>`}
${replaced.length > 0 && replacedRows(replaced)}
${refused.length > 0 && refusedRows(refused)}`;
}

function replacedRows(replaced: DescribedImport['replaced']): Html {
  return html`<p>Two rows with one id are two versions of one record, and the later one holds. Where they are two visits, the second needs an id of its own.</p>
${dataTable({
  caption: 'The first rows where a later version took the place of another',
  columns: [{ heading: 'Line', numeric: true }, { heading: 'Record' }, { heading: 'Which version holds' }],
  sentences: 2,
  rows: replaced.map(({ line, id, by }) => [line, id, by]),
})}`;
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
