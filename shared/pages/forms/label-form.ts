import type { FieldError } from '../../forms/field-errors.ts';
import { type FormTexts, OPENED_WITH, openedWith } from '../../forms/opened-with.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { errorSummary, hidden, textField } from './field-parts.ts';

/** The names of the form's fields: the label as it is typed, and what is to become of it. */
export const LABEL_FIELD = 'label';
export const LABEL_STEP = 'step';

type LabelForm = { client: string; formToken: string; label: string | undefined };

/** The form as it comes back: which label it was opened with, the empty text for none, and what was typed. */
type SentLabel = { opened: string; typed: string };

/**
 * The label that a form was opened with, the empty text for none.
 *
 * @returns undefined where the form does not say it
 */
export const labelOpenedWith = (fields: FormTexts): string | undefined => openedWith(fields)?.[LABEL_FIELD];

/** Said of a form whose label somebody has changed since it was opened; `held` is empty where it was removed. */
export function labelChangedSince(held: string): FieldError {
  const became =
    held === ''
      ? 'The label was removed since you opened this page.'
      : `The label was changed since you opened this page, and now says “${held}”.`;
  const message = `${became} Nothing of this form is kept yet. Send it once more to put it in place of that.`;
  return { field: LABEL_FIELD, message };
}

/** By what the clinic's people recognise a client: set, changed and removed, folded away on the client's page. */
export function labelSection(form: LabelForm): Html {
  const { label } = form;
  return html`<details class="label"><summary>${label === undefined ? 'Give a label' : html`Label: <bdi>${label}</bdi>`}</summary>
${labelForm(form, { opened: label ?? '', typed: label ?? '' }, [])}
</details>`;
}

/** The form again, on a page of its own, with what is wrong with what was typed. */
export function labelPage(form: LabelForm, sent: SentLabel, errors: readonly FieldError[]): Html {
  return html`${errorSummary(errors)}
${labelForm(form, sent, errors)}
<p><a href="/clients/${form.client}">Back to the client</a></p>`;
}

function labelForm(
  { client, formToken, label }: LabelForm,
  { opened, typed }: SentLabel,
  errors: readonly FieldError[],
): Html {
  const field = {
    ...{ name: LABEL_FIELD, label: 'Label', value: typed },
    hint: 'Initials or a nickname, at most 24 characters, never a full name. Only this clinic’s owners and therapists see it, on its pages alone.',
  };
  return html`<form method="post" action="/clients/${client}/label" autocomplete="off">${hidden(FORM_TOKEN, formToken)}${hidden(OPENED_WITH, JSON.stringify({ [LABEL_FIELD]: opened }))}
${textField(field, errors)}
<p class="actions"><button name="${LABEL_STEP}" value="keep">Keep the label</button>${
    label !== undefined && html` <button class="quiet" name="${LABEL_STEP}" value="remove">Remove it</button>`
  }</p></form>`;
}
