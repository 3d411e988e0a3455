import { expect, test } from 'vitest';
import { changeTable } from '../../shared/reports/change-table.ts';
import type { Change } from '../../shared/statistics/contract.ts';
import { client, outcome } from '../statistics/outcomes.ts';
import { group, NO_CHANGE, oneSessionEach, statisticsOf, VALLBONA, widest } from './clinics.ts';

// Vallbona 1997: means, t intervals, responders and Wilson limits as R gives them. With one session a client
// CR2 is the plain interval, so nothing is marked.
test('the trial of 1997, with the fall that was to be expected anyway directly below', () => {
  expect(changeTable('immediate', VALLBONA.techniques).split('\n')).toEqual([
    'Change seen with each technique right after the session (immediate)',
    'Technique              Scored        Clients  Improvement (95 %)   Responders   95 %   Bounds',
    '---------------------  ------------  -------  -------------------  -----------  -----  ------',
    'trigger-point-therapy  29/29, 100 %       29  5.24 (4.01 to 6.47)  22/29, 76 %  58-88  76-76',
    'relaxation             21/21, 100 %       21  1.10 (0.38 to 1.81)  4/21, 19 %   8-40   19-19',
    'Expected without any treatment, by regression to the mean alone: a fall of 0.13 to 0.78 points.',
    'Not told apart from that fall, by the interval: relaxation.',
  ]);
});

test('a table without means has no band, and says why it is empty', () => {
  expect(changeTable('sustained', VALLBONA.techniques).split('\n').slice(3)).toEqual([
    'trigger-point-therapy  0/29, 0 %        0  -                   -           -     0-100',
    'relaxation             0/21, 0 %        0  -                   -           -     0-100',
    'All: no session has both scores.',
  ]);
});

// Falls 4 and 2 of one client, 1 of another: mean 7/3; e = 6 - 2*7/3 and 1 - 7/3, both 4/3 in size, so
// CR2 = ((16/9)/(1/3) + (16/9)/(2/3)) / 9 = 8/9, SE 0.943.
test('the interval allows for clients who come more than once; that of the rate cannot, and is marked', () => {
  const { techniques } = statisticsOf([
    client('a', [
      outcome({ sessionId: 's-1', painBefore: 8, painAfter: 4 }),
      outcome({ sessionId: 's-2', painBefore: 6, painAfter: 4 }),
    ]),
    client('b', [outcome({ sessionId: 's-3', painBefore: 5, painAfter: 4 })]),
  ]);
  const { clustered } = techniques[0]!.immediate;
  expect(clustered.se).toBeCloseTo(Math.sqrt(8 / 9), 12);
  const [low, high] = clustered.ci95!.map((limit) => limit.toFixed(2));
  const lines = changeTable('immediate', techniques).split('\n');
  expect(lines.slice(3, 5).join(' ')).toContain(`2.33 (${low} to`);
  expect(lines.slice(3, 5).join(' ')).toContain(`${high})`);
  expect(lines.slice(3, 5).join(' ')).toContain('2/3, 67 %');
  expect(lines).toContain(
    '* treats sessions of one client as independent: too narrow where clients come more than once.',
  );
});

test('one client alone: only the plain interval exists, it is marked and the reason is given', () => {
  const { techniques } = statisticsOf([
    client('a', [
      outcome({ sessionId: 's-1', painBefore: 8, painAfter: 4 }),
      outcome({ sessionId: 's-2', painBefore: 6, painAfter: 4 }),
      outcome({ sessionId: 's-3', painBefore: 6, painAfter: 3 }),
    ]),
  ]);
  // Falls 4, 2, 3: mean 3, SD 1, t(0.975, 2) = 4.302653, so 3 ± 2.484.
  expect(changeTable('immediate', techniques).split('\n').slice(3)).toEqual([
    'deep-tissue  3/3, 100 %        1  3.00 (0.52 to 5.48)*  3/3, 100 %  44-100*  100-100',
    '* treats sessions of one client as independent: too narrow where clients come more than once.',
    'Expected without any treatment, by regression to the mean alone: a fall of 0.13 to 0.78 points.',
    'Not told apart from that fall, by the interval: deep-tissue.',
    'deep-tissue: interval that allows for repeated clients: needs at least 2 clients.',
  ]);
});

test('one session: a mean without an interval is not told apart from the band', () => {
  const text = changeTable(
    'immediate',
    statisticsOf(oneSessionEach('sports', [{ before: 9, after: 1 }])).techniques,
  );
  expect(text).toContain('8.00 ');
  expect(text).toContain('Not told apart from that fall, by the interval: sports.');
  expect(text).toContain('sports: interval of the mean: needs at least 2 pairs.');
});

test('courses are counted in courses, and their table says so', () => {
  const course: Change = { ...NO_CHANGE, n: 7, clients: 6, improvement: { mean: 2, sd: 1, median: 2 } };
  const lines = changeTable('course', [group({ course })]).split('\n');
  expect(lines[0]).toBe('Change seen over a course of care that began with each technique (course)');
  expect(lines[1]).toMatch(/^Technique {14}Courses {2}Clients/);
  expect(lines[3]).toMatch(/^trigger-point-therapy {8}7 {8}6 {2}2\.00/);
});

test('the widest cells go on in a second line', () => {
  const { responders } = NO_CHANGE;
  const immediate: Change = {
    ...NO_CHANGE,
    n: 99_999,
    clients: 9999,
    improvement: { mean: -10, sd: 1, median: -10 },
    ci95: [-10, -10],
    responders: {
      ...responders,
      atLeast30Percent: { eligible: 99_999, count: 99_999, rate: 1, ci95: [1, 1] },
    },
    bounds: { atLeast30Percent: [1, 1] },
  };
  const technique =
    'deep-tissue + myofascial-release + trigger-point-therapy + sports + prenatal + relaxation';
  const completeness = {
    withBefore: 99_999,
    withAfter: 99_999,
    withBoth: 99_999,
    withSustained: 0,
    withRecovery: 0,
  };
  const text = changeTable('immediate', [group({ technique, sessions: 99_999, completeness, immediate })]);
  expect(text).toContain('-10.00 (-10.00 to');
  expect(widest(text)).toBeLessThanOrEqual(100);
});
