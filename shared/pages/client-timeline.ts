import type { GoalPoint } from '../goals/goal-points.ts';
import type { GoalReport } from '../goals/goal-report.ts';
import type { CourseScore } from '../outcomes/course-scores.ts';
import type { CourseStanding } from '../outcomes/course-standing.ts';
import { dateWords } from '../outcomes/date-words.ts';
import type { Held } from '../records/held.ts';
import { dateAsWritten, utcSeconds, utcText } from '../records/instant.ts';
import type { PainScore } from '../records/pain-score.ts';
import type { Session } from '../records/session.ts';
import { goalChart } from '../reports/charts/goal-chart.ts';
import { goalValue } from '../reports/goals/goal-value.ts';
import { goalVerdict, leftOutText } from '../reports/goals/goal-verdict.ts';
import { counted } from '../reports/words/listed.ts';
import { NOTHING, percent, plainNumber } from '../reports/words/number-text.ts';
import { labelOf, techniqueLabel } from '../reports/words/words.ts';
import { chartFigure } from './chart-figure.ts';
import { courseScoresTable } from './course-scores-table.ts';
import { dataTable } from './data-table.ts';
import { dateForm } from './date-form.ts';
import { goalLinks } from './forms/goal-page.ts';
import { goalName, spaced, statusText } from './goal-words.ts';
import { type Html, html } from './html.ts';
import { dateCell, whenCell } from './when-cell.ts';

export type ClientTimeline = {
  asOf: string;
  sessions: readonly Held<Session>[];
  painScores: readonly Held<PainScore>[];
  courses: readonly (CourseStanding & { scores: readonly CourseScore[] })[];
  goals: readonly (GoalReport & { values: readonly GoalPoint[] })[];
};

/** Sessions and journal entries that are listed, the latest; the API gives all. */
const MOST_ROWS = 40;

/** Whose page it is, by pseudonym, and what the reader may change. */
export type TimelineForms = {
  client: string;
  /** Of sessions and goals: whose work. */
  mayChange(therapistId: string): boolean;
  /** Of values that were measured, and of entries of the journal: by id. */
  mayCorrect(type: 'measurement' | 'pain-score', id: string): boolean;
};

/** One client: goals with their values, courses of care, sessions, journal; with the ways to change what may be. */
export function clientTimeline(timeline: ClientTimeline, forms: TimelineForms): Html {
  const { asOf, goals, courses } = timeline;
  const [sessions, laterSessions] = toldApart(timeline.sessions, ({ startedAt }) => startedAt, asOf);
  const [painScores, laterScores] = toldApart(timeline.painScores, ({ at }) => at, asOf);
  return html`<p class="lead">${counted(sessions.length, 'session')}, ${counted(painScores.length, 'journal entry', 'journal entries')}, ${counted(goals.length, 'goal')}, as of ${dateWords(asOf)}.</p>
${laterNote(asOf, [...laterSessions.map(({ startedAt }) => startedAt), ...laterScores.map(({ at }) => at)])}
${dateForm(asOf)}
<section aria-labelledby="goals"><h2 id="goals">Goals</h2>
${goals.length === 0 ? html`<p>No goal has been set.</p>` : goals.toSorted(latestDueFirst).map((goal) => goalSection(goal, forms))}
<h3>Set a goal</h3>
${goalLinks(forms.client)}
</section>
<section aria-labelledby="courses"><h2 id="courses">Courses of care</h2>${courseTable(courses)}${courseScoresTable(courses)}</section>
<section aria-labelledby="sessions"><h2 id="sessions">Sessions</h2>${sessionTable(sessions, forms)}</section>
<section aria-labelledby="journal"><h2 id="journal">Journal</h2>${journalTable(painScores, forms)}</section>`;
}

/**
 * Records up to a day, as written or in UTC, and those that are dated later: a year that was mistyped must not stand
 * as the latest.
 */
function toldApart<T>(
  records: readonly T[],
  instantOf: (record: T) => string,
  asOf: string,
): [until: T[], later: T[]] {
  const isLater = (record: T) => {
    const at = instantOf(record);
    return dateAsWritten(at) > asOf && utcText(utcSeconds(at)).slice(0, 10) > asOf;
  };
  return [records.filter((record) => !isLater(record)), records.filter(isLater)];
}

function laterNote(asOf: string, instants: readonly string[]): Html | false {
  const latest = instants.map(dateAsWritten).toSorted().at(-1);
  if (latest === undefined) return false;
  const are = instants.length === 1 ? 'is' : 'are';
  return html`<p class="muted">${counted(instants.length, 'record')} ${are} dated after ${dateWords(asOf)} and not shown. <a href="?as-of=${latest}">As of ${dateWords(latest)}</a></p>`;
}

function latestDueFirst(a: GoalReport, b: GoalReport): number {
  return a.dueOn < b.dueOn ? 1 : a.dueOn > b.dueOn ? -1 : a.goalId < b.goalId ? -1 : 1;
}

function goalSection(goal: ClientTimeline['goals'][number], forms: TimelineForms): Html {
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
function goalValues(goal: ClientTimeline['goals'][number]): Html | false {
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
function valueActions(
  { values, unit }: ClientTimeline['goals'][number],
  { client, mayCorrect }: TimelineForms,
): Html | false {
  const own = values.filter(({ from }) => from.type === 'measurement' && mayCorrect(from.type, from.id));
  if (own.length === 0) return false;
  const items = own
    .slice(-MOST_ROWS)
    .toReversed()
    .map(({ at, value, from: { id } }) => {
      const named = html`<span class="unseen"> ${goalValue(value, unit)} of ${dateWords(at)}</span>`;
      return html`<li>${goalValue(value, unit)}, ${whenCell(at)}: <a href="/clients/${client}/measure?measurement=${id}">Correct${named}</a>
<a href="/clients/${client}/take-back?of=measurement&amp;id=${id}">Take back${named}</a></li>`;
    });
  return html`<details><summary>Correct a value</summary><ul>${items}</ul></details>`;
}

/** Nobody reports that a client is done: a course that is over is one to which no visit has come any more. */
const STANDING_WORDS: Readonly<Record<CourseStanding['standing'], string>> = {
  open: 'open',
  discharged: 'over: no visit for 60 days',
};

function courseTable(courses: readonly CourseStanding[]): Html {
  if (courses.length === 0) return html`<p>None.</p>`;
  return dataTable({
    caption: 'Courses of care: sessions for one complaint with gaps under 60 days',
    columns: [
      { heading: 'Complaint' },
      { heading: 'Began' },
      { heading: 'Sessions', numeric: true },
      { heading: 'First pain', numeric: true },
      { heading: 'Latest pain', numeric: true },
      { heading: 'Improvement', numeric: true },
      { heading: 'Standing' },
    ],
    rows: courses.map((course) => [
      labelOf(course.complaint),
      dateCell(course.startedAt.slice(0, 10)),
      course.sessions,
      orNothing(course.firstPain),
      orNothing(course.latestPain),
      orNothing(course.change),
      STANDING_WORDS[course.standing],
    ]),
    lines: true,
  });
}

function sessionTable(sessions: readonly Held<Session>[], { client, mayChange }: TimelineForms): Html {
  if (sessions.length === 0) return html`<p>None.</p>`;
  const shown = sessions.slice(-MOST_ROWS).toReversed();
  return dataTable({
    caption: latestOf('Sessions', shown.length, sessions.length),
    columns: [
      { heading: 'When' },
      { heading: 'Change' },
      { heading: 'Complaint' },
      { heading: 'Techniques' },
      { heading: 'Pain before', numeric: true },
      { heading: 'After', numeric: true },
    ],
    rows: shown.map(({ sessionId, therapistId, startedAt, complaint, techniques, painBefore, painAfter }) => [
      whenCell(startedAt),
      mayChange(therapistId)
        ? html`<a href="/clients/${client}/visit?session=${sessionId}">${painBefore === undefined || painAfter === undefined ? 'Add the score' : 'Correct'}<span class="unseen"> of ${dateWords(startedAt)}</span></a>
<a href="/clients/${client}/take-back?of=session&amp;id=${sessionId}">Take back<span class="unseen"> the visit of ${dateWords(startedAt)}</span></a>`
        : NOTHING,
      labelOf(complaint),
      techniques.map(({ technique, minutes }) => `${techniqueLabel(technique)} ${minutes} min`).join(', '),
      orMissing(painBefore),
      orMissing(painAfter),
    ]),
    lines: true,
  });
}

function journalTable(scores: readonly Held<PainScore>[], { client, mayCorrect }: TimelineForms): Html {
  if (scores.length === 0) return html`<p>None.</p>`;
  const shown = scores.slice(-MOST_ROWS).toReversed();
  return dataTable({
    caption: latestOf('Journal entries', shown.length, scores.length),
    columns: [
      { heading: 'When' },
      { heading: 'Pain', numeric: true },
      { heading: 'Soreness', numeric: true },
      { heading: 'About' },
      ...(shown.some(({ scoreId }) => mayCorrect('pain-score', scoreId)) ? [{ heading: 'Change' }] : []),
    ],
    rows: shown.map(({ scoreId, at, pain, soreness, window }) => {
      const named = html`<span class="unseen"> the entry of ${dateWords(at)}</span>`;
      const ways = html`<a href="/clients/${client}/score?score=${scoreId}">Correct${named}</a>
<a href="/clients/${client}/take-back?of=pain-score&amp;id=${scoreId}">Take back${named}</a>`;
      const told = [whenCell(at), pain ?? NOTHING, soreness ?? NOTHING, spaced(window)];
      return mayCorrect('pain-score', scoreId) ? [...told, ways] : told;
    }),
    lines: true,
  });
}

function latestOf(what: string, shown: number, all: number): string {
  return shown === all ? `${what}, latest first` : `${what}: the latest ${shown} of ${all}`;
}

function orNothing(value: number | null): string {
  return value === null ? NOTHING : plainNumber(value);
}

function orMissing(score: number | undefined): Html | number {
  return score ?? html`<span class="status warn">missing</span>`;
}
