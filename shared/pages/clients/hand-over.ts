import { nameOfLanguage, type Speech, speechIn } from '../../words/language.ts';
import { LANGUAGES, type Language } from '../../words/languages.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { qrCode } from '../parts/qr-code.ts';

/** A link as a clinic's people see it: not the code, which is kept nowhere. */
export type OpenLink = { client: string; lastDay: string; madeOn: string; madeBy: string };

/** The same links with what the therapists who have made them are called. */
export const linksByNames = (links: readonly OpenLink[], called: ReadonlyMap<string, string>): OpenLink[] =>
  links.map((link) => ({ ...link, madeBy: called.get(link.madeBy) ?? link.madeBy }));

export type HandOver = { client: string; formToken: string; links: readonly OpenLink[] };

/** The journal at the top of a client's page: how it is open, and one tap to hand it over, renew or withdraw it. */
export function handOver({ client, formToken, links }: HandOver): Html {
  const { day } = speechIn('en');
  const [latest, ...others] = links;
  const form = (action: string, button: Html) =>
    html`<form method="post" action="/clients/${client}/${action}"><input type="hidden" name="${FORM_TOKEN}" value="${formToken}">${button}</form>`;
  if (!latest) {
    return html`<section class="hand-over" aria-label="Link to the journal">
${form('journal-link', html`<button>Hand over the journal</button>`)}
</section>`;
  }
  return html`<section class="hand-over" aria-label="Link to the journal">
<p>Journal: link until ${day(latest.lastDay)}, made on ${day(latest.madeOn)} by ${latest.madeBy}${others.length > 0 && ` (and ${others.length} more)`}.</p>
${form('journal-link', html`<button class="quiet">Renew the link</button>`)}
${form('journal-link/withdraw', html`<button class="quiet">Withdraw ${others.length > 0 ? 'all' : 'it'}</button>`)}
</section>`;
}

export type JournalCard = {
  client: string;
  formToken: string;
  clinic: string;
  /** Where the journal is. */
  url: string;
  /** The last day on which it opens, `2026-11-27`. */
  lastDay: string;
  /** How the client is spoken to, on the card. */
  speech: Speech;
  /** The page's address with the card in another language. */
  inLanguage(language: Language): string;
};

/** A link that was just made: to scan, to print and to send. It is kept nowhere, so it is shown now or never. */
export function journalCard(card: JournalCard): Html {
  const { client, formToken, clinic, url, lastDay, speech, inLanguage } = card;
  const { say, language } = speech;
  const address = url.replace(/^https?:\/\//, '');
  const codeAt = address.lastIndexOf('/') + 1;
  const others = LANGUAGES.filter((each) => each !== language).map(
    (each) => html` · <a href="${inLanguage(each)}">Card in ${nameOfLanguage(each)}</a>`,
  );
  return html`<section class="journal-card" lang="${language}" aria-labelledby="card">
<p class="clinic">${clinic}</p>
<h2 id="card">${say('card.title')}</h2>
<p>${say('card.scan')}</p>
${qrCode(url, say('card.qr'))}
<p class="address">${address.slice(0, codeAt)}<span>${address.slice(codeAt)}</span></p>
<p>${say('card.until', { day: speech.day(lastDay) })}</p>
<p class="small">${say('card.secret')}</p>
</section>
<div class="screen-only">
<p>Let the client scan it, or print this page: only the card is printed. Its code is not kept, so this is shown for an hour. A new one can be made at any time.</p>
<div class="field wide">
<label for="journal-link">Link to send</label>
<input type="text" id="journal-link" readonly value="${url}">
</div>
<form method="post" action="/clients/${client}/journal-link/withdraw"><input type="hidden" name="${FORM_TOKEN}" value="${formToken}"><button class="quiet">Withdraw it</button></form>
<p><a href="/clients/${client}">Back to the client</a> · <a href="${url}">Open the journal</a>${others}</p>
</div>`;
}

/** In place of the card where it cannot be shown any more. */
export function cardOver(shown: HandOver): Html {
  return html`<p>A link can be shown for an hour after it was made, since its code is not kept.</p>
${handOver(shown)}
<p><a href="/clients/${shown.client}">Back to the client</a></p>`;
}
