import { SCORE_ALONE } from '../../forms/visit-draft.ts';
import { FORM_WORDS } from '../../forms/words.ts';
import type { Reminders } from '../../goals/therapist-reminders.ts';
import { UNMEASURED_DAYS } from '../../goals/unmeasured-clients.ts';
import { dateWords, momentWords } from '../../outcomes/date-words.ts';
import { RECENT_DAYS, type SessionLackingScores } from '../../outcomes/missing-scores.ts';
import { scaleOf } from '../../records/scales.ts';
import { hidden } from '../forms/field-parts.ts';
import { BACK_TO, BOARD_PATH } from '../frame/back-to.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { dateCell, whenCell } from '../frame/when-cell.ts';
import { type ClientNaming, clientLabel } from '../parts/client-label.ts';
import { dataTable } from '../parts/data-table.ts';
import { goalName } from '../parts/goal-words.ts';

/** Visits whose scores can be told by a tap, the latest: a page has to stay light. */
const MOST_TOLD_AT_ONCE = 20;

/** What a page needs on which reminders can be settled. */
export type Settling = {
  formToken: string;
  /** A new id, such as a random UUID: a form that is sent twice reports one value. */
  newId(): string;
};

type Unmeasured = { client: string; goalId: string; measure: string };

/**
 * How a goal is measured from where it is missed: by one tap where a tap tells the value, else on the page that asks for
 * it. Pain is told by a visit or in the journal.
 */
function settle({ client, goalId, measure }: Unmeasured, { formToken, newId }: Settling): Html {
  const named = html`<span class="unseen"> for ${goalId}</span>`;
  if (measure === 'pain') return html`<a href="/clients/${client}/visit">Record a visit${named}</a>`;
  const { unit, low, high } = scaleOf(measure);
  const values =
    unit === 'yes-no'
      ? [['1', 'Yes'] as const, ['0', 'No'] as const]
      : unit === 'score'
        ? wholeNumbers(low, high)
        : [];
  if (values.length === 0) {
    return html`<a href="/clients/${client}/measure?goal=${goalId}">Measure${named}</a>`;
  }
  const question = unit === 'yes-no' ? 'Can the client do this now?' : 'Now, from 0 unable to 10 as before?';
  return atOnce({
    action: `/clients/${client}/measure`,
    ...{ formToken, label: `${goalName({ measure })}: ${question}`, hint: question, name: 'value', values },
    fields: { goalId, measurementId: `measurement-${newId()}` },
  });
}

type AtOnce = {
  action: string;
  formToken: string;
  /** What a screen reader calls the form, and what stands above its buttons. */
  label: string;
  hint: string;
  /** What it carries besides. */
  fields: Readonly<Record<string, string>>;
  /** Of the field that a tap tells, with its values and their words. */
  name: string;
  values: readonly (readonly [value: string, words: string])[];
};

/** A form of one tap, which leads back to the board. */
function atOnce({ action, formToken, label, hint, fields, name, values }: AtOnce): Html {
  return html`<form method="post" action="${action}" class="at-once" aria-label="${label}">
${hidden(FORM_TOKEN, formToken)}${Object.entries(fields).map(([field, value]) => hidden(field, value))}${hidden(BACK_TO, BOARD_PATH)}
<span class="hint">${hint}</span> ${values.map(([value, words]) => html`<button class="quiet" name="${name}" value="${value}">${words}</button>`)}
</form>`;
}

/** Each whole number of a scale, by its own name. */
const wholeNumbers = (low: number, high: number) =>
  Array.from({ length: high - low + 1 }, (_, step) => [`${low + step}`, `${low + step}`] as const);

/**
 * Clients with an open goal that nobody has measured lately.
 *
 * @param settling where each can be settled
 */
export function unmeasuredTable(
  { asOf, withoutMeasurement, openGoals, latestRecordOn, lastSessions }: Reminders,
  naming: ClientNaming = clientLabel,
  settling?: Settling,
): Html {
  if (openGoals === 0) return html`<p>No goal is open. ${latestRecord(latestRecordOn)}</p>`;
  if (withoutMeasurement.length === 0) {
    // A goal that was set a few days ago need not have been measured: nothing is said of each.
    return html`<p>On ${dateWords(asOf)} no open goal had gone ${UNMEASURED_DAYS} days without a measurement.</p>`;
  }
  return dataTable({
    caption: `Open goals without a measurement for ${UNMEASURED_DAYS} days, the longest silence first`,
    columns: [
      { heading: 'Client' },
      { heading: 'Goal' },
      { heading: 'Days', numeric: true },
      { heading: 'Last measured' },
      { heading: 'Due' },
    ],
    rows: withoutMeasurement.flatMap(({ client, goals }) =>
      goals.map(({ goalId, measure, days, latestAt, dueOn }) => [
        naming(client, lastSessions[client]),
        html`${goalName({ measure })}${settling && html` ${settle({ client, goalId, measure }, settling)}`}`,
        days,
        latestAt === null ? 'never' : dateCell(latestAt.slice(0, 10)),
        dateCell(dueOn),
      ]),
    ),
    lines: true,
  });
}

/** Recent sessions of which a score is not known. */
export function lackingScoresTable(
  { asOf, lackingScores, recentSessions, latestRecordOn, lastSessions }: Reminders,
  naming: ClientNaming = clientLabel,
  settles = false,
  settling?: Settling,
): Html {
  const days = `the ${RECENT_DAYS} days up to ${dateWords(asOf)}`;
  if (recentSessions === 0) {
    return html`<p>No session in ${days}. ${latestRecord(latestRecordOn)}</p>`;
  }
  if (lackingScores.length === 0) {
    return html`<p>Every session of ${days} has both scores.</p>`;
  }
  return dataTable({
    caption: `Of ${days}. A score that is still known can be ${settles ? 'added' : 'sent as a correction'}.`,
    columns: [{ heading: 'Session' }, { heading: 'Missing' }, { heading: 'Client' }],
    rows: lackingScores.map(({ sessionId, startedAt, missing, client }, index) => [
      html`${whenCell(startedAt)}, <span class="code">${sessionId}</span>${
        settles &&
        html` <a href="/clients/${client}/visit?session=${sessionId}">Add the score<span class="unseen"> of ${sessionId}</span></a>`
      }`,
      html`score ${missing.join(' and ')}${settling && index >= lackingScores.length - MOST_TOLD_AT_ONCE && missing.map((which) => tellScore({ client, sessionId, startedAt }, which, settling))}`,
      naming(client, lastSessions[client]),
    ]),
    lines: true,
  });
}

/** The score of one visit, by one tap. */
function tellScore(
  { client, sessionId, startedAt }: Pick<SessionLackingScores, 'client' | 'sessionId' | 'startedAt'>,
  which: SessionLackingScores['missing'][number],
  { formToken }: Settling,
): Html {
  const { least, most } = FORM_WORDS.pain;
  return atOnce({
    action: `/clients/${client}/visit`,
    ...{ formToken, fields: { sessionId, [SCORE_ALONE]: 'yes' }, name: which, values: wholeNumbers(0, 10) },
    label: `Pain ${which} the visit of ${momentWords(startedAt)}: 0 ${least}, 10 ${most}`,
    hint: `Pain ${which}: 0 ${least} to 10 ${most}`,
  });
}

/** How fresh a page is. */
export function latestRecord(latestRecordOn: string | null): string {
  return latestRecordOn === null
    ? 'There is no record yet.'
    : `The latest record is of ${dateWords(latestRecordOn)}.`;
}
