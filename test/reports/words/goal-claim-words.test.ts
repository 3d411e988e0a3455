import { expect, test } from 'vitest';
import { goalsNotLookedAt } from '../../../shared/claims/goal-claims.ts';
import { goalSentences } from '../../../shared/reports/words/goal-claim-words.ts';
import { CLAIMS } from '../said-claims.ts';

const SAID = CLAIMS.goals;

test('goals are told with their day, their intervals and what is left out', () => {
  expect(goalSentences(SAID)).toEqual([
    'As of 30 September 2026, 67 goals are past the due date and 1 is open. 2 of those past the due date were never measured.',
    'Of the 65 that were measured, 20 in 100 (10 to 35) were attained. 8 more were at their target at the last look and not at the one shortly before.',
    'Where 50 means as expected (Goal Attainment Scaling), the goals of 13 clients stand at 41.5 on average (34.2 to 48.9), from 30.0 at the start.',
  ]);
});

test('nothing is said of goals reached once where there is none, or no share to hold them against', () => {
  const [, none] = goalSentences({ ...SAID, reachedOnce: 0 });
  expect(none).toBe('Of the 65 that were measured, 20 in 100 (10 to 35) were attained.');
  expect(goalSentences({ ...SAID, reachedOnce: 1 })[1]).toContain(
    '1 more was at its target at the last look',
  );
});

test('what is withheld is told by its reason', () => {
  const few = { attained: { withheld: 'Few.' }, meanT: { withheld: 'Fewer.' } };
  expect(goalSentences({ ...SAID, ...few }).slice(1)).toEqual(['Few.', 'Fewer.']);
  expect(goalSentences({ ...SAID, closed: 0, measured: 0, open: 0 })).toEqual([
    'No goal had been set by 30 September 2026.',
  ]);
  expect(goalSentences(goalsNotLookedAt('2026-09-30'))).toEqual(['Goals were not looked at here.']);
});

test('goals of which none is due, or none was measured, are told in one sentence and praised for nothing', () => {
  const none = { attained: { withheld: 'No one.' }, meanT: { withheld: 'No one either.' } };
  expect(goalSentences({ ...SAID, ...none, closed: 0, measured: 0, open: 12 })).toEqual([
    'As of 30 September 2026, 12 goals are open and none is past its due date, so it is too early to say how many are attained.',
  ]);
  expect(goalSentences({ ...SAID, ...none, closed: 0, measured: 0, open: 1 })).toEqual([
    'As of 30 September 2026, 1 goal is open and none is past its due date, so it is too early to say how many are attained.',
  ]);
  expect(goalSentences({ ...SAID, ...none, closed: 12, measured: 0, open: 2 })).toEqual([
    'As of 30 September 2026, 12 goals are past the due date and 2 are open. None of those past the due date was ever measured, so nobody knows how many were attained.',
  ]);
});
