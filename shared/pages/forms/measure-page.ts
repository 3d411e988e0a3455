import type { FieldError } from '../../forms/field-errors.ts';
import { SEEN_VERSION } from '../../forms/seen-version.ts';
import type { ToldAt } from '../../forms/told-at.ts';
import { FORM_WORDS } from '../../forms/words.ts';
import type { Goal } from '../../records/goal.ts';
import { instrumentOf } from '../../records/scales.ts';
import type { Held } from '../../records/versions/held.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { goalName } from '../parts/goal-words.ts';
import { errorSummary, hidden, scaleField, textField } from './field-parts.ts';
import { scaleHint } from './scale-hints.ts';
import { toldAtFields } from './told-at-fields.ts';

export type MeasurePage = {
  client: string;
  formToken: string;
  goal: Held<Goal>;
  measurementId: string;
  value: string;
  /** Of a value that is corrected: the version that the form was opened with. */
  seen?: string | undefined;
  /** Of a value that is corrected: when it was measured. */
  told?: ToldAt | undefined;
  errors?: readonly FieldError[];
};

/** The form by which one value of a goal is reported, as it is now, or corrected. */
export function measurePage({
  client,
  formToken,
  goal,
  measurementId,
  value,
  seen,
  told,
  errors = [],
}: MeasurePage): Html {
  const name = goalName(goal);
  return html`${errorSummary(errors)}
<form method="post" action="/clients/${client}/measure" autocomplete="off">
${hidden(FORM_TOKEN, formToken)}${hidden('goalId', goal.goalId)}${hidden('measurementId', measurementId)}${seen !== undefined && hidden(SEEN_VERSION, seen)}
${told && toldAtFields(told, errors)}
${goal.unit === 'yes-no' ? yesOrNo(name, told !== undefined) : valueField(goal, name, value, { errors, isNow: told === undefined })}
</form>
<p><a href="/clients/${client}">Back to the client</a></p>`;
}

function yesOrNo(name: string, isCorrected: boolean): Html {
  const question = isCorrected ? 'Could the client do this then' : 'Can the client do this now';
  return html`<fieldset><legend>${question}: ${name}?</legend><div class="choices">
<button name="value" value="1">Yes</button><button name="value" value="0">No</button></div></fieldset>`;
}

function valueField(
  { unit, measure }: Held<Goal>,
  name: string,
  value: string,
  { errors, isNow }: { errors: readonly FieldError[]; isNow: boolean },
): Html {
  const instrument = instrumentOf(measure);
  const field = instrument
    ? textField({ name: 'value', label: name, value, hint: scaleHint(instrument) }, errors, 'number')
    : unit === 'score'
      ? scaleField(
          { name: 'value', legend: isNow ? `${name}, today` : name, ...FORM_WORDS.activity, value },
          errors,
        )
      : textField({ name: 'value', label: `${name}, in ${unit}`, value }, errors, 'number');
  return html`${field}<p><button class="wide">Save</button></p>`;
}
