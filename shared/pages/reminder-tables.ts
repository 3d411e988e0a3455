import type { Reminders } from '../goals/therapist-reminders.ts';
import { UNMEASURED_DAYS } from '../goals/unmeasured-clients.ts';
import { dateWords } from '../outcomes/date-words.ts';
import { RECENT_DAYS } from '../outcomes/missing-scores.ts';
import { type ClientNaming, clientLabel } from './client-label.ts';
import { dataTable } from './data-table.ts';
import { type Html, html } from './html.ts';
import { dateCell, whenCell } from './when-cell.ts';

/** Pain is told by a visit or in the journal, every other goal is measured. */
function measureLink(client: string, goalId: string, measure: string): Html {
  const named = html`<span class="unseen"> for ${goalId}</span>`;
  return measure === 'pain'
    ? html`<a href="/clients/${client}/visit">Record a visit${named}</a>`
    : html`<a href="/clients/${client}/measure?goal=${goalId}">Measure${named}</a>`;
}

/**
 * Clients with an open goal that nobody has measured lately.
 *
 * @param settles whether it stands where each can be settled by one tap
 */
export function unmeasuredTable(
  { withoutMeasurement, openGoals, latestRecordOn, lastSessions }: Reminders,
  naming: ClientNaming = clientLabel,
  settles = false,
): Html {
  if (openGoals === 0) return html`<p>No goal is open. ${latestRecord(latestRecordOn)}</p>`;
  if (withoutMeasurement.length === 0) {
    return html`<p>Every open goal was measured in the last ${UNMEASURED_DAYS} days.</p>`;
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
        html`<span class="code">${goalId}</span>, ${measure}${settles && html` ${measureLink(client, goalId, measure)}`}`,
        days,
        latestAt === null ? 'never' : dateCell(latestAt.slice(0, 10)),
        dateCell(dueOn),
      ]),
    ),
  });
}

/** Recent sessions of which a score is not known. */
export function lackingScoresTable(
  { lackingScores, recentSessions, latestRecordOn, lastSessions }: Reminders,
  naming: ClientNaming = clientLabel,
  settles = false,
): Html {
  if (recentSessions === 0) {
    return html`<p>No session in the last ${RECENT_DAYS} days. ${latestRecord(latestRecordOn)}</p>`;
  }
  if (lackingScores.length === 0) {
    return html`<p>Every session of the last ${RECENT_DAYS} days has both scores.</p>`;
  }
  return dataTable({
    caption: `Of the last ${RECENT_DAYS} days. A score that is still known can be ${settles ? 'added' : 'sent as a correction'}.`,
    columns: [{ heading: 'Session' }, { heading: 'Missing' }, { heading: 'Client' }],
    rows: lackingScores.map(({ sessionId, startedAt, missing, client }) => [
      html`${whenCell(startedAt)}, <span class="code">${sessionId}</span>${
        settles &&
        html` <a href="/clients/${client}/visit?session=${sessionId}">Add the score<span class="unseen"> of ${sessionId}</span></a>`
      }`,
      `score ${missing.join(' and ')}`,
      naming(client, lastSessions[client]),
    ]),
  });
}

/** How fresh a page is. */
export function latestRecord(latestRecordOn: string | null): string {
  return latestRecordOn === null
    ? 'There is no record yet.'
    : `The latest record is of ${dateWords(latestRecordOn)}.`;
}
