import { goesOn } from '../../access/handed-care.ts';
import { isInForce } from '../../access/in-care.ts';
import type { FieldError } from '../../forms/field-errors.ts';
import { dateWords } from '../../outcomes/date-words.ts';
import type { Arrival } from '../../records/arrival.ts';
import type { TakeOverReason } from '../../records/care.ts';
import { shortName } from '../../records/values/short-name.ts';
import { listed } from '../../reports/words/listed.ts';
import { NOTHING } from '../../reports/words/number-text.ts';
import { selectField } from '../forms/field-parts.ts';
import { foldedPart } from '../frame/folded-part.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { dateCell } from '../frame/when-cell.ts';
import { dataTable } from '../parts/data-table.ts';

export type CareRow = {
  therapistId: string;
  from: string;
  until: string | null;
  again?: string;
  implied: boolean;
  reason?: TakeOverReason;
  /** How it came: by the clocks of its arrival it may have begun before its first day is there. */
  arrival?: Arrival;
};

/** Why a therapist has taken a client over, in words. */
export const REASON_WORDS: Readonly<Record<TakeOverReason, string>> = {
  'handed-over': 'handed over by a colleague',
  covering: 'covering for a colleague',
  returning: 'back after a break',
  referred: 'referred to her',
  other: 'another reason',
};

/**
 * In whose care a client is, and was, folded away under the names of those who have him.
 *
 * @param called what a therapist is called, by her id
 * @param on the day that counts, today in the clinic
 * @param handOver the form by which the client goes to another therapist
 */
export function careTable(
  care: readonly CareRow[],
  called: (therapistId: string) => string,
  on: string,
  handOver: Html,
): Html {
  const having = care
    .filter((row) => isInForce(row, on))
    .map((row) => `${called(row.therapistId)}${endsOn(row, on) ? ' (until today)' : ''}`);
  const brief = having.length === 0 ? 'in nobody’s care' : listed(having);
  const content = html`${
    care.length === 0
      ? html`<p>In nobody's care yet.</p>`
      : dataTable({
          caption: 'Who sees and writes for this client',
          columns: [{ heading: 'Therapist' }, { heading: 'From' }, { heading: 'Until' }, { heading: 'How' }],
          rows: care.map((row) => [
            called(row.therapistId),
            dateCell(row.from),
            row.until === null ? NOTHING : dateCell(row.until),
            howWords(row),
          ]),
          sentences: 3,
        })
  }${handOver}`;
  return foldedPart({ id: 'care', heading: 'Care', brief }, content);
}

/** Whether it is in force for the last day, as on the day of a hand-over. */
const endsOn = (row: CareRow, on: string) => goesOn([row], on).length === 0;

function howWords({ implied, reason, again }: CareRow): string {
  const taken =
    reason === 'handed-over' ? REASON_WORDS[reason] : reason && `taken over: ${REASON_WORDS[reason]}`;
  const said = taken ?? 'given by the clinic';
  const how = implied ? 'follows from sessions and goals' : said;
  return again === undefined ? how : `${how}; goes on from ${dateWords(again)} by what was reported since`;
}

export type TakeOverRow = { therapistId: string; client: string; from: string; reason: TakeOverReason };

/** What therapists have taken over by themselves: for the owner, who may end or confirm it. */
export function takeOverTable(
  takeOvers: readonly TakeOverRow[],
  called: ReadonlyMap<string, string>,
): Html | false {
  if (takeOvers.length === 0) return false;
  return html`<section aria-labelledby="take-overs"><h2 id="take-overs">Taken over</h2>
<p>Therapists who have taken a client over by themselves, until the clinic says something of that care.</p>
${dataTable({
  caption: 'Clients that therapists have taken over, the latest first',
  columns: [{ heading: 'Therapist' }, { heading: 'Client' }, { heading: 'From' }, { heading: 'Why' }],
  rows: takeOvers.map(({ therapistId, client, from, reason }) => [
    called.get(therapistId) ?? therapistId,
    html`<a href="/clients/${client}">${shortName(client)}</a>`,
    dateCell(from),
    REASON_WORDS[reason],
  ]),
})}</section>`;
}

/** The field of the form by which a therapist takes a client over. */
export const TAKE_OVER_REASON = 'reason';
const REASON_CHOICES = [
  { value: '', label: 'Choose' },
  ...Object.entries(REASON_WORDS).map(([value, label]) => ({ value, label })),
];
/** What is said where no reason, or none of the list, was sent. */
export const NO_REASON: FieldError = {
  field: TAKE_OVER_REASON,
  message: 'Choose why you take the client over.',
};

/** Heads what a therapist is shown of a client whom she has not: new to the clinic, or a colleague's. */
export const NOT_YOURS = 'Not among your clients';

/**
 * What a therapist is shown of a client who is not in her care, or of whom nothing is held: the same of both.
 *
 * @param formToken of who is signed in; undefined where the clinic gives care itself
 * @param errors what was wrong with the form as it was sent, each a sentence
 */
export function takeOverForm(
  client: string,
  formToken: string | undefined,
  errors: readonly FieldError[] = [],
): Html {
  const firstVisit = html`<p class="lead">Nobody in your care goes by this id: a client who is new, or a colleague’s.</p>
<h2>New to the clinic</h2>
<p>The first visit that you record begins your care. Of a client whom the clinic knows already it is refused.</p>
<p><a class="button" href="/clients/${client}/visit">Record a first visit</a></p>
<h2>A colleague’s client</h2>`;
  if (formToken === undefined)
    return html`${firstVisit}<p>Whoever leads the clinic can give clients into your care.</p>`;
  return html`${firstVisit}
<form method="post" action="/clients/${client}/take-over">
<input type="hidden" name="${FORM_TOKEN}" value="${formToken}">
${selectField(
  {
    ...{ name: TAKE_OVER_REASON, label: 'Why you take the client over', value: '' },
    hint: "The clinic's owner sees it, with your id and the day.",
  },
  REASON_CHOICES,
  errors,
)}
<p><button>Take over</button></p>
</form>`;
}
