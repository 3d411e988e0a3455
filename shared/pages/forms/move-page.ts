import type { FieldError } from '../../forms/field-errors.ts';
import { LONGEST_ID } from '../../records/fields.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { errorSummary, hidden, textField } from './field-parts.ts';
import type { TakenBack } from './take-back-page.ts';

export type MovePage = {
  client: string;
  formToken: string;
  moved: TakenBack;
  /** The clinic's own id of the client whose it is, as typed. */
  to?: string;
  errors?: readonly FieldError[];
};

/** The name of the field that says whose a record really is; its id stands in no address and is not kept. */
export const MOVE_TO = 'toClientId';

/** The form by which a record is put under the client whom it is really about. */
export function movePage({ client, formToken, moved, to = '', errors = [] }: MovePage): Html {
  const { of, id, what } = moved;
  const field = {
    name: MOVE_TO,
    label: 'Whose it really is: client id',
    value: to,
    longest: LONGEST_ID,
    hint: 'As your practice system has it. It is not kept.',
  };
  return html`${errorSummary(errors)}
<p class="lead">${what}</p>
<form method="post" action="/clients/${client}/move" autocomplete="off">
${hidden(FORM_TOKEN, formToken)}${hidden('of', of)}${hidden('id', id)}
${textField(field, errors)}
<p><button>Move it</button></p>
</form>
<p><a href="/clients/${client}">Leave it here</a></p>`;
}
