import { dateWords } from '../../outcomes/date-words.ts';
import { type Html, html } from '../frame/html.ts';
import { dataTable } from '../parts/data-table.ts';
import { holdingsTable, type ShownHoldings } from './holding-words.ts';

export type ReceiptPage = {
  /** What the clinic is called. */
  clinic: string;
  /** Where this receipt stands; with `?form=json` it is handed over as a file. */
  path: string;
  reference: string;
  /** The day and the time of day of the erasure, by the clinic's clock. */
  day: string;
  time: string;
  /** The time zone of that clock. */
  zone: string;
  removed: ShownHoldings;
  /** What is left elsewhere, and its last day; for good where there is none. */
  remains: readonly { what: string; why?: string; lastDay?: string }[];
  signature: string;
};

/** What was erased of a client and what is left elsewhere: to be printed, kept, or handed to the client. It names nobody. */
export function receiptPage(receipt: ReceiptPage): Html {
  const { clinic, path, reference, day, time, zone, removed, remains, signature } = receipt;
  const isEmpty = Object.keys(removed).length === 0;
  return html`<p class="lead">${
    isEmpty
      ? html`Nothing was held of a client at <bdi>${clinic}</bdi> when it was asked on ${dateWords(day)} that everything be erased.`
      : html`Everything of a client at <bdi>${clinic}</bdi> was erased on ${dateWords(day)}, at ${time} (${zone}).`
  }</p>
<p>Reference <span class="code">${reference}</span></p>
${!isEmpty && holdingsTable('What was erased', removed)}
${dataTable({
  caption: 'What is left elsewhere, and until when',
  columns: [{ heading: 'Until' }, { heading: 'What' }, { heading: 'Why' }],
  rows: inOrderOfDays(remains).map(({ what, why = '', lastDay }) => [
    lastDay === undefined ? 'for good' : dateWords(lastDay),
    `${what[0]!.toUpperCase()}${what.slice(1)}`,
    `${why.slice(0, 1).toUpperCase()}${why.slice(1)}`,
  ]),
  sentences: 1,
})}
<p>Nothing of it is read, shown or counted any more. What ends by itself is removed by the system on its day.</p>
<p><a class="button" href="${path}?form=json" download>Keep it as a file</a></p>
<p class="detail">The receipt names nobody. It is signed, so that <bdi>${clinic}</bdi> can show that it is its own and unchanged, and whose it is to whoever tells the client’s id. Signature <span class="code">${signature}</span></p>
<p class="back"><a href="/erasures">All receipts</a></p>`;
}

/** What goes first comes first, and what stays for good last: whoever waits for a day reads down to it. */
function inOrderOfDays(remains: ReceiptPage['remains']): ReceiptPage['remains'] {
  const forGood = '9999-12-31';
  const dayOf = ({ lastDay = forGood }: ReceiptPage['remains'][number]) => lastDay;
  return remains.toSorted((a, b) => dayOf(a).localeCompare(dayOf(b)));
}
