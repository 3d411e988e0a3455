import type { Author } from '../../access/member-change.ts';
import { LONGEST_CLINIC_NAME } from '../../clinics/clinic-settings.ts';
import type { FieldError } from '../../forms/field-errors.ts';
import { type FormTexts, OPENED_WITH } from '../../forms/opened-with.ts';
import { TECHNIQUES } from '../../records/catalogue.ts';
import { LONGEST_OWN_NAME, MOST_OWN_TECHNIQUES } from '../../records/own-technique.ts';
import { techniqueLabel } from '../../reports/words/words.ts';
import {
  errorSummary,
  fieldGroup,
  hidden,
  linesField,
  selectField,
  textField,
} from '../forms/field-parts.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { clinicTimes } from '../frame/when-cell.ts';
import { dataTable } from '../parts/data-table.ts';
import { authorWords } from './people-words.ts';

/** What each setting is called; a setting without a line here has no place on the page. */
export const SETTING_NAMES = {
  name: 'Name',
  timeZone: 'Time zone',
  openedOn: 'First day',
  language: 'Language of clients',
  techniques: 'Techniques that you offer',
  ownTechniques: 'Techniques of your own',
  takeOver: 'Taking over care',
  labels: 'Labels of clients',
} as const;
export type SettingName = keyof typeof SETTING_NAMES;

const LANGUAGE_CHOICES = { en: 'English', es: 'Spanish' };
const TAKE_OVER_CHOICES = { allowed: 'Therapists may', forbidden: 'Only the clinic' };
const LABEL_CHOICES = { off: 'Off', on: 'On' };
const CHOICES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  language: LANGUAGE_CHOICES,
  takeOver: TAKE_OVER_CHOICES,
  labels: LABEL_CHOICES,
};

/** A setting as a form carries it, in the words of its page; techniques are codes with commas between, its own names in lines. */
export function settingWords(name: string, text: string): string {
  if (name === 'techniques') return text.split(',').map(techniqueLabel).join(', ');
  return CHOICES[name]?.[text] ?? text.replaceAll('\n', ', ');
}
/** What the page's address names each technique by that is to be put on the list of the clinic's own. */
export const ADD_TO_LIST = 'add';

/** How a field of a technique is called in the form. */
export const techniqueField = (technique: string) => `technique-${technique}`;

export type SettingsPage = {
  /** As they are typed, or held: empty for what was not said. */
  values: Readonly<Record<Exclude<SettingName, 'techniques'>, string>>;
  techniques: readonly string[];
  /** What is held while the form is opened, as the form carries it. */
  opened: FormTexts;
  /** As it holds: what is typed may be none. */
  timeZone: string | undefined;
  /** The latest first. */
  changes: readonly { at: string; by: Author; what: readonly SettingName[] }[];
  formToken: string;
  errors?: readonly FieldError[];
  notice?: string | undefined;
};

const SHOWN_CHANGES = 20;
const ZONES =
  'By its name in the IANA database, such as Europe/Lisbon. Days and months begin by it; when you change it, everything is worked out again within minutes.';
const OWN = `What the catalogue has no name for, such as hot stone or cupping: a name a line, at most ${MOST_OWN_TECHNIQUES}, each of at most ${LONGEST_OWN_NAME} letters. They never leave the clinic: reports for others count them as outside the catalogue. No name may tell who anybody is. What you take off this list stays in its records, shown by its code.`;

/** What the clinic says of itself, to be changed, and who has changed it. */
export function settingsPage({
  values,
  techniques,
  opened,
  timeZone,
  changes,
  formToken,
  errors = [],
  notice,
}: SettingsPage): Html {
  const times = clinicTimes(timeZone);
  const text = (name: 'name' | 'timeZone' | 'openedOn', hint: string, suggestions: readonly string[] = []) =>
    textField(
      {
        name,
        label: SETTING_NAMES[name],
        value: values[name],
        hint,
        longest: LONGEST_CLINIC_NAME,
        suggestions,
      },
      errors,
      name === 'openedOn' ? 'date' : 'text',
    );
  const choice = (
    name: 'language' | 'takeOver' | 'labels',
    hint: string,
    choices: Readonly<Record<string, string>>,
  ) => {
    const offered = Object.entries(choices).map(([value, label]) => ({ value, label }));
    return selectField({ name, label: SETTING_NAMES[name], value: values[name], hint }, offered, errors);
  };
  const boxes = TECHNIQUES.map(
    (technique) =>
      html`<label class="choice"><input type="checkbox" name="${techniqueField(technique)}" value="on"${techniques.includes(technique) && html` checked`}> ${techniqueLabel(technique)}</label>`,
  );
  return html`${notice && html`<p class="notice" role="status">${notice}</p>`}${errorSummary(errors)}
<form method="post" action="/settings">${hidden(FORM_TOKEN, formToken)}${hidden(OPENED_WITH, JSON.stringify(opened))}
${text('name', 'What people call the clinic. Clients read it on their journal.')}
${text('timeZone', ZONES, Intl.supportedValuesOf('timeZone'))}
${text('openedOn', 'Nothing is taken in from before it. Leave it empty if it does not matter.')}
${choice('language', 'What clients read where their browser does not say otherwise.', { '': 'English, as nothing was said', ...LANGUAGE_CHOICES })}
${fieldGroup({ name: 'techniques', legend: `${SETTING_NAMES.techniques}; none ticked means all` }, errors, html`<div class="boxes">${boxes}</div>`)}
${linesField({ name: 'ownTechniques', label: SETTING_NAMES.ownTechniques, value: values.ownTechniques, hint: OWN, longest: MOST_OWN_TECHNIQUES * (LONGEST_OWN_NAME + 2) }, errors)}
${choice('takeOver', 'Whether a therapist may take over a client by herself. You see it either way.', TAKE_OVER_CHOICES)}
${choice('labels', 'Initials or a nickname by which your people recognise a client, on your pages only.', values.labels === '' ? { '': 'Off', on: 'On' } : LABEL_CHOICES)}
<p><button>Save</button></p></form>
<section aria-labelledby="changes"><h2 id="changes">What has changed</h2>
${
  changes.length === 0
    ? html`<p>Nothing so far.</p>`
    : dataTable({
        caption:
          changes.length > SHOWN_CHANGES
            ? `The latest ${SHOWN_CHANGES} changes`
            : 'All changes, the latest first',
        columns: ['What', 'Who did it', times.heading('When')].map((heading) => ({ heading })),
        rows: changes
          .slice(0, SHOWN_CHANGES)
          .map(({ at, by, what }) => [
            what.map((name) => SETTING_NAMES[name]).join(', '),
            authorWords(by),
            times.when(at),
          ]),
        lines: true,
      })
}</section>`;
}
