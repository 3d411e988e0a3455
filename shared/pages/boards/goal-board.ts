import type { GoalReport } from '../../goals/goal-report.ts';
import type { GoalStatus } from '../../goals/goal-standing.ts';
import type { Reminders } from '../../goals/therapist-reminders.ts';
import type { TherapistSummary } from '../../goals/therapist-summary.ts';
import { dateWords } from '../../outcomes/date-words.ts';
import { dateAfter } from '../../records/time/calendar-days.ts';
import { goalValue } from '../../reports/goals/goal-value.ts';
import { goalVerdict, leftOutText } from '../../reports/goals/goal-verdict.ts';
import { counted } from '../../reports/words/listed.ts';
import { percent } from '../../reports/words/number-text.ts';
import { foldedPart } from '../frame/folded-part.ts';
import { type Html, html } from '../frame/html.ts';
import { dateCell } from '../frame/when-cell.ts';
import { type ClientNames, type ClientNaming, clientLink } from '../parts/client-label.ts';
import { dataTable } from '../parts/data-table.ts';
import { dateForm } from '../parts/date-form.ts';
import { goalName, STATUS_WORDS, statusText } from '../parts/goal-words.ts';
import { goalSummaryTable } from './goal-summary-table.ts';
import { lackingScoresTable, latestRecord, type Settling, unmeasuredTable } from './reminder-tables.ts';

type BoardGoal = { client: string } & GoalReport;

/** Who needs the therapist first. */
const BY_NEED: readonly GoalStatus[] = [
  'missed',
  'off-track',
  'at-risk',
  'no-data',
  'reached-once',
  'too-early',
  'on-track',
  'attained',
];
const NEEDS_SOMEBODY: readonly GoalStatus[] = ['missed', 'off-track', 'at-risk', 'no-data'];

const DECIDED: readonly GoalStatus[] = ['attained', 'reached-once', 'missed'];

/** Goals that were due longer ago are over: they are counted, not listed. */
const LISTED_AFTER_DUE_DAYS = 60;
/** Goals listed of one status; a page has to stay light. */
const MOST_OF_A_STATUS = 50;

export type GoalBoard = {
  asOf: string;
  /** A therapist's goals that have begun by `asOf`, as they stand on it, in any order. */
  goals: readonly BoardGoal[];
  /** What is missing of her clients, with the last session of everybody on the board. */
  reminders: Reminders;
  summary: TherapistSummary;
  /** What the clinic's people know her clients by. */
  names?: ClientNames;
  /** Where what is missing can be settled by one tap. */
  settling?: Settling;
};

/**
 * The goal board: the clients who need somebody first, then the others, within a status those due first; what
 * has not been measured, which sessions lack a score, and what became of all goals. Who needs nobody now is folded away.
 */
export function goalBoard({ asOf, goals, reminders, summary, names, settling }: GoalBoard): Html {
  const naming = clientLink(asOf, names);
  const oldest = dateAfter(asOf, -LISTED_AFTER_DUE_DAYS);
  const listed = goals.filter(({ dueOn }) => dueOn >= oldest);
  const needing = listed.filter(({ status }) => NEEDS_SOMEBODY.includes(status));
  const clients = new Set(needing.map(({ client }) => client)).size;
  const over = goals.length - listed.length;
  const lead = sentence({ listed: listed.length, needing: needing.length, clients }, reminders);
  return html`<p class="lead">${lead}</p>
${dateForm(asOf)}
${BY_NEED.map((status) =>
  section(
    status,
    listed.filter((goal) => goal.status === status),
    reminders,
    naming,
  ),
)}
${over > 0 && html`<p class="muted">${over} goals that were due before ${dateWords(oldest)} are not listed.</p>`}
<section aria-labelledby="unmeasured"><h2 id="unmeasured">Not measured</h2>
${unmeasuredTable(reminders, naming, settling)}
</section>
<section aria-labelledby="lacking-scores"><h2 id="lacking-scores">Sessions without a score</h2>
${lackingScoresTable(reminders, naming, true, settling)}
</section>
${foldedPart({ id: 'all-goals', heading: 'All goals so far' }, goalSummaryTable(summary))}`;
}

function sentence(
  { listed, needing, clients }: { listed: number; needing: number; clients: number },
  { openGoals, latestRecordOn }: Reminders,
): string {
  if (listed === 0) return `No goal is open or was due in the last 60 days. ${latestRecord(latestRecordOn)}`;
  const need = `${counted(needing, 'goal')} of ${counted(clients, 'client')} ${needing === 1 ? 'needs' : 'need'} you`;
  const those =
    needing > 0
      ? `${need}${needing < listed ? `, out of ${listed}` : ''}.`
      : listed === 1
        ? 'There is one goal, which does not need you now.'
        : `None of ${counted(listed, 'goal')} needs you now.`;
  return openGoals === 0 ? `No goal is open. ${those} ${latestRecord(latestRecordOn)}` : those;
}

function section(
  status: GoalStatus,
  goals: readonly BoardGoal[],
  { lastSessions }: Pick<Reminders, 'lastSessions'>,
  naming: ClientNaming,
): Html | false {
  if (goals.length === 0) return false;
  const { label, rule } = STATUS_WORDS[status];
  const shown = goals.toSorted(byDueDate).slice(0, MOST_OF_A_STATUS);
  const table = dataTable({
    caption: `${label}: ${rule}`,
    columns: [
      { heading: 'Client' },
      { heading: 'Goal' },
      { heading: 'Of the way', numeric: true },
      { heading: 'Due' },
    ],
    rows: shown.map((goal) => row(goal, naming(goal.client, lastSessions[goal.client]))),
    sentences: 1,
  });
  const more = goals.length - shown.length;
  const heading = html`${statusText(status)} (${goals.length})`;
  const content = html`${table}
${more > 0 && html`<p class="muted">${more} more, due later.</p>`}`;
  if (!NEEDS_SOMEBODY.includes(status)) return foldedPart({ id: status, heading }, content);
  return html`<section aria-labelledby="${status}">
<h2 id="${status}">${heading}</h2>
${content}
</section>
`;
}

function row(goal: BoardGoal, client: Html) {
  const { baseline, target, unit, shareOfWay, dueOn } = goal;
  return [
    client,
    html`${goalName(goal)}: ${goalValue(baseline, unit)} to ${goalValue(target, unit)}<span class="detail">, ${evidence(goal)}. ${leftOutText(goal)}</span>`,
    percent(shareOfWay),
    dateCell(dueOn),
  ];
}

/** What decided, where a rule has; else the latest value, of which the pace says the rest. */
function evidence(goal: BoardGoal): string {
  const { status, latest, unit } = goal;
  if (latest === null || DECIDED.includes(status)) return goalVerdict(goal);
  return `latest ${goalValue(latest.value, unit)} on ${dateWords(latest.at)}`;
}

function byDueDate(a: BoardGoal, b: BoardGoal): number {
  const [one, other] = [`${a.dueOn} ${a.goalId}`, `${b.dueOn} ${b.goalId}`];
  return one < other ? -1 : one > other ? 1 : 0;
}
