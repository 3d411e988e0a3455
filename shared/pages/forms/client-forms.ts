import type { BegunVisit } from '../../forms/begun-visit.ts';
import { dateWords } from '../../outcomes/date-words.ts';
import { labelOf } from '../../reports/words/words.ts';
import { foldedPart } from '../frame/folded-part.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { hidden } from './field-parts.ts';

/** What can be done for a client first, and the visits that have begun and are not over. */
export function clientActions(client: string, begun: readonly BegunVisit[]): Html {
  return html`<p class="actions"><a class="button" href="/clients/${client}/visit">Record a visit</a></p>
${begun.map(
  ({ sessionId, date, from, complaint, painBefore }) =>
    html`<p>Begun on ${dateWords(date)} at ${from}: ${labelOf(complaint).toLowerCase()}, pain before ${painBefore}. <a href="/clients/${client}/visit?session=${sessionId}">Finish this visit</a> <a href="/clients/${client}/take-back?of=begun-visit&amp;id=${sessionId}">Discard<span class="unseen"> the visit begun at ${from}</span></a></p>`,
)}`;
}

/** Whether the client's outcomes may enter reports to partners, and the client's other word on it. */
export function consentForm(client: string, formToken: string, given: boolean | undefined): Html {
  const stands =
    given === undefined
      ? 'There is no answer of the client yet. Without consent nothing of this client enters a report to partners.'
      : given
        ? 'The client has agreed that these outcomes enter reports to partners, in numbers that name nobody.'
        : 'The client does not want these outcomes in reports to partners.';
  const button = (value: 'yes' | 'no', words: string) =>
    given !== (value === 'yes') &&
    html`<button class="quiet" name="partnerReports" value="${value}">${words}</button>`;
  const brief = given === undefined ? 'no answer yet' : given ? 'agreed' : 'not agreed';
  return foldedPart(
    { id: 'consent', heading: 'Reports to partners', brief },
    html`<p>${stands}</p>
<form method="post" action="/clients/${client}/consent" class="actions">${hidden(FORM_TOKEN, formToken)}
${button('yes', 'The client agrees')}${button('no', given ? 'The client takes it back' : 'The client does not agree')}
</form>`,
  );
}
