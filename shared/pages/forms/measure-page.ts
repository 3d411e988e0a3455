import type { FieldError } from '../../forms/field-errors.ts';
import { FORM_WORDS } from '../../forms/words.ts';
import type { Goal } from '../../records/goal.ts';
import type { Held } from '../../records/held.ts';
import { goalName } from '../goal-words.ts';
import { type Html, html } from '../html.ts';
import { FORM_TOKEN } from '../page.ts';
import { errorSummary, hidden, scaleField, textField } from './field-parts.ts';

export type MeasurePage = {
  client: string;
  formToken: string;
  goal: Held<Goal>;
  measurementId: string;
  value: string;
  errors?: readonly FieldError[];
};

/** The form by which one value of a goal is reported, as it is now. */
export function measurePage({
  client,
  formToken,
  goal,
  measurementId,
  value,
  errors = [],
}: MeasurePage): Html {
  const name = goalName(goal);
  return html`${errorSummary(errors)}
<form method="post" action="/clients/${client}/measure" autocomplete="off">
${hidden(FORM_TOKEN, formToken)}${hidden('goalId', goal.goalId)}${hidden('measurementId', measurementId)}
${goal.unit === 'yes-no' ? yesOrNo(name) : valueField(goal, name, value, errors)}
</form>
<p><a href="/clients/${client}">Back to the client</a></p>`;
}

function yesOrNo(name: string): Html {
  return html`<fieldset><legend>Can the client do this now: ${name}?</legend><div class="choices">
<button name="value" value="1">Yes</button><button name="value" value="0">No</button></div></fieldset>`;
}

function valueField({ unit }: Held<Goal>, name: string, value: string, errors: readonly FieldError[]): Html {
  const field =
    unit === 'score'
      ? scaleField({ name: 'value', legend: `${name}, today`, ...FORM_WORDS.activity, value }, errors)
      : textField({ name: 'value', label: `${name}, in ${unit}`, value }, errors, 'number');
  return html`${field}<p><button class="wide">Save</button></p>`;
}
