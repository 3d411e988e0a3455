import type { FieldError } from '../../forms/field-errors.ts';
import type { ToldAt } from '../../forms/told-at.ts';
import { type Html, html } from '../frame/html.ts';
import { textField } from './field-parts.ts';

/** Of which day and time something that is corrected was told. */
export function toldAtFields({ date, time }: ToldAt, errors: readonly FieldError[]): Html {
  return html`<div class="row">${textField({ name: 'date', label: 'Day', value: date }, errors, 'date')}
${textField({ name: 'time', label: 'Time', value: time }, errors, 'time')}</div>`;
}
