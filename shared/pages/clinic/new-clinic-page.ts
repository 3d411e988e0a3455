import { LONGEST_CLINIC_NAME } from '../../clinics/clinic-settings.ts';
import type { FieldError } from '../../forms/field-errors.ts';
import { errorSummary, selectField, textField } from '../forms/field-parts.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';

/** Where an operator adds a clinic. */
export const NEW_CLINIC_PATH = '/operator/clinics/new';

/** The fields of the form, by the names that they are sent under. */
export type TypedClinic = Readonly<Record<string, string>>;
/** The fields that the form has. */
export const CLINIC_FIELDS = ['clinicId', 'name', 'timeZone', 'language', 'owner'] as const;

const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Spanish' },
];

/**
 * The form by which an operator adds a clinic and invites who leads it.
 *
 * @param typed comes back in it as it was sent, each error at its field
 */
export function newClinicPage(
  formToken: string,
  { typed = {}, errors = [] }: { typed?: TypedClinic; errors?: readonly FieldError[] } = {},
): Html {
  const value = (name: string) => typed[name] ?? '';
  return html`<p>Its owner gets a mail with a first password, and does everything else: people, settings, files.</p>
${errorSummary(errors)}
<form method="post" action="${NEW_CLINIC_PATH}">
<input type="hidden" name="${FORM_TOKEN}" value="${formToken}">
${textField(
  {
    ...{ name: 'clinicId', label: 'Id', value: value('clinicId') },
    hint: 'Short, in small letters, such as harbour. It stands in file paths and can never be changed.',
  },
  errors,
)}
${textField(
  {
    ...{ name: 'name', label: 'Name', value: value('name'), longest: LONGEST_CLINIC_NAME },
    hint: 'What people call it.',
  },
  errors,
)}
${textField(
  {
    ...{ name: 'timeZone', label: 'Time zone', value: value('timeZone') },
    hint: 'Where its days begin, such as Europe/Lisbon or America/Chicago.',
  },
  errors,
)}
${selectField({ name: 'language', label: 'Language of its clients', value: value('language') || 'en' }, LANGUAGES, errors)}
${textField(
  {
    ...{ name: 'owner', label: "Owner's e-mail address", value: value('owner') },
    hint: 'The invitation goes there. It is kept with the sign-in and nowhere else.',
  },
  errors,
  'email',
)}
<p><button>Add the clinic</button></p>
</form>`;
}
