import type { BegunVisit } from '../../forms/visit-draft.ts';
import { dateWords } from '../../outcomes/date-words.ts';
import { labelOf } from '../../reports/words/words.ts';
import { type Html, html } from '../html.ts';
import { FORM_TOKEN } from '../page.ts';
import { hidden } from './field-parts.ts';

/** What can be done for a client first, and the visits that have begun and are not over. */
export function clientActions(client: string, begun: readonly BegunVisit[]): Html {
  return html`<p class="actions"><a class="button" href="/clients/${client}/visit">Record a visit</a></p>
${begun.map(
  ({ sessionId, date, from, complaint, painBefore }) =>
    html`<p>Begun on ${dateWords(date)} at ${from}: ${labelOf(complaint).toLowerCase()}, pain before ${painBefore}. <a href="/clients/${client}/visit?session=${sessionId}">Finish this visit</a></p>`,
)}`;
}

/** Whether the client's outcomes may enter reports to partners, and the client's other word on it. */
export function consentForm(client: string, formToken: string, given: boolean | undefined): Html {
  const stands =
    given === undefined
      ? 'The client has not been asked yet. Without consent nothing of this client enters a report to partners.'
      : given
        ? 'The client has agreed that these outcomes enter reports to partners, in numbers that name nobody.'
        : 'The client does not want these outcomes in reports to partners.';
  const button = (value: 'yes' | 'no', words: string) =>
    given !== (value === 'yes') &&
    html`<button class="quiet" name="partnerReports" value="${value}">${words}</button>`;
  return html`<section aria-labelledby="consent"><h2 id="consent">Reports to partners</h2><p>${stands}</p>
<form method="post" action="/clients/${client}/consent" class="actions">${hidden(FORM_TOKEN, formToken)}
${button('yes', 'The client agrees')}${button('no', given ? 'The client takes it back' : 'The client does not agree')}
</form></section>`;
}

export type TakenBack = { of: 'session' | 'goal'; id: string; what: string };

/** Asks once more before a record is taken back. */
export function takeBackPage(client: string, formToken: string, { of, id, what }: TakenBack): Html {
  return html`<p class="lead">${what}</p>
<p>It leaves every board and every number. It cannot be brought back, but it can be recorded anew.</p>
<form method="post" action="/clients/${client}/take-back">${hidden(FORM_TOKEN, formToken)}${hidden('of', of)}${hidden('id', id)}
<p><button>Take it back</button></p></form>
<p><a href="/clients/${client}">Keep it</a></p>`;
}
