import type { FieldError } from '../../forms/field-errors.ts';
import { GOAL_FORMS, type GoalDraft, type GoalFormKind, isNamed } from '../../forms/goal-draft.ts';
import { SEEN_VERSION } from '../../forms/seen-version.ts';
import { FORM_WORDS, REGIONS } from '../../forms/words.ts';
import { INSTRUMENTS, instrumentOf } from '../../records/scales.ts';
import { capitalised } from '../../reports/words/words.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { errorSummary, hidden, scaleField, selectField, textField } from './field-parts.ts';
import type { Colleague } from './hand-over-care.ts';
import { mcidHint, scaleHint } from './scale-hints.ts';
import { therapistField } from './therapist-field.ts';

/** What each goal is called where one is chosen. */
const GOAL_LABELS: Readonly<Record<GoalFormKind, string>> = {
  pain: 'Less pain',
  task: 'A task, such as the top shelf',
  recovery: 'Shorter recovery',
  activity: 'An activity (PSFS)',
  movement: 'Range of motion',
  'pain-vas': INSTRUMENTS['pain-vas'].name,
  odi: `${INSTRUMENTS.odi.name} (ODI)`,
  ndi: `${INSTRUMENTS.ndi.name} (NDI)`,
  'promis-pain-interference': INSTRUMENTS['promis-pain-interference'].name,
};

const WHAT: Readonly<Partial<Record<GoalFormKind, string>>> = {
  task: 'What the client wants to do',
  activity: 'The activity',
  movement: 'The movement',
};

/** Ways to the forms by which a goal is set. */
export function goalLinks(client: string): Html {
  return html`<p class="actions">${GOAL_FORMS.map(
    (kind) =>
      html`<a class="button quiet" href="/clients/${client}/goal?kind=${kind}">${GOAL_LABELS[kind]}</a>`,
  )}</p>`;
}

export type GoalPage = {
  client: string;
  formToken: string;
  draft: GoalDraft;
  /** Of a goal that is changed: the version that the form was opened with. */
  seen?: string | undefined;
  errors?: readonly FieldError[];
  asksTherapist: boolean;
  /** Who it can be, where it is asked for. */
  therapists?: readonly Colleague[];
  /** Of recovery: whether the target is a change in percent, or hours. */
  byPercent: boolean;
};

/** The form by which a goal is set or corrected. */
export function goalPage({
  client,
  formToken,
  draft,
  seen,
  errors = [],
  asksTherapist,
  therapists = [],
  byPercent,
}: GoalPage): Html {
  const regions = [
    { value: '', label: 'Anywhere' },
    ...REGIONS.map((value) => ({ value, label: capitalised(value.replaceAll('-', ' ')) })),
  ];
  const what = WHAT[draft.kind] ?? '';
  return html`${errorSummary(errors)}
<form method="post" action="/clients/${client}/goal" autocomplete="off">
${hidden(FORM_TOKEN, formToken)}${hidden('goalId', draft.goalId)}${hidden('kind', draft.kind)}${seen !== undefined && hidden(SEEN_VERSION, seen)}
<p class="lead">${GOAL_LABELS[draft.kind]}</p>
${isNamed(draft.kind) && textField({ name: 'what', label: what, value: draft.what, hint: 'In a few words that name nobody' }, errors)}
${draft.kind === 'pain' && selectField({ name: 'region', label: 'Where', value: draft.region }, regions, errors)}
${valueFields(draft, byPercent, errors)}
<div class="row">${textField({ name: 'startsOn', label: 'From', value: draft.startsOn }, errors, 'date')}
${textField({ name: 'dueOn', label: 'Until', value: draft.dueOn }, errors, 'date')}</div>
${asksTherapist && therapistField(draft.therapistId, therapists, errors)}
<p><button class="wide">Save the goal</button></p>
</form>
<p><a href="/clients/${client}">Back to the client</a></p>`;
}

function valueFields(
  { kind, baseline, target }: GoalDraft,
  byPercent: boolean,
  errors: readonly FieldError[],
): Html {
  if (kind === 'task') {
    return html`${hidden('baseline', baseline)}${hidden('target', target)}<p>From “cannot yet” to “can”.</p>`;
  }
  if (kind === 'pain' || kind === 'activity') {
    const ends = kind === 'pain' ? FORM_WORDS.pain : FORM_WORDS.activity;
    return html`${scaleField({ name: 'baseline', legend: 'Now', ...ends, value: baseline }, errors)}
${scaleField({ name: 'target', legend: 'To be reached', ...ends, value: target }, errors)}`;
  }
  const instrument = instrumentOf(kind);
  if (instrument) {
    const hint = scaleHint(instrument);
    return html`<div class="row">${textField({ name: 'baseline', label: 'Now', value: baseline, hint }, errors, 'number')}
${textField({ name: 'target', label: 'To be reached', value: target, hint: mcidHint(instrument) }, errors, 'number')}</div>`;
  }
  const unit = kind === 'recovery' ? 'hours' : 'degrees';
  const goal =
    kind === 'recovery' && byPercent
      ? { label: 'Change, in percent', hint: '-20 means a fifth shorter' }
      : { label: `To be reached, in ${unit}` };
  return html`<div class="row">${textField({ name: 'baseline', label: `Now, in ${unit}`, value: baseline }, errors, 'number')}
${textField({ name: 'target', value: target, ...goal }, errors, 'number')}</div>`;
}
