import { type Html, html } from './html.ts';
import { FORM_TOKEN } from './page.ts';

/** The button that makes a link to a client's journal. */
export function journalLinkButton(client: string, formToken: string): Html {
  return html`<form method="post" action="/clients/${client}/journal-link">
<input type="hidden" name="${FORM_TOKEN}" value="${formToken}">
<p><button class="quiet">Make a link to the journal</button></p>
</form>`;
}

export type MadeLink = { client: string; url: string; lastDay: string };

/** A link that was made: shown this once, kept nowhere. */
export function madeJournalLink({ client, url, lastDay }: MadeLink): Html {
  return html`<p class="lead">Give this link to the client, and to nobody else. It works until ${lastDay}.</p>
<div class="field wide">
<label for="journal-link">Link to the journal</label>
<input type="text" id="journal-link" readonly value="${url}" aria-describedby="journal-link-hint">
<p class="hint" id="journal-link-hint">It holds no name. Whoever has it can add entries to this journal and see the last ones. It is not kept here: a new one can be made at any time.</p>
</div>
<p><a href="${url}">Open the journal</a> · <a href="/clients/${client}">Back to the client</a></p>`;
}
