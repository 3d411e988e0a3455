import type { FieldError } from '../../forms/field-errors.ts';
import { LONGEST_CODE } from '../../records/fields.ts';
import { datesInWords } from '../../reports/words/dates-in-words.ts';
import { type Html, html } from '../frame/html.ts';
import { NOT_SAVED, refusalBlock } from '../frame/refusal-block.ts';

/** The parts that forms are made of: each field says what is wrong with it, to screen readers too. */

/** What is wrong with a form, first on its page: each sentence leads to its field. */
export function errorSummary(errors: readonly FieldError[]): Html | false {
  if (errors.length === 0) return false;
  const listed = errors.map(({ field, message }) => {
    const said = datesInWords(message);
    return html`<li>${field === '' ? said : html`<a href="#${field}">${said}</a>`}</li>`;
  });
  return refusalBlock('errors', html`<p><strong>${NOT_SAVED}</strong></p><ul>${listed}</ul>`);
}

function errorOf(errors: readonly FieldError[], name: string): string | undefined {
  const found = errors.find(({ field }) => field === name);
  return found && datesInWords(found.message);
}

/** The sentence that a field or a group of fields is described by. */
export function errorText(errors: readonly FieldError[], name: string): Html | false {
  const message = errorOf(errors, name);
  return message !== undefined && html`<p class="error" id="${name}-error">${message}</p>`;
}

/** Attributes of a field that is described by a hint or an error. */
function described(errors: readonly FieldError[], name: string, hint?: string): Html {
  const isWrong = errorOf(errors, name) !== undefined;
  const by = [...(hint === undefined ? [] : [`${name}-hint`]), ...(isWrong ? [`${name}-error`] : [])];
  return html`${isWrong && html` aria-invalid="true"`}${by.length > 0 && html` aria-describedby="${by.join(' ')}"`}`;
}

type Field = {
  name: string;
  label: string | Html;
  value: string;
  hint?: string;
  /** Characters that are taken of a text; as many as a code has where it does not say. */
  longest?: number;
  /** What a browser offers while a text is typed, and other texts can be typed too. */
  suggestions?: readonly string[];
};

/** @param kind how it is typed: `number` opens a keyboard of digits and takes a comma, `email` one with an @ */
export function textField(
  { name, label, value, hint, longest = LONGEST_CODE, suggestions = [] }: Field,
  errors: readonly FieldError[],
  kind: 'text' | 'number' | 'date' | 'time' | 'email' = 'text',
): Html {
  const type =
    kind === 'number'
      ? html`type="text" inputmode="decimal" maxlength="12"`
      : html`type="${kind}" maxlength="${kind === 'email' ? 128 : longest}"`;
  return html`<div class="field"><label for="${name}">${label}</label>
${hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`}${errorText(errors, name)}
<input ${type} id="${name}" name="${name}" value="${value}" autocomplete="off"${suggestions.length > 0 && html` list="${name}-list"`}${described(errors, name, hint)}>${
    suggestions.length > 0 &&
    html`<datalist id="${name}-list">${suggestions.map((text) => html`<option value="${text}">`)}</datalist>`
  }</div>`;
}

/** A text of several lines. */
export function linesField(
  { name, label, value, hint, longest = LONGEST_CODE }: Field,
  errors: readonly FieldError[],
): Html {
  return html`<div class="field wide"><label for="${name}">${label}</label>
${hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`}${errorText(errors, name)}
<textarea id="${name}" name="${name}" rows="4" maxlength="${longest}" autocomplete="off"${described(errors, name, hint)}>
${value}</textarea></div>`;
}

export type Choice = { value: string; label: string };

/** A choice of a list; what is chosen already is kept though the list does not have it. */
export function selectField(
  { name, label, value, hint }: Field,
  choices: readonly Choice[],
  errors: readonly FieldError[],
): Html {
  const known = choices.some((choice) => choice.value === value);
  const all = known ? choices : [...choices, { value, label: value.replaceAll('-', ' ') }];
  return html`<div class="field"><label for="${name}">${label}</label>
${hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`}${errorText(errors, name)}
<select id="${name}" name="${name}"${described(errors, name, hint)}>${all.map(
    (choice) =>
      html`<option value="${choice.value}"${choice.value === value && html` selected`}>${choice.label}</option>`,
  )}</select></div>`;
}

export type Scale = {
  name: string;
  legend: string;
  least: string;
  most: string;
  value: string;
  /** What says that there is no score, whether nobody asked or nobody answered: it reports nothing, and looks like no answer. */
  skip?: string;
};

/** From 0 to 10 by one tap; what its ends mean stands in the legend, where a screen reader reads it. */
export function scaleField(
  { name, legend, least, most, value, skip }: Scale,
  errors: readonly FieldError[],
): Html {
  const choice = (score: string, label: string) =>
    html`<label><input type="radio" name="${name}" value="${score}"${score === value && html` checked`}><span>${label}</span></label>`;
  return html`<fieldset id="${name}"${described(errors, name)}><legend>${legend} <span class="hint">0 ${least}, 10 ${most}</span></legend>
${errorText(errors, name)}
<div class="scale">${Array.from({ length: 11 }, (_, score) => choice(String(score), String(score)))}</div>
${skip !== undefined && html`<div class="scale unasked">${choice('', skip)}</div>`}
</fieldset>`;
}

/** A heading over fields that are about one thing, with what is wrong with all of them. */
export function fieldGroup(
  { name, legend }: { name: string; legend: string },
  errors: readonly FieldError[],
  fields: Html,
): Html {
  return html`<fieldset id="${name}"${described(errors, name)}><legend>${legend}</legend>${errorText(errors, name)}
${fields}</fieldset>`;
}

export const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`;
