import { type Html, html } from './html.ts';
import { FORM_TOKEN } from './page.ts';

/** The form that finds a client by the clinic's own id. It is posted, so that the id stands in no address. */
export function clientLookup(formToken: string, problem?: string): Html {
  return html`<form method="post" action="/clients">
<input type="hidden" name="${FORM_TOKEN}" value="${formToken}">
<div class="field">
<label for="clientId">Client id</label>
<p class="hint" id="clientId-hint">As your practice system has it. It is not kept.</p>
${problem !== undefined && html`<p class="error" id="clientId-error">${problem}</p>`}
<input type="text" id="clientId" name="clientId" required maxlength="128" autocomplete="off" spellcheck="false"${
    problem !== undefined && html` aria-invalid="true"`
  } aria-describedby="clientId-hint${problem !== undefined && ' clientId-error'}">
</div>
<p><button>Find</button></p>
</form>`;
}
