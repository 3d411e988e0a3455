import type { SessionOnRecord } from '../outcomes/last-sessions.ts';
import { type Html, html } from './html.ts';

/** 48 bits: clients of one clinic do not meet in them. */
const SHORT_LETTERS = 8;

/**
 * A client on a page. The pseudonym, shortened, only tells clients apart; the last session, as it stands in the
 * practice's own books, is what a therapist knows them by.
 */
export function clientLabel(client: string, last: SessionOnRecord | undefined): Html {
  const short = html`<span class="code">${client.slice(0, SHORT_LETTERS)}</span>`;
  if (!last) return html`${short}, not seen in the last 60 days`;
  return html`${short}, seen ${whenText(last.startedAt)} (${last.complaint}, session <span class="code">${last.sessionId}</span>)`;
}

/** `2026-11-20 10:00`, as the clinic wrote it. */
export function whenText(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)}`;
}
