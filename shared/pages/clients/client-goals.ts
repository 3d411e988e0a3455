import type { GoalPoint } from '../../goals/goal-points.ts';
import type { GoalReport } from '../../goals/goal-report.ts';
import { dateWords, momentWords } from '../../outcomes/date-words.ts';
import { goalChart } from '../../reports/charts/goal-chart.ts';
import { goalValue } from '../../reports/goals/goal-value.ts';
import { goalVerdict, leftOutText } from '../../reports/goals/goal-verdict.ts';
import { counted } from '../../reports/words/listed.ts';
import { percent, plainNumber } from '../../reports/words/number-text.ts';
import { goalLinks } from '../forms/goal-page.ts';
import { foldedPart } from '../frame/folded-part.ts';
import { type Html, html } from '../frame/html.ts';
import { whenCell } from '../frame/when-cell.ts';
import { chartFigure } from '../parts/chart-figure.ts';
import { dataTable } from '../parts/data-table.ts';
import { goalName, statusText } from '../parts/goal-words.ts';

/** Values that are listed to be corrected, the latest. */
const MOST_VALUES = 40;

/** Whose page it is, by pseudonym, and what the reader may change. */
export type TimelineForms = {
  client: string;
  /** Of sessions and goals: whose work. */
  mayChange(therapistId: string): boolean;
  /** Of values that were measured, and of entries of the journal: by id. */
  mayCorrect(type: 'measurement' | 'pain-score', id: string): boolean;
};

type ShownGoal = GoalReport & { values: readonly GoalPoint[] };

/** A client's goals: those that are open as they stand, those whose day has passed folded away. */
export function clientGoals(goals: readonly ShownGoal[], asOf: string, forms: TimelineForms): Html {
  const sorted = goals.toSorted(latestDueFirst);
  const isOpen = ({ dueOn }: ShownGoal) => dueOn >= asOf;
  const [open, over] = [sorted.filter(isOpen), sorted.filter((goal) => !isOpen(goal))];
  const [latest] = over;
  return html`<section aria-labelledby="goals"><h2 id="goals">Goals</h2>
${open.length === 0 && html`<p>${goals.length === 0 ? 'No goal has been set.' : 'No goal is open.'}</p>`}
${open.map((goal) => goalSection(goal, forms))}
<details><summary>Set a goal</summary>
${goalLinks(forms.client)}
</details>
</section>
${
  latest &&
  foldedPart(
    {
      id: 'goals-over',
      heading: `Goals that were due (${over.length})`,
      brief: html`${goalName(latest)}: ${statusText(latest.status)}${over.length > 1 && html`, and ${counted(over.length - 1, 'more', 'more')}`}`,
    },
    html`${over.map((goal) => goalSection(goal, forms))}`,
  )
}`;
}

function latestDueFirst(a: GoalReport, b: GoalReport): number {
  return a.dueOn < b.dueOn ? 1 : a.dueOn > b.dueOn ? -1 : a.goalId < b.goalId ? -1 : 1;
}

/** A goal as it stands, its values, and the ways to measure and change it. */
function goalSection(goal: ShownGoal, forms: TimelineForms): Html {
  const { client, mayChange } = forms;
  const { goalId, baseline, target, unit, startsOn, dueOn, status, shareOfWay, projection } = goal;
  return html`<article aria-labelledby="goal-${goalId}">
<h3 id="goal-${goalId}">${goalName(goal)}: ${statusText(status)}</h3>
<p>From ${goalValue(baseline, unit)} to ${goalValue(target, unit)} between ${dateWords(startsOn)} and ${dateWords(dueOn)}; ${goalVerdict(
    goal,
  )}. ${leftOutText(goal)} ${shareOfWay !== null && `Of the way: ${percent(shareOfWay)}. `}${
    projection &&
    `Pace: ${plainNumber(projection.perWeek)} a week (95 % interval ${plainNumber(projection.perWeekCi95[0])} to ${plainNumber(projection.perWeekCi95[1])}), which leads to ${plainNumber(projection.line[1].value)} on ${dateWords(projection.line[1].date)} (${plainNumber(projection.line[1].low)} to ${plainNumber(projection.line[1].high)}).`
  }</p>
${goalValues(goal)}
${valueActions(goal, forms)}
${goalActions(goal, client, mayChange(goal.therapistId))}
${goal.earlier.map(
  (version) =>
    html`<p class="muted">Before it was changed: from ${goalValue(version.baseline, unit)} to ${goalValue(version.target, unit)} by ${dateWords(version.dueOn)}: ${statusText(version.status)}.</p>`,
)}
</article>`;
}

/** Pain is told by visits and the journal, everything else by whoever measures it. */
function goalActions({ goalId, unit, measure }: GoalReport, client: string, mayChange: boolean): Html {
  const named = html`<span class="unseen"> ${goalName({ measure, bodyRegion: undefined })}</span>`;
  const ways = [
    measure !== 'pain' &&
      html`<a href="/clients/${client}/measure?goal=${goalId}">Measure${unit === 'yes-no' && html` now`}${named}</a>`,
    mayChange && html`<a href="/clients/${client}/goal?goal=${goalId}">Change${named}</a>`,
    mayChange && html`<a href="/clients/${client}/take-back?of=goal&amp;id=${goalId}">Take back${named}</a>`,
  ].filter((way) => way !== false);
  return html`${ways.length > 0 && html`<p class="actions">${ways}</p>`}`;
}

/** As a chart where there is a line to draw; a task is done or not, which a table says better. */
function goalValues(goal: ShownGoal): Html | false {
  const { values, unit, dueOn, projection } = goal;
  if (values.length === 0) return false;
  const table = {
    caption: `Values of this goal: ${goalName(goal)}, due ${dateWords(dueOn)}`,
    columns: [{ heading: 'When' }, { heading: 'Value', numeric: true }],
    rows: values.map(({ at, value }) => [whenCell(at), goalValue(value, unit)]),
  };
  if (unit === 'yes-no' || values.length < 2) return dataTable(table);
  const sentence = `What was measured (dots) and the way from baseline to target (broken line)${
    projection ? ', and where the pace leads (line, with its 95 % band)' : ''
  }.`;
  return chartFigure({ chart: goalChart(goal), sentence, table });
}

/** The values that were measured for a goal, each to be corrected or taken back. */
function valueActions({ values, unit }: ShownGoal, { client, mayCorrect }: TimelineForms): Html | false {
  const own = values.filter(({ from }) => from.type === 'measurement' && mayCorrect(from.type, from.id));
  if (own.length === 0) return false;
  const items = own
    .slice(-MOST_VALUES)
    .toReversed()
    .map(({ at, value, from: { id } }) => {
      const named = html`<span class="unseen"> ${goalValue(value, unit)} of ${momentWords(at)}</span>`;
      return html`<li>${goalValue(value, unit)}, ${whenCell(at)}: <a href="/clients/${client}/measure?measurement=${id}">Correct${named}</a>
<a href="/clients/${client}/take-back?of=measurement&amp;id=${id}">Take back${named}</a></li>`;
    });
  return html`<details><summary>Correct a value</summary><ul>${items}</ul></details>`;
}
