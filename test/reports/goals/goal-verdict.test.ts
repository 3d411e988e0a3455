import { describe, expect, test } from 'vitest';
import { goalProgress } from '../../../shared/goals/goal-progress.ts';
import { goalReport } from '../../../shared/goals/goal-report.ts';
import type { Goal } from '../../../shared/records/goal.ts';
import type { Held } from '../../../shared/records/versions/held.ts';
import { goalVerdict, leftOutText } from '../../../shared/reports/goals/goal-verdict.ts';
import { painGoal, uncorrected } from '../../goals/goals-of-client.ts';
import { score } from '../../outcomes/client-records.ts';

const AFTER = '2026-09-30';
const pain = (on: string, value: number, part: object = {}) =>
  score({ scoreId: `p-${on}`, at: `${on}T09:00:00Z`, pain: value, ...part });
const reportOf = (records: ReturnType<typeof pain>[], asOf = AFTER, goal: Partial<Held<Goal>> = {}) =>
  goalReport(goalProgress(uncorrected(painGoal(goal)), records), asOf);

describe('a verdict', () => {
  test.each([
    [
      [pain('2026-09-01', 3), pain('2026-09-10', 2)],
      'the last two values, 3 on 1 September 2026 and 2 on 10 September 2026, are at the target or better',
    ],
    [
      [pain('2026-09-01', 3)],
      'the last value by the due date, 3 on 1 September 2026, is at the target or better, and there is no other in the four weeks before it',
    ],
    [
      [pain('2026-09-01', 4), pain('2026-09-10', 1)],
      'reached once, not twice running: the last value by the due date, 1 on 10 September 2026, is at the target or better; the one before it, 4 on 1 September 2026, is not',
    ],
    [[pain('2026-09-10', 5)], 'the last value by the due date, 5 on 10 September 2026, is not at the target'],
    [
      [pain('2026-09-01', 3), pain('2026-09-10', 5)],
      'the last value by the due date, 5 on 10 September 2026, is not at the target; it was reached, last on 1 September 2026, and lost again',
    ],
    [[], 'nothing was measured by the due date'],
  ])('names the values and the rule: %#', (records, expected) => {
    expect(goalVerdict(reportOf(records))).toBe(expected);
  });

  test('before the due date says that it can still change', () => {
    expect(goalVerdict(reportOf([pain('2026-09-01', 3)], '2026-09-02'))).toBe(
      'the last value so far, 3 on 1 September 2026, is at the target or better, and there is no other in the four weeks before it; a later value, until 14 September 2026, can still change it',
    );
    expect(goalVerdict(reportOf([], '2026-09-02'))).toBe('nothing has been measured since the start');
  });

  test('of values that reached the target never says that it is not reached', () => {
    for (const records of [[pain('2026-09-10', 3)], [pain('2026-09-01', 4), pain('2026-09-10', 3)]]) {
      expect(goalVerdict(reportOf(records))).not.toContain('is not at the target');
    }
  });
});

describe('what a verdict left out', () => {
  test('is counted by reason, with the latest value after the due date', () => {
    const neck = { bodyRegion: 'neck' };
    const records = [
      pain('2026-07-30', 4, neck),
      pain('2026-08-20', 4, { bodyRegion: 'low-back' }),
      pain('2026-08-21', 4, { bodyRegion: 'low-back' }),
      pain('2026-08-22', 4, { ...neck, window: 'past-week' }),
      pain('2026-09-15', 3, neck),
      pain('2026-09-16', 2, neck),
    ];
    expect(leftOutText(reportOf(records, AFTER, neck))).toBe(
      'Not counted: 2 values of another body region, 1 value about another time than now, 1 value before the start, 2 values after the due date (the latest 2 on 16 September 2026).',
    );
    expect(leftOutText(reportOf([pain('2026-09-01', 3)]))).toBeNull();
  });
});
