import { describe, expect, test } from 'vitest';
import type { ClientGoal } from '../../../shared/goals/client-goal.ts';
import { therapistReminders } from '../../../shared/goals/therapist-reminders.ts';
import { therapistSummary } from '../../../shared/goals/therapist-summary.ts';
import type { RecentSession } from '../../../shared/outcomes/missing-scores.ts';
import { goalBoard } from '../../../shared/pages/boards/goal-board.ts';
import { clientTimeline } from '../../../shared/pages/clients/client-timeline.ts';
import { taskOn } from '../../goals/client-goals.ts';

const AS_OF = '2026-09-20';
/** Goals run from 2026-08-03 to 2026-09-14. */
const task = (client: string, goalId: string, ...measured: [date: string, value: number][]) =>
  taskOn(AS_OF, client, { goalId }, measured);

function board(goals: readonly ClientGoal[], sessions: readonly RecentSession[] = [], asOf = AS_OF): string {
  const about = { therapistId: 't-1', asOf };
  const reminders = therapistReminders(
    about,
    goals,
    sessions,
    goals.map(({ client }) => client),
  );
  return String(goalBoard({ asOf, goals, reminders, summary: therapistSummary('t-1', goals) }));
}

const session: RecentSession = {
  client: 'p-1',
  sessionId: 's-1',
  therapistId: 't-1',
  startedAt: '2026-09-08T10:00:00-05:00',
  complaint: 'stress',
  painBefore: 5,
  painAfter: 3,
};

describe('the goal board', () => {
  test('praises nobody where there is nothing, and says of when the latest record is', () => {
    const empty = board([]);
    expect(empty).toContain('No goal is open or was due in the last 60 days. There is no record yet.');
    expect(empty).not.toMatch(/Every (open goal|session)/);
    const over = board([task('p-1', 'g-1', ['2026-09-01', 1])], [session], '2026-11-30');
    expect(over).toContain(
      'No goal is open or was due in the last 60 days. The latest record is of 8 September 2026.',
    );
    expect(over).toContain(
      'No session in the 14 days up to 30 November 2026. The latest record is of 8 September 2026.',
    );
    expect(board([task('p-1', 'g-1', ['2026-09-01', 1])], [session])).toContain(
      'No goal is open. There is one goal, which does not need you now. The latest record is of 8 September 2026.',
    );
  });

  test('praises where there is something to measure', () => {
    const open = taskOn(AS_OF, 'p-1', { dueOn: '2026-10-10' }, [['2026-09-18', 0]]);
    const page = board([open], [session]);
    const measured = 'On 20 September 2026 no open goal had gone 14 days without a measurement.';
    expect(page).toContain(measured);
    expect(page).toContain('Every session of the 14 days up to 20 September 2026 has both scores.');
    // Set four days ago and never measured: nothing may be said of every goal.
    const fresh = taskOn(AS_OF, 'p-2', { startsOn: '2026-09-16', dueOn: '2026-10-10' });
    expect(board([open, fresh], [session])).toContain(measured);
    expect(board([open, fresh], [session])).not.toMatch(/Every open goal/);
  });

  test('says in one sentence who needs somebody', () => {
    const goals = [
      task('p-1', 'g-1', ['2026-09-01', 0]),
      task('p-1', 'g-2', ['2026-09-01', 0]),
      task('p-2', 'g-3', ['2026-09-01', 1]),
    ];
    expect(board(goals)).toContain('2 goals of 1 client need you, out of 3.');
  });

  test('shows who needs somebody, and folds the others and the sums away', () => {
    const page = board([task('p-1', 'g-1', ['2026-09-01', 0]), task('p-2', 'g-2', ['2026-09-01', 1])]);
    const folded = [...page.matchAll(/<details class="fold"><summary><h2 id="([a-z-]+)"/g)].map(
      ([, id]) => id,
    );
    expect(folded).toEqual(['attained', 'all-goals']);
    expect(page).toContain('<h2 id="missed">');
  });

  test('keeps the day in its links to clients', () => {
    expect(board([task('p-1', 'g-1', ['2026-09-01', 0])])).toContain(`href="/clients/p-1?as-of=${AS_OF}"`);
  });

  test('tells one review at the target as attained, and once after a no as reached once, with what decided', () => {
    const page = board([
      task('p-1', 'g-1', ['2026-09-01', 1]),
      task('p-2', 'g-2', ['2026-09-01', 0], ['2026-09-08', 1], ['2026-09-16', 0]),
    ]);
    expect(page).toContain(
      'the last value by the due date, yes on 1 September 2026, is at the target or better',
    );
    expect(page).toContain('reached once, not twice running');
    expect(page).toContain('Not counted: 1 value after the due date (the latest no on 16 September 2026).');
    expect(page).not.toContain('is not at the target');
  });
});

test("a client's page asks for another day", () => {
  const page = String(
    clientTimeline(
      { asOf: AS_OF, sessions: [], painScores: [], courses: [], goals: [] },
      { client: 'p', mayChange: () => true, mayCorrect: () => true },
    ),
  );
  expect(page).toContain(`name="as-of" value="${AS_OF}"`);
});
