import type { DigestGoal, TherapistDigest } from '../../goals/therapist-digest.ts';
import { dateWords } from '../../outcomes/date-words.ts';
import { goalValue } from '../../reports/goals/goal-value.ts';
import { goalVerdict, leftOutText } from '../../reports/goals/goal-verdict.ts';
import { type Html, html } from '../frame/html.ts';
import { page } from '../frame/page.ts';
import { dateCell } from '../frame/when-cell.ts';
import { clientLabel } from '../parts/client-label.ts';
import { dataTable } from '../parts/data-table.ts';
import { goalName, statusText } from '../parts/goal-words.ts';
import { goalSummaryTable } from './goal-summary-table.ts';
import { lackingScoresTable, unmeasuredTable } from './reminder-tables.ts';

/**
 * A digest as one file that asks for nothing: it can be mailed, printed and kept.
 *
 * @param clinic what people call the clinic
 */
export function digestPage(digest: TherapistDigest, clinic: string): string {
  const { therapistId, asOf, needsHer, newlyAttained, dueSoon, reminders, summary } = digest;
  return page({
    title: `Your clients, as of ${dateWords(asOf)}`,
    selfContained: true,
    main: html`<p class="lead">For ${therapistId} at <bdi>${clinic}</bdi>: what was reported up to the end of ${dateWords(asOf)}.</p>
${goals(digest, 'Who needs you first', needsHer, 'Missed in the last two weeks, then off track, then at risk')}
${goals(digest, 'Newly attained', newlyAttained, 'In the seven days before')}
${goals(digest, 'Due soon', dueSoon, 'Open, and due within fourteen days')}
<h2>Not measured</h2>
${unmeasuredTable(reminders)}
<h2>Sessions without a score</h2>
${lackingScoresTable(reminders)}
<h2>All your goals</h2>
${goalSummaryTable(summary)}
${WHO_IS_WHO}`,
  });
}

function goals(
  { reminders }: TherapistDigest,
  title: string,
  listed: readonly DigestGoal[],
  caption: string,
): Html {
  if (listed.length === 0) return html`<h2>${title}</h2><p>Nobody.</p>`;
  const rows = listed.map((goal) => [
    clientLabel(goal.client, reminders.lastSessions[goal.client]),
    html`<span class="code">${goal.goalId}</span>, ${goalText(goal)}`,
    html`${statusText(goal.status)}<span class="detail">: ${goalVerdict(goal)}. ${leftOutText(goal)}</span>`,
    goal.latest === null
      ? 'no measurement'
      : html`${goalValue(goal.latest.value, goal.unit)} on ${dateCell(goal.latest.at.slice(0, 10))}`,
    dateCell(goal.dueOn),
  ]);
  const columns = ['Client', 'Goal', 'Status', 'Latest', 'Due'].map((heading) => ({ heading }));
  return html`<h2>${title}</h2>
${dataTable({ caption, columns, rows })}`;
}

/** `Pain, low back from 7 to 3`; a task from no to yes. */
function goalText(goal: DigestGoal): string {
  const { unit, baseline, target } = goal;
  if (unit === 'yes-no') return `${goalName(goal)}, ${target > baseline ? 'to be able to' : 'to stop'}`;
  return `${goalName(goal)} from ${goalValue(baseline, unit)} to ${goalValue(target, unit)}`;
}

const WHO_IS_WHO = html`<h2>Who is who</h2>
<p>Client ids become pseudonyms before anything is stored, so this page cannot name anybody. The letters in front
tell clients apart, here and in the API. Whom they stand for is found in your own books: by the session that is
named with them, or by the id of the goal.</p>`;
