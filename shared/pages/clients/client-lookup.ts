import { LONGEST_ID } from '../../records/fields.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';

/** What was typed, and what is wrong with it, or that nobody was found by it. */
export type LookedUp = { typed: string; problem: string };

/** The form that finds a client by the clinic's own id. It is posted, so that the id stands in no address. */
export function clientLookup(formToken: string, lookedUp?: LookedUp): Html {
  const isWrong = lookedUp !== undefined;
  return html`<form method="post" action="/clients">
<input type="hidden" name="${FORM_TOKEN}" value="${formToken}">
<div class="field">
<label for="clientId">Client id</label>
<p class="hint" id="clientId-hint">As your practice system has it. It is not kept.</p>
${isWrong && html`<p class="error" id="clientId-error" role="alert">${lookedUp.problem}</p>`}
<input type="text" id="clientId" name="clientId" value="${lookedUp?.typed.slice(0, LONGEST_ID) ?? ''}" required maxlength="${LONGEST_ID}" autocomplete="off" spellcheck="false"${
    isWrong && html` aria-invalid="true" autofocus`
  } aria-describedby="clientId-hint${isWrong && ' clientId-error'}">
</div>
<p><button>Find</button></p>
</form>`;
}
