import type { FieldError } from '../../forms/field-errors.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { errorSummary, hidden, selectField } from './field-parts.ts';

/** The fields of the form: to whom, and whose care ends. */
export const HAND_TO = 'to';
export const HAND_FROM = 'from';

/** A therapist as people call her. */
export type Colleague = { therapistId: string; name?: string };

export type HandOverCare = {
  client: string;
  formToken: string;
  /** Whose care can end by it, as it goes on; of a therapist it is hers. */
  from: readonly Colleague[];
  /** To whom the client can go. */
  to: readonly Colleague[];
  typed?: Readonly<Record<string, string>>;
  errors?: readonly FieldError[];
};

export const calledAs = ({ name, therapistId }: Colleague) =>
  name === undefined ? therapistId : `${name} (${therapistId})`;

/** By which a client goes from one therapist to another; nothing where there is nobody to go to. */
export function handOverCareForm({
  client,
  formToken,
  from,
  to,
  typed = {},
  errors = [],
}: HandOverCare): Html {
  if (to.length === 0)
    return html`<p class="muted">There is no other therapist to hand the client over to.</p>`;
  const choices = (people: readonly Colleague[]) => [
    { value: '', label: 'Choose' },
    ...people.map((each) => ({ value: each.therapistId, label: calledAs(each) })),
  ];
  const only = from.length === 1 ? from[0] : undefined;
  const ends = only ? `${calledAs(only)} sees and writes for the client until tonight.` : undefined;
  return html`${errorSummary(errors)}<form method="post" action="/clients/${client}/care/hand-over">${hidden(FORM_TOKEN, formToken)}
${
  from.length > 1 &&
  selectField(
    { name: HAND_FROM, label: 'Whose care ends', value: typed[HAND_FROM] ?? '' },
    choices(from),
    errors,
  )
}
${selectField(
  {
    ...{ name: HAND_TO, label: 'Hand the client over to', value: typed[HAND_TO] ?? '' },
    ...(ends !== undefined && { hint: ends }),
  },
  choices(to),
  errors,
)}
<p><button class="quiet">Hand over</button></p>
</form>`;
}
