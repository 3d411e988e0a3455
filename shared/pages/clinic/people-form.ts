import { type FormTexts, OPENED_WITH } from '../../forms/opened-with.ts';
import { capitalised } from '../../reports/words/words.ts';
import { errorSummary, hidden } from '../forms/field-parts.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { ROLE_WORDS } from './people-words.ts';

/** What was typed, and what of it cannot stand. */
export type TypedMember = {
  values: Readonly<Record<string, string | undefined>>;
  /** The field, or nothing of what this form has, and what was expected. */
  error?: { field: string; message: string };
};

/** What an owner may make of somebody. */
const ROLES = ['therapist', 'owner', 'recorder'] as const;

/** What somebody is, as the form that changes it carries it; what is not said is empty. */
export function memberTexts(said: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    ['role', 'therapistId', 'name'].map((name) => [name, String(said[name] ?? '').trim()]),
  );
}

const FIELDS: Readonly<Record<string, { label: string; hint?: string; attributes?: Html }>> = {
  email: {
    label: 'E-mail address',
    hint: 'The invitation goes there. It is kept with the sign-in and nowhere else.',
    attributes: html` type="email" autocomplete="off" required`,
  },
  therapistId: { label: 'Id in the records', hint: 'For a therapist: as the practice system writes it.' },
  name: {
    label: 'Name, if you like',
    hint: 'By which you recognise who it is: a first name will do.',
    attributes: html` type="text" maxlength="40"`,
  },
};

/**
 * What of a form about somebody cannot stand, first on its page.
 *
 * @param fields of that form: what is wrong elsewhere leads nowhere
 */
export function memberErrors({ error }: TypedMember, fields: readonly string[]): Html | false {
  if (error === undefined) return false;
  const isField = error.field === 'role' || fields.includes(error.field);
  return errorSummary([{ field: isField ? error.field : '', message: capitalised(error.message) }]);
}

/**
 * A form that says what somebody is.
 *
 * @param typed comes back in it as it was sent; the error stands at its field
 */
export function memberForm(
  {
    action,
    fields,
    button,
    opened,
  }: {
    action: string;
    fields: readonly (keyof typeof FIELDS)[];
    button: string;
    /** What is held while the form is opened. */
    opened?: FormTexts;
  },
  formToken: string,
  typed: TypedMember,
): Html {
  const { values } = typed;
  const error = typed.error && { ...typed.error, message: capitalised(typed.error.message) };
  return html`<form method="post" action="${action}">
${hidden(FORM_TOKEN, formToken)}${opened && hidden(OPENED_WITH, JSON.stringify(opened))}
${roleChoice(values['role'], error?.field === 'role' ? error.message : undefined)}
${fields.map((name) => textField(String(name), values[name] ?? '', error?.field === name ? error.message : undefined))}
<p><button>${button}</button></p>
</form>`;
}

/** Words as long as these are cut off in a closed list on a phone. */
function roleChoice(chosen: string | undefined, error: string | undefined): Html {
  const checked = ROLES.find((role) => role === chosen) ?? ROLES[0];
  return html`<fieldset id="role" tabindex="-1"${error !== undefined && html` aria-describedby="role-error"`}><legend>Role</legend>
${error !== undefined && html`<p class="error" id="role-error">${error}</p>`}${ROLES.map(
  (role) =>
    html`<label class="choice"><input type="radio" name="role" value="${role}"${role === checked && html` checked`}> <span>${ROLE_WORDS[role].name}: ${ROLE_WORDS[role].may}</span></label>\n`,
)}</fieldset>`;
}

function textField(name: string, value: string, error: string | undefined): Html {
  const { label, hint, attributes } = FIELDS[name]!;
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return html`<div class="field"><label for="${name}">${label}</label>
${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
<input id="${name}" name="${name}" value="${value}"${attributes ?? html` type="text"`} aria-describedby="${described}"${error !== undefined && html` aria-invalid="true"`}>
${error !== undefined && html`<p class="error" id="${name}-error">${error}</p>`}</div>
`;
}
