import type { FieldError } from '../../forms/field-errors.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { errorSummary, hidden, textField } from './field-parts.ts';

/** The names of the form's fields: the label as it is typed, and what is to become of it. */
export const LABEL_FIELD = 'label';
export const LABEL_STEP = 'step';

type LabelForm = { client: string; formToken: string; label: string | undefined };

/** By what the clinic's people recognise a client: set, changed and removed, folded away on the client's page. */
export function labelSection(form: LabelForm): Html {
  const { label } = form;
  return html`<details class="label"><summary>${label === undefined ? 'Give a label' : html`Label: <bdi>${label}</bdi>`}</summary>
${labelForm(form, label ?? '', [])}
</details>`;
}

/** The form again, on a page of its own, with what is wrong with what was typed. */
export function labelPage(form: LabelForm, typed: string, errors: readonly FieldError[]): Html {
  return html`${errorSummary(errors)}
${labelForm(form, typed, errors)}
<p><a href="/clients/${form.client}">Back to the client</a></p>`;
}

function labelForm(
  { client, formToken, label }: LabelForm,
  typed: string,
  errors: readonly FieldError[],
): Html {
  const field = {
    ...{ name: LABEL_FIELD, label: 'Label', value: typed },
    hint: 'Initials or a nickname, at most 24 characters, never a full name. Only this clinic’s owners and therapists see it, on its pages alone.',
  };
  return html`<form method="post" action="/clients/${client}/label" autocomplete="off">${hidden(FORM_TOKEN, formToken)}
${textField(field, errors)}
<p class="actions"><button name="${LABEL_STEP}" value="keep">Keep the label</button>${
    label !== undefined && html` <button class="quiet" name="${LABEL_STEP}" value="remove">Remove it</button>`
  }</p></form>`;
}
