import type { GoalReport } from '../goals/goal-report.ts';
import type { GoalStatus } from '../goals/goal-standing.ts';
import { dateAfter } from '../records/calendar-days.ts';
import { percent } from '../reports/number-text.ts';
import { dataTable } from './data-table.ts';
import { goalName, goalValue, STATUS_WORDS, statusText } from './goal-words.ts';
import { type Html, html } from './html.ts';
import { shortName } from './short-name.ts';

export type BoardGoal = { client: string } & GoalReport;

/** Who needs the therapist first. */
const BY_NEED: readonly GoalStatus[] = [
  'missed',
  'off-track',
  'at-risk',
  'no-data',
  'too-early',
  'on-track',
  'attained',
];
const NEEDS_SOMEBODY: readonly GoalStatus[] = ['missed', 'off-track', 'at-risk', 'no-data'];

/** Goals that were due longer ago are over: they are counted, not listed. */
const LISTED_AFTER_DUE_DAYS = 60;
/** Goals listed of one status; a page has to stay light. */
const MOST_OF_A_STATUS = 50;

/**
 * The goal board: the clients who need somebody first, then the others; within a status those due first.
 *
 * @param goals all goals of a therapist as of `asOf`
 */
export function goalBoard(goals: readonly BoardGoal[], asOf: string): Html {
  const oldest = dateAfter(asOf, -LISTED_AFTER_DUE_DAYS);
  const listed = goals.filter(({ startsOn, dueOn }) => dueOn >= oldest && startsOn <= asOf);
  const needing = listed.filter(({ status }) => NEEDS_SOMEBODY.includes(status));
  const clients = new Set(needing.map(({ client }) => client)).size;
  const over = goals.filter(({ dueOn }) => dueOn < oldest).length;
  return html`<p class="lead">${sentence(listed.length, needing.length, clients)}</p>
${dateForm(asOf)}
${BY_NEED.map((status) =>
  section(
    status,
    listed.filter((goal) => goal.status === status),
  ),
)}
${over > 0 && html`<p class="muted">${over} goals that were due before ${oldest} are not listed.</p>`}`;
}

function sentence(listed: number, needing: number, clients: number): string {
  if (listed === 0) return 'No goal is open or was due in the last 60 days.';
  if (needing === 0) return `None of the ${listed} goals needs you now.`;
  return `${needing} of ${listed} goals need you, of ${clients === 1 ? 'one client' : `${clients} clients`}.`;
}

function dateForm(asOf: string): Html {
  return html`<form method="get" class="filters">
<p class="field"><label for="as-of">As of</label><input type="date" id="as-of" name="as-of" value="${asOf}"></p>
<p><button>Show</button></p>
</form>`;
}

function section(status: GoalStatus, goals: readonly BoardGoal[]): Html | false {
  if (goals.length === 0) return false;
  const { label, meaning } = STATUS_WORDS[status];
  const shown = goals.toSorted(byDueDate).slice(0, MOST_OF_A_STATUS);
  const table = dataTable({
    caption: `${label}: ${meaning}`,
    columns: [
      { heading: 'Client' },
      { heading: 'Goal' },
      { heading: 'From, to' },
      { heading: 'Latest' },
      { heading: 'Of the way', numeric: true },
      { heading: 'Due' },
    ],
    rows: shown.map(row),
  });
  const more = goals.length - shown.length;
  return html`<section aria-labelledby="${status}">
<h2 id="${status}">${statusText(status)} (${goals.length})</h2>
${table}
${more > 0 && html`<p class="muted">${more} more, due later.</p>`}
</section>
`;
}

function row(goal: BoardGoal) {
  const { client, baseline, target, unit, latest, shareOfWay, dueOn } = goal;
  return [
    html`<a class="code" href="/clients/${client}">${shortName(client)}</a>`,
    goalName(goal),
    `${goalValue(baseline, unit)}, ${goalValue(target, unit)}`,
    latest === null ? 'none' : `${goalValue(latest.value, unit)} on ${latest.at.slice(0, 10)}`,
    percent(shareOfWay),
    dueOn,
  ];
}

function byDueDate(a: BoardGoal, b: BoardGoal): number {
  const [one, other] = [`${a.dueOn} ${a.goalId}`, `${b.dueOn} ${b.goalId}`];
  return one < other ? -1 : one > other ? 1 : 0;
}
