import { shortName } from '../../records/values/short-name.ts';
import { BACK_TO } from '../frame/back-to.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { dateCell } from '../frame/when-cell.ts';
import { dataTable } from '../parts/data-table.ts';
import type { OpenLink } from './hand-over.ts';

/** Where the owner sees them. */
export const OPEN_LINKS_PATH = '/journal-links';

/** All links to journals of a clinic that are open, with a way to withdraw each client's. */
export function openLinks(links: readonly OpenLink[], formToken: string): Html {
  if (links.length === 0) return html`<p>No link to a journal is open.</p>`;
  const withdraw = (
    client: string,
  ) => html`<form method="post" action="/clients/${client}/journal-link/withdraw">
<input type="hidden" name="${FORM_TOKEN}" value="${formToken}"><input type="hidden" name="${BACK_TO}" value="${OPEN_LINKS_PATH}">
<button class="quiet" aria-label="Withdraw the links of client ${shortName(client)}">Withdraw</button></form>`;
  return html`<p>Whoever has a link can add entries to its journal and see the last ones. Withdrawing ends all links of a client.</p>
${dataTable({
  caption: 'Links to journals that are open, the latest first',
  columns: [
    { heading: 'Client' },
    { heading: 'Until' },
    { heading: 'Withdraw' },
    { heading: 'Made' },
    { heading: 'By' },
  ],
  rows: links.map(({ client, lastDay, madeOn, madeBy }) => [
    html`<a href="/clients/${client}">${shortName(client)}</a>`,
    dateCell(lastDay),
    withdraw(client),
    dateCell(madeOn),
    madeBy,
  ]),
  lines: true,
})}`;
}
