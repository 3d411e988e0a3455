import type { FieldError } from '../../forms/field-errors.ts';
import type { ScoreDraft } from '../../forms/score-form.ts';
import { SEEN_VERSION } from '../../forms/seen-version.ts';
import { FORM_WORDS } from '../../forms/words.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { errorSummary, hidden, scaleField } from './field-parts.ts';
import { toldAtFields } from './told-at-fields.ts';

export type ScorePage = {
  client: string;
  formToken: string;
  scoreId: string;
  draft: ScoreDraft;
  /** The version that the form was opened with. */
  seen: string;
  errors?: readonly FieldError[];
};

/** The form by which an entry of a client's journal is corrected. */
export function scorePage({ client, formToken, scoreId, draft, seen, errors = [] }: ScorePage): Html {
  const { pain, soreness } = draft;
  const skip = 'Not told';
  return html`${errorSummary(errors)}
<form method="post" action="/clients/${client}/score" autocomplete="off">
${hidden(FORM_TOKEN, formToken)}${hidden('scoreId', scoreId)}${hidden(SEEN_VERSION, seen)}
${scaleField({ name: 'pain', legend: 'Pain', ...FORM_WORDS.pain, value: pain, skip }, errors)}
${scaleField({ name: 'soreness', legend: 'Soreness', ...FORM_WORDS.soreness, value: soreness, skip }, errors)}
${toldAtFields(draft, errors)}
<p><button class="wide">Save</button></p>
</form>
<p><a href="/clients/${client}">Back to the client</a></p>`;
}
