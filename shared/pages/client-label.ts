import { momentWords } from '../outcomes/date-words.ts';
import type { SessionOnRecord } from '../outcomes/last-sessions.ts';
import { shortName } from '../records/short-name.ts';
import { inWords } from '../reports/words/words.ts';
import { type Html, html } from './html.ts';

/** How a page shows whom it speaks of. */
export type ClientNaming = (client: string, last: SessionOnRecord | undefined) => Html;

/**
 * A client on a page. The pseudonym, shortened, only tells clients apart; the last session, as it stands in the
 * practice's own books, is what a therapist knows them by.
 */
export const clientLabel: ClientNaming = (client, last) =>
  withSession(html`<span class="code">${shortName(client)}</span>`, last);

/** The same where there is a page of the client to lead to, as of the date of the page that it stands on. */
export const clientLink =
  (asOf: string): ClientNaming =>
  (client, last) =>
    withSession(html`<a class="code" href="/clients/${client}?as-of=${asOf}">${shortName(client)}</a>`, last);

function withSession(name: Html, last: SessionOnRecord | undefined): Html {
  if (!last) return html`${name}<span class="detail">, not seen in the last 60 days</span>`;
  return html`${name}<span class="detail">, seen ${momentWords(last.startedAt)} (${inWords(last.complaint)}, session <span class="code">${last.sessionId}</span>)</span>`;
}
