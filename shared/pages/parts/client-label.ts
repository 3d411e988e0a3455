import { momentWords } from '../../outcomes/date-words.ts';
import type { SessionOnRecord } from '../../outcomes/last-sessions.ts';
import { shortName } from '../../records/values/short-name.ts';
import { inWords } from '../../reports/words/words.ts';
import { type Html, html } from '../frame/html.ts';

/** How a page shows whom it speaks of. */
export type ClientNaming = (client: string, last: SessionOnRecord | undefined) => Html;

/**
 * What the clinic's own people recognise a client by, on pages that only they see: ids of today's list, and the label
 * that they gave him.
 */
export type KnownAs = { ids?: readonly string[]; label?: string };
/** By pseudonym; who is known by neither is left out. */
export type ClientNames = ReadonlyMap<string, KnownAs>;

/**
 * A client on a page. The pseudonym, shortened, only tells clients apart; the last session, as it stands in the
 * practice's own books, is what a therapist knows them by.
 */
export const clientLabel: ClientNaming = (client, last) =>
  withSession(html`<span class="code">${shortName(client)}</span>`, last);

/**
 * The same where there is a page of the client to lead to, as of the date of the page that it stands on, under the name
 * that he is known by.
 */
export const clientLink =
  (asOf: string, names: ClientNames = new Map()): ClientNaming =>
  (client, last) =>
    withSession(
      html`<a href="/clients/${client}?as-of=${asOf}">${nameOf(client, names.get(client))}</a>`,
      last,
    );

/** Whether there is more than the pseudonym to call a client by. */
export const isKnown = ({ ids = [], label }: KnownAs): boolean => ids.length > 0 || label !== undefined;

/** What a client is called: his ids and his label, or where there are none the pseudonym, shortened. */
export function nameOf(client: string, knownAs: KnownAs = {}): Html {
  if (!isKnown(knownAs)) return html`<span class="code">${shortName(client)}</span>`;
  const { ids = [], label } = knownAs;
  const known: Html[] = [
    ...ids.map((id) => html`<span class="code">${id}</span>`),
    // A name that is written from right to left turns nothing around it.
    ...(label === undefined ? [] : [html`<bdi>${label}</bdi>`]),
  ];
  return html`${known.map((name, index) => html`${index > 0 && ' '}${name}`)}`;
}

function withSession(name: Html, last: SessionOnRecord | undefined): Html {
  if (!last) return html`${name}<span class="detail">, not seen in the last 60 days</span>`;
  return html`${name}<span class="detail">, seen ${momentWords(last.startedAt)} (${inWords(last.complaint)}, session <span class="code">${last.sessionId}</span>)</span>`;
}
