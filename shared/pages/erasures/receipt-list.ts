import { LONGEST_ID } from '../../records/fields.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { dateCell } from '../frame/when-cell.ts';
import { dataTable } from '../parts/data-table.ts';
import { holdingsWords, type ShownHoldings } from './holding-words.ts';

/** A receipt in a list: by the clinic's own day, and where it stands. */
export type ListedReceipt = { path: string; day: string; reference: string; removed: ShownHoldings };

/** Where an owner begins an erasure, and finds the receipts of those that were. */
export function erasureList(receipts: readonly ListedReceipt[], formToken: string, problem?: string): Html {
  const isWrong = problem !== undefined;
  return html`<p class="lead">A client may ask that everything of his is erased. You see what is held first; nothing goes before you confirm it.</p>
<form method="post" action="/erasures"><input type="hidden" name="${FORM_TOKEN}" value="${formToken}">
<div class="field"><label for="clientId">Client id</label>
<p class="hint" id="clientId-hint">As your practice system has it. It is not kept.</p>
${isWrong && html`<p class="error" id="clientId-error">${problem}</p>`}
<input type="text" id="clientId" name="clientId" required maxlength="${LONGEST_ID}" autocomplete="off" spellcheck="false"${isWrong && html` aria-invalid="true" autofocus`} aria-describedby="clientId-hint${isWrong && ' clientId-error'}"></div>
<p><button>Show what is held</button></p></form>
${
  receipts.length === 0
    ? html`<p>Nobody was erased so far.</p>`
    : receiptTable('Receipts, the latest erasure first', receipts)
}
${receipts.length > 0 && html`<p class="detail">A receipt names nobody. Whose it is, is said where a client is looked for by his id.</p>`}`;
}

export function receiptTable(caption: string, receipts: readonly ListedReceipt[]): Html {
  return dataTable({
    caption,
    columns: [{ heading: 'Erased on' }, { heading: 'What went' }, { heading: 'Receipt' }],
    rows: receipts.map(({ path, day, reference, removed }) => [
      dateCell(day),
      holdingsWords(removed),
      html`<a href="${path}">${reference.slice(0, 8)}</a>`,
    ]),
  });
}
