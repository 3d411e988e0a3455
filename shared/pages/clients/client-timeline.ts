import type { GoalPoint } from '../../goals/goal-points.ts';
import type { GoalReport } from '../../goals/goal-report.ts';
import type { CourseScore } from '../../outcomes/course-scores.ts';
import type { CourseStanding } from '../../outcomes/course-standing.ts';
import { dateWords, momentWords } from '../../outcomes/date-words.ts';
import type { OwnTechnique } from '../../records/own-technique.ts';
import type { PainScore } from '../../records/pain-score.ts';
import type { Session } from '../../records/session.ts';
import { dateAsWritten, utcSeconds, utcText } from '../../records/time/instant.ts';
import type { Held } from '../../records/versions/held.ts';
import { givenLabel } from '../../reports/words/given-technique.ts';
import { counted } from '../../reports/words/listed.ts';
import { NOTHING, plainNumber } from '../../reports/words/number-text.ts';
import { labelOf } from '../../reports/words/words.ts';
import { foldedPart } from '../frame/folded-part.ts';
import { type Html, html } from '../frame/html.ts';
import { dateCell, whenCell } from '../frame/when-cell.ts';
import { dataTable } from '../parts/data-table.ts';
import { dateForm } from '../parts/date-form.ts';
import { spaced } from '../parts/goal-words.ts';
import { clientGoals, type TimelineForms } from './client-goals.ts';
import { courseScoresTable } from './course-scores-table.ts';
import { painOverTime } from './pain-over-time.ts';

export type ClientTimeline = {
  asOf: string;
  sessions: readonly Held<Session>[];
  painScores: readonly Held<PainScore>[];
  courses: readonly (CourseStanding & { scores: readonly CourseScore[] })[];
  goals: readonly (GoalReport & { values: readonly GoalPoint[] })[];
};

/** Sessions and journal entries that are listed, the latest; the API gives all. */
const MOST_ROWS = 40;

/** One client: goals as they stand; folded away visits, journal and courses of care; with the ways to change what may be. */
export function clientTimeline(
  timeline: ClientTimeline,
  forms: TimelineForms,
  own: readonly OwnTechnique[] = [],
): Html {
  const { asOf, goals, courses } = timeline;
  const [sessions, laterSessions] = toldApart(timeline.sessions, ({ startedAt }) => startedAt, asOf);
  const [painScores, laterScores] = toldApart(timeline.painScores, ({ at }) => at, asOf);
  const [lastVisit, lastEntry] = [sessions.at(-1), painScores.at(-1)];
  return html`${dateForm(asOf)}
${laterNote(asOf, [...laterSessions.map(({ startedAt }) => startedAt), ...laterScores.map(({ at }) => at)])}
${clientGoals(goals, asOf, forms)}
${foldedPart(
  {
    id: 'sessions',
    heading: `Visits (${sessions.length})`,
    brief: lastVisit && html`the latest ${whenCell(lastVisit.startedAt)}: ${painText(lastVisit)}`,
  },
  sessionTable(sessions, forms, own),
)}
${foldedPart(
  {
    id: 'journal',
    heading: `Journal (${painScores.length})`,
    brief: lastEntry && html`the latest ${whenCell(lastEntry.at)}: ${entryText(lastEntry)}`,
  },
  html`${painOverTime(sessions, painScores)}${journalTable(painScores, forms)}`,
)}
${
  courses.length > 0 &&
  foldedPart(
    { id: 'courses', heading: `Courses of care (${courses.length})` },
    html`${courseTable(courses)}${courseScoresTable(courses)}`,
  )
}`;
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

function sessionTable(
  sessions: readonly Held<Session>[],
  { client, mayChange }: TimelineForms,
  own: readonly OwnTechnique[],
): Html {
  if (sessions.length === 0) return html`<p>None.</p>`;
  const shown = sessions.slice(-MOST_ROWS).toReversed();
  return dataTable({
    caption: latestOf('Visits', shown.length, sessions.length),
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
        ? html`<a href="/clients/${client}/visit?session=${sessionId}">${painBefore === undefined || painAfter === undefined ? 'Add the score' : 'Correct'}<span class="unseen"> of ${momentWords(startedAt)}</span></a>
<a href="/clients/${client}/take-back?of=session&amp;id=${sessionId}">Take back<span class="unseen"> the visit of ${momentWords(startedAt)}</span></a>`
        : NOTHING,
      labelOf(complaint),
      techniques.map((given) => `${givenLabel(given, own)} ${given.minutes} min`).join(', '),
      orNoScore(painBefore),
      orNoScore(painAfter),
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
      const named = html`<span class="unseen"> the entry of ${momentWords(at)}</span>`;
      const ways = html`<a href="/clients/${client}/score?score=${scoreId}">Correct${named}</a>
<a href="/clients/${client}/take-back?of=pain-score&amp;id=${scoreId}">Take back${named}</a>`;
      const told = [whenCell(at), pain ?? NOTHING, soreness ?? NOTHING, spaced(window)];
      return mayCorrect('pain-score', scoreId) ? [...told, ways] : told;
    }),
    lines: true,
  });
}

/** `pain 7 to 4`; of what was not told that there is no score. */
function painText({ painBefore, painAfter }: Held<Session>): string {
  if (painBefore === undefined && painAfter === undefined) return NO_SCORE;
  return `pain ${painBefore ?? NO_SCORE} to ${painAfter ?? NO_SCORE}`;
}

function entryText({ pain, soreness }: Held<PainScore>): string {
  return [pain !== undefined && `pain ${pain}`, soreness !== undefined && `soreness ${soreness}`]
    .filter((part) => part !== false)
    .join(', ');
}

function latestOf(what: string, shown: number, all: number): string {
  return shown === all ? `${what}, latest first` : `${what}: the latest ${shown} of ${all}`;
}

function orNothing(value: number | null): string {
  return value === null ? NOTHING : plainNumber(value);
}

/** A record says nothing of why there is none: whether nobody asked, or nobody answered. */
const NO_SCORE = 'no score';

function orNoScore(score: number | undefined): Html | number {
  return score ?? html`<span class="muted">${NO_SCORE}</span>`;
}
