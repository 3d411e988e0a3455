import type { FieldError } from '../../forms/field-errors.ts';
import { LONGEST_ID } from '../../records/fields.ts';
import { shortName } from '../../records/values/short-name.ts';
import { errorSummary, hidden, textField } from '../forms/field-parts.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { holdingsTable, type ShownHoldings } from './holding-words.ts';
import { type ListedReceipt, receiptTable } from './receipt-list.ts';

/** The names of the fields. */
export const ERASE = { confirm: 'confirm', held: 'held' } as const;

export const eraseTitle = (client: string) => `Erase client ${shortName(client)}`;

export type ErasePage = {
  /** By pseudonym. */
  client: string;
  holdings: ShownHoldings;
  /** Receipts of what was erased of this client before. */
  receipts: readonly ListedReceipt[];
  formToken: string;
  typed?: string;
  errors?: readonly FieldError[];
};

/** What an erasure of a client would remove, and the form that does it once the client is named again. */
export function erasePage({
  client,
  holdings,
  receipts,
  formToken,
  typed = '',
  errors = [],
}: ErasePage): Html {
  const isEmpty = Object.keys(holdings).length === 0;
  const earlier = receipts.length > 0 && receiptTable('What was erased of this client before', receipts);
  if (isEmpty) {
    return html`<p class="lead">Nothing is held of this client, or not any more.</p>
${earlier}
<p>Erasing all the same leaves a mark for 35 days, by which a file that is imported meanwhile brings nothing back.</p>
${confirmation(client, holdings, formToken, typed, errors)}`;
  }
  return html`${errorSummary(errors)}<p class="lead">Everything below goes at once and for good. Nobody can bring it back.</p>
${holdingsTable('What is held of this client', holdings)}
<p>Every number of the clinic is worked out again without this client. A way to sign in that the client has is taken away with it. What stays elsewhere for some days, such as backups, stands on the receipt with the day on which it ends.</p>
<p>To hand the client a copy first: <a href="/clients/${client}/data">everything of this client</a>.</p>
${confirmation(client, holdings, formToken, typed, errors)}
${earlier}
<p><a href="/clients/${client}">Keep everything</a></p>`;
}

function confirmation(
  client: string,
  holdings: ShownHoldings,
  formToken: string,
  typed: string,
  errors: readonly FieldError[],
): Html {
  const isHeld = Object.keys(holdings).length > 0;
  const hint = `The id as your practice has it${isHeld ? `, or ${shortName(client)} as it stands here` : ''}.`;
  return html`<form method="post" action="/clients/${client}/erase">${hidden(FORM_TOKEN, formToken)}${hidden(ERASE.held, heldText(holdings))}
${textField({ name: ERASE.confirm, label: 'Type the client’s id to confirm', value: typed, hint, longest: LONGEST_ID }, errors)}
<p><button>Erase everything of this client</button></p></form>`;
}

/** What was shown, so that nothing goes that came since. */
export function heldText(holdings: ShownHoldings): string {
  return Object.entries(holdings)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, count]) => `${kind}=${count}`)
    .join(' ');
}
