import { mendableRow } from '../../imports/mendable-row.ts';
import type { UndoState } from '../../imports/undo-state.ts';
import type { RefusedRow } from '../../records/files/file-item.ts';
import type { RowAccount } from '../../records/files/row-account.ts';
import type { WrittenImport } from '../../records/files/written-import.ts';
import { accountSentences } from '../../reports/terminal/account-text.ts';
import { datesInWords } from '../../reports/words/dates-in-words.ts';
import { counted } from '../../reports/words/listed.ts';
import { type Html, html } from '../frame/html.ts';
import { dataTable } from '../parts/data-table.ts';
import { pathLabel } from './field-label.ts';
import { mendForm, putAsideForm } from './mend-form.ts';
import { refusalWords } from './refusal-words.ts';
import { nameOfSender } from './sender-name.ts';
import { undoSection } from './undo-page.ts';

export type DescribedImport = WrittenImport & {
  /** Refused rows that were mended or put aside, and those that wait. */
  settled: number;
  open: number;
  undo: UndoState;
  /** The first that wait. */
  refused: readonly RefusedRow[];
  formToken: string;
};

/** What became of the rows of one file: the account that adds up, what was replaced, and what was refused and why. */
export function importPage(described: DescribedImport): Html {
  const { file, account, replaced, stoppedAt, settled, open, undo, formToken } = described;
  const isUndone = undo.state === 'undone' || undo.state === 'undoing';
  return html`<p class="back"><a href="/imports">← Files that were sent</a></p>
<p class="lead"><span class="code">${nameOfSender(file)}</span>: ${accountSentences(account).join(' ')}${settled > 0 && html` Of the refused ${counted(settled, 'is', 'are')} settled.`}${account.counts.unused > 0 && ' So it was when the file was read: a visit or goal that came later may use them by now.'}</p>
${undo.state === 'undone' && html`<p class="notice warn">This import has been undone. What stands here is what it did.</p>`}
${stoppedAt && html`<p>${described.rows === 0 ? 'Nothing of it was read' : `From line ${stoppedAt.line} on nothing was read`}: ${refusalWords(stoppedAt.reason)}.</p>`}
${open > 0 && !isUndone && openRows(described)}
${replaced.length > 0 && replacedRows(replaced)}
${(isUndone || mayHaveBrought(account)) && undoSection(file, undo, formToken)}`;
}

/** Whether a row of the file may have changed anything: of a file that was never read there is nothing to take back. */
function mayHaveBrought({ rows, counts }: RowAccount): boolean {
  return rows > counts.refused + counts.skipped;
}

function replacedRows(replaced: DescribedImport['replaced']): Html {
  return html`<p>Two rows with one id are two versions of one record, and the later one holds. Where they are two visits, the second needs an id of its own.</p>
${dataTable({
  caption: 'The first rows where a later version took the place of another',
  columns: [{ heading: 'Line', numeric: true }, { heading: 'Record' }, { heading: 'Which version holds' }],
  sentences: 2,
  rows: replaced.map(({ line, id, by }) => [line, id, datesInWords(by)]),
})}`;
}

/** The rows that wait for somebody: forms for those that can be mended, and the others by line and reason. */
function openRows({ file, open, refused, formToken }: DescribedImport): Html {
  const rows = refused.map((row) => ({ row, form: mendableRow(file, row) }));
  const query = `file=${encodeURIComponent(file)}`;
  const more = open - refused.length;
  return html`<h2 id="refused">${counted(open, 'refused row')} to mend</h2>
<p>Send a row again once it is right, or put it aside: either way it leaves this list. For many rows with one cause, <a href="/imports/refused?${query}">download them</a>, mend them in a spreadsheet and <a href="/imports/new">send that file</a>. <a href="/imports/refused?${query}&amp;reasons=yes">The same with the reasons, to read</a></p>
${rows.map(({ row, form }) => (form ? mendForm({ file, row: form, formToken }) : unreadable(file, row, formToken)))}
${more > 0 && html`<p>${counted(more, 'more row')}, shown once these are settled.</p>`}`;
}

function unreadable(file: string, { line, id, path, message }: RefusedRow, formToken: string): Html {
  return html`<div class="card"><h3>Line ${line}${id !== undefined && html`: <span class="code">${id}</span>`}</h3>
<p class="error">${pathLabel(path)}: ${refusalWords(message)}.</p>
<p>It cannot be read as fields: mend it in the file it came from.</p>
${putAsideForm(file, line, formToken)}</div>
`;
}
