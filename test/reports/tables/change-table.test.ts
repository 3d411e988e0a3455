import { expect, test } from 'vitest';
import { changeSection } from '../../../shared/reports/tables/change-table.ts';
import { sectionText } from '../../../shared/reports/tables/section.ts';
import type { Change } from '../../../shared/statistics/contract.ts';
import { client, outcome } from '../../statistics/outcomes.ts';
import { group, NO_CHANGE, statisticsOf, VALLBONA } from '../clinics.ts';

const text = (...of: Parameters<typeof changeSection>) => sectionText(changeSection(...of)).split('\n');

// Vallbona 1997: means, SDs and responders as R gives them. With one session a client CR2 is the plain t interval.
test('the trial of 1997, the answer first', () => {
  expect(text('immediate', VALLBONA.techniques)).toEqual([
    'Immediate: change seen with each technique right after the session',
    'Technique              Mean improvement (95 %)    SD  Clients  Scored        Responders   Bounds',
    '---------------------  -----------------------  ----  -------  ------------  -----------  ------',
    'trigger-point-therapy  5.24 (4.01 to 6.47)      3.24       29  29/29, 100 %  22/29, 76 %  76-76',
    'relaxation             1.10 (0.38 to 1.81)      1.58       21  21/21, 100 %  4/21, 19 %   19-19',
  ]);
});

test('an empty table says why', () => {
  expect(text('sustained', VALLBONA.techniques).slice(3)).toEqual([
    'trigger-point-therapy  -                         -        0  0/29, 0 %  -           0-100',
    'relaxation             -                         -        0  0/21, 0 %  -           0-100',
    'All: no session has both scores.',
  ]);
});

// Falls 4 and 2 of one client, 1 of another: mean 7/3; e = 6 - 2*7/3 and 1 - 7/3, both 4/3 in size, so
// CR2 = ((16/9)/(1/3) + (16/9)/(2/3)) / 9 = 8/9, SE 0.943.
test('the interval is the one by client', () => {
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
  expect(text('immediate', techniques)[3]).toContain(`2.33 (${low} to ${high})`);
});

test('one client alone: a mean without an interval, and the reason', () => {
  const { techniques } = statisticsOf([
    client('a', [
      outcome({ sessionId: 's-1', painBefore: 8, painAfter: 4 }),
      outcome({ sessionId: 's-2', painBefore: 6, painAfter: 4 }),
    ]),
  ]);
  const lines = text('immediate', techniques);
  expect(lines[3]).toMatch(/^deep-tissue {2}3\.00 {2}/);
  expect(lines).toContain('deep-tissue: interval: needs at least 2 clients.');
});

test('courses are counted in courses', () => {
  const course: Change = { ...NO_CHANGE, n: 7, clients: 6, improvement: { mean: 2, sd: 1, median: 2 } };
  const lines = text('course', [group({ course })]);
  expect(lines[0]).toBe('Course: change seen over a course of care that began with each technique');
  expect(lines[3]).toMatch(/^trigger-point-therapy {2}2\.00 +1\.00 +6 +7 /);
});
