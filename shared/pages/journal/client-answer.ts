import type { CourseStanding } from '../../outcomes/course-standing.ts';
import { dateWords } from '../../outcomes/date-words.ts';
import { sessionsLackingScores } from '../../outcomes/missing-scores.ts';
import type { Session } from '../../records/session.ts';
import type { Held } from '../../records/versions/held.ts';
import { counted, listed } from '../../reports/words/listed.ts';
import { plainNumber } from '../../reports/words/number-text.ts';
import { labelOf } from '../../reports/words/words.ts';
import { type Html, html } from '../frame/html.ts';

/**
 * First on a client's page: how the courses of care that go on stand; of somebody whose last is over, how that ended.
 *
 * @param asOf the day up to which visits are told, and `hasLater` whether there is one after it
 */
export function clientAnswer(
  courses: readonly CourseStanding[],
  { asOf, hasLater }: { asOf: string; hasLater: boolean },
): Html {
  const open = courses.filter(({ standing }) => standing === 'open');
  const told = open.length > 0 ? open : courses.slice(-1);
  if (told.length === 0)
    return html`<p class="lead">${hasLater ? `No visit up to ${dateWords(asOf)}.` : 'No visit yet.'}</p>`;
  return html`${told.map((course) => html`<p class="lead">${courseSentence(course)}</p>\n`)}`;
}

/** `Neck pain, 9 visits since 2 July 2026: pain 6 before the first, 2 at the latest score.` */
function courseSentence(course: CourseStanding): string {
  const { complaint, startedAt, sessions, firstPain, latestPain, standing } = course;
  const first =
    firstPain === null ? 'no score before the first' : `pain ${plainNumber(firstPain)} before the first`;
  const latest = latestPain === null ? 'none since' : `${plainNumber(latestPain)} at the latest score`;
  const over = standing === 'open' ? '' : ' No visit for 60 days.';
  return `${labelOf(complaint)}, ${counted(sessions, 'visit')} since ${dateWords(startedAt)}: ${first}, ${latest}.${over}`;
}

/** Visits of these days without a score that may still be known, each a tap from being told. */
export function scoresToAdd(client: string, asOf: string, sessions: readonly Held<Session>[]): Html {
  const lacking = sessionsLackingScores(
    sessions.map((session) => ({ ...session, client })),
    asOf,
  );
  return html`${lacking.map(
    ({ sessionId, startedAt, missing }) =>
      html`<p>No score ${listed(missing)} the visit of ${dateWords(startedAt)}. <a href="/clients/${client}/visit?session=${sessionId}">Add the score<span class="unseen"> of ${dateWords(startedAt)}</span></a></p>\n`,
  )}`;
}
