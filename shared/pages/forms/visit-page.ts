import type { FieldError } from '../../forms/field-errors.ts';
import { SEEN_VERSION } from '../../forms/seen-version.ts';
import { AGAIN, type TechniqueRow, type VisitDraft } from '../../forms/visit-draft.ts';
import { FORM_WORDS, PRESSURES, REGIONS } from '../../forms/words.ts';
import { dateWords } from '../../outcomes/date-words.ts';
import { AFTERCARE, COMPLAINTS, TECHNIQUES } from '../../records/catalogue.ts';
import { type OwnTechnique, spelledTechnique, spellTechnique } from '../../records/own-technique.ts';
import { givenLabel } from '../../reports/words/given-technique.ts';
import { capitalised, labelOf } from '../../reports/words/words.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { type KnownAs, nameOf } from '../parts/client-label.ts';
import {
  errorSummary,
  errorText,
  fieldGroup,
  hidden,
  scaleField,
  selectField,
  textField,
} from './field-parts.ts';
import type { Colleague } from './hand-over-care.ts';
import { phaseFields } from './phase-fields.ts';
import { therapistField } from './therapist-field.ts';

export type VisitPage = {
  /** The pseudonym in the page's address. */
  client: string;
  formToken: string;
  /** What the client is known by, where he is. */
  knownAs?: KnownAs | undefined;
  draft: VisitDraft;
  /** Of a visit that is begun or over: the version that the form was opened with. */
  seen?: string | undefined;
  /** The visit of the same time that this one is told to be another than. */
  beside?: string | undefined;
  errors?: readonly FieldError[];
  /** Those outside the catalogue that the clinic lists. */
  own?: readonly OwnTechnique[];
  /** Whether who records it says whose visit it was. */
  asksTherapist: boolean;
  /** Who it can be, where it is asked for. */
  therapists?: readonly Colleague[];
  /** Of a visit that is over no phase begins any more. */
  stage: 'new' | 'begun' | 'over';
  /** Whether it may be kept as begun: not of somebody of whom nothing is known to whoever records it. */
  mayBegin: boolean;
};

export const NEW_VISIT = 'Record a visit';

/** What the form of a visit is headed by. */
export function visitTitle({ stage, draft }: Pick<VisitPage, 'stage' | 'draft'>): string {
  if (stage === 'new') return NEW_VISIT;
  return stage === 'begun' ? 'Finish a visit' : `Correct the visit of ${dateWords(draft.date)}`;
}

/** When what a form holds was begun to be typed, where it was kept on the device: milliseconds since 1970. */
export const TYPED_SINCE = 'typedSince';

/** The visit of the same time that a form says it is another than. */
export const BESIDE = 'beside';

const NONE = { value: '', label: 'Choose' };
const offeredCodes = (codes: readonly string[]) =>
  codes.map((code) => ({ value: code, label: capitalised(code.replaceAll('-', ' ')) }));

/** The form by which a visit is recorded, completed or corrected: what every visit needs first, the rest folded. */
export function visitPage(visit: VisitPage): Html {
  const {
    client,
    formToken,
    knownAs,
    draft,
    seen,
    beside,
    errors = [],
    own = [],
    asksTherapist,
    therapists = [],
    stage,
    mayBegin,
  } = visit;
  const folded = /^(date|from|to|phase|movement|side|degrees|aftercare|therapistId)/;
  const opensMore = errors.some(({ field }) => folded.test(field)) || draft.running.phase !== '';
  const isOpen = (row: TechniqueRow) => row.again && !row.chosen;
  const [shown, open] = [draft.techniques.filter((row) => !isOpen(row)), draft.techniques.filter(isOpen)];
  return html`<p class="client">${nameOf(client, knownAs)}</p>
${errorSummary(errors)}
<form method="post" action="/clients/${client}/visit" autocomplete="off" class="visit" data-draft="${errors.length > 0 ? 'again' : stage}">
<div class="notice" role="status" data-restored hidden><p>${FORM_WORDS.restored}</p><p><button type="button" class="quiet" data-afresh>Start afresh</button></p></div>
${hidden(FORM_TOKEN, formToken)}${hidden('sessionId', draft.sessionId)}${hidden(TYPED_SINCE, '')}${seen !== undefined && hidden(SEEN_VERSION, seen)}${beside !== undefined && hidden(BESIDE, beside)}
${selectField(
  { name: 'complaint', label: 'Complaint', value: draft.complaint },
  [
    ...(draft.complaint === '' ? [NONE] : []),
    ...COMPLAINTS.map((value) => ({ value, label: labelOf(value) })),
  ],
  errors,
)}
${scaleField({ name: 'before', legend: 'Pain before', ...FORM_WORDS.pain, value: draft.before, skip: 'No score' }, errors)}
${fieldGroup(
  { name: 'techniques', legend: 'Hands on' },
  errors,
  html`${shown.map((row) => techniqueRow(row, own, errors))}
<details><summary>The same technique elsewhere</summary>${open.map((row) => techniqueRow(row, own, errors))}</details>`,
)}
${scaleField({ name: 'after', legend: 'Pain after', ...FORM_WORDS.pain, value: draft.after, skip: 'No score' }, errors)}
<details${opensMore && html` open`}><summary>Phases, range of motion, aftercare, when</summary>
${phaseFields(draft, stage !== 'over', errors)}
${asksTherapist && therapistField(draft.therapistId, therapists, errors)}
<div class="row">${textField({ name: 'date', label: 'Day', value: draft.date }, errors, 'date')}
${textField({ name: 'from', label: 'From', value: draft.from }, errors, 'time')}
${textField({ name: 'to', label: 'To', value: draft.to, hint: 'Empty: as long as the techniques took' }, errors, 'time')}</div>
${fieldGroup({ name: 'movements', legend: 'Range of motion, in degrees' }, errors, html`${draft.movements.map((row, index) => movementRow(row, index, errors))}`)}
${fieldGroup({ name: 'aftercare', legend: 'Advice for afterwards' }, errors, html`<div class="chips">${AFTERCARE.map((each) => chip(`aftercare-${each}`, capitalised(each), draft.aftercare.includes(each)))}</div>`)}
</details>
<p class="notice warn" role="alert" data-waiting hidden>${FORM_WORDS.waiting}</p>
<p><button class="wide">Save</button></p>
${stage !== 'over' && html`<p class="muted">${mayBegin ? FORM_WORDS.mayBegin : FORM_WORDS.wholeVisit}</p>`}
</form>
${stage === 'over' && html`<p><a href="/clients/${client}/move?of=session&amp;id=${draft.sessionId}">This visit is another client’s: move it there</a></p>`}
<p><a href="/clients/${client}">Back to the client</a></p>`;
}

const chip = (name: string, label: string, isOn: boolean): Html =>
  html`<label class="chip"><input type="checkbox" id="${name}" name="${name}"${isOn && html` checked`}><span>${label}</span></label>`;

/** One tap gives it; its minutes, and where and how firm, can be told beside it. */
function techniqueRow(
  { row, again, technique, chosen, minutes, region, pressure }: TechniqueRow,
  own: readonly OwnTechnique[],
  errors: readonly FieldError[],
): Html {
  const labelOfGiven = (spelled: string) => givenLabel(spelledTechnique(spelled), own);
  const label = again ? `entry ${Number(row) - TECHNIQUES.length + 1} of the same` : labelOfGiven(technique);
  const field = (part: string, words: string, value: string) => ({
    name: `${part}-${row}`,
    label: html`${words}<span class="unseen"> of ${label}</span>`,
    value,
  });
  const details = html`${textField(field('minutes', 'Minutes', minutes), errors, 'number')}
${selectField(field('region', 'Where', region), [{ value: '', label: 'Not said' }, ...offeredCodes(REGIONS)], errors)}
${selectField(field('pressure', 'How firm', pressure), [{ value: '', label: 'Not said' }, ...offeredCodes(PRESSURES)], errors)}`;
  if (again) {
    const choices = [
      { value: '', label: 'None' },
      ...[...TECHNIQUES, ...own.map(({ code }) => spellTechnique({ technique: 'other', own: code }))].map(
        (value) => ({ value, label: labelOfGiven(value) }),
      ),
    ];
    return html`<div class="technique again">${hidden(`row-${row}`, AGAIN)}
${selectField(field('technique', 'Technique', technique), choices, errors)}
<div class="row">${details}</div></div>`;
  }
  const name = `technique-${row}`;
  return html`<div class="technique">${hidden(`row-${row}`, technique)}
${errorText(errors, name)}${chip(name, label, chosen)}
<div class="row">${details}</div></div>`;
}

function movementRow(
  { movement, side, before, after }: VisitDraft['movements'][number],
  index: number,
  errors: readonly FieldError[],
): Html {
  const sides = [{ value: '', label: 'Not said' }, ...offeredCodes(['left', 'right'])];
  return html`<div class="row">${textField({ name: `movement-${index}`, label: `Movement ${index + 1}`, value: movement.replaceAll('-', ' ') }, errors)}
${selectField({ name: `side-${index}`, label: `Side ${index + 1}`, value: side }, sides, errors)}
${textField({ name: `degrees-before-${index}`, label: `Before ${index + 1}`, value: before }, errors, 'number')}
${textField({ name: `degrees-after-${index}`, label: `After ${index + 1}`, value: after }, errors, 'number')}</div>`;
}
