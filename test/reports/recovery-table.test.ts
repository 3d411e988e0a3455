import { describe, expect, test } from 'vitest';
import { againstExpected } from '../../shared/reports/expected-recovery.ts';
import { recoveryTable } from '../../shared/reports/recovery-table.ts';
import type { CurveRow, Interval, TimeToEventStatistics } from '../../shared/statistics/contract.ts';
import { group, NO_TIMES } from './clinics.ts';

type Times = Partial<TimeToEventStatistics>;
const times = (fields: Times): TimeToEventStatistics => ({
  ...NO_TIMES,
  n: 12,
  events: 9,
  censored: 3,
  ...fields,
});
const known = (
  medianHours: number,
  ci95: Times['ci95'] = [medianHours, medianHours],
  brackets: Interval | null = null,
) => times({ medianHours, ci95, interval: { medianHours: brackets } });
const lastRow = (hours: number, lower: number | null): CurveRow[] => [
  { hours, atRisk: 1, events: 0, censored: 1, survival: 0.8, se: 0.1, lower, upper: 0.9 },
];

describe('the median against the expected hours', () => {
  const expected: Interval = [24, 48];
  test.each([
    [known(23.99), 'below'],
    [known(24), 'within'],
    [known(48), 'within'],
    [known(48.01), 'above'],
    [known(30, [20, 40]), 'within ?'],
    [known(30, [25, null]), 'within ?'],
    [known(60, [50, null]), 'above'],
    [known(50, [49, 60], [30, 31]), 'above ?'],
    [known(30, null), 'within ?'],
  ])('%#: %o', (statistics, verdict) => {
    expect(againstExpected(statistics, expected)).toBe(verdict);
  });

  test('not reached: above, where they were followed beyond the expected hours', () => {
    const unreached = (fields: Times) => times({ medianHours: null, ci95: null, ...fields });
    expect(againstExpected(unreached({ curve: lastRow(47, 0.6) }), expected)).toBe('-');
    expect(againstExpected(unreached({ curve: lastRow(60, 0.6) }), expected)).toBe('above');
    expect(againstExpected(unreached({ curve: lastRow(60, null) }), expected)).toBe('above ?');
    expect(againstExpected(unreached({ curve: lastRow(60, 0.4), ci95: [30, null] }), expected)).toBe(
      'above ?',
    );
    expect(againstExpected(unreached({ curve: lastRow(60, 0.4), ci95: [50, null] }), expected)).toBe('above');
  });

  test('nothing expected, nobody followed', () => {
    expect(againstExpected(known(30), null)).toBe('-');
    expect(againstExpected(NO_TIMES, expected)).toBe('-');
  });
});

test('the table: marked where clients came again, unsure where the brackets disagree', () => {
  const text = recoveryTable([
    group({ recovery: known(26.5, [25.25, null], [22, 23.5]), expectedRecoveryHours: [0, 24] }),
    group({
      technique: 'myofascial-release',
      sessions: 12,
      recovery: known(10.45, [9.5, 12.8], [0.7, 0.8]),
      expectedRecoveryHours: [0, 0],
    }),
    group({
      technique: 'relaxation',
      completeness: { withBefore: 0, withAfter: 0, withBoth: 0, withSustained: 0, withRecovery: 0 },
      notes: ['recovery: no session has a report of soreness in its follow-up window'],
    }),
  ]);
  expect(text.split('\n')).toEqual([
    'Recovery seen with each technique: hours until soreness has gone',
    'Technique              In a journal  Recovered  Median hours (95 %)   Brackets   Expected  Seen',
    '---------------------  ------------  ---------  --------------------  ---------  --------  -------',
    'trigger-point-therapy  12/30, 40 %   9/12       26.5 (25.3 or more)*  22.0-23.5  0 to 24   above ?',
    'myofascial-release     12/12, 100 %  9/12       10.4 (9.5 to 12.8)    0.7-0.8    at once   above',
    'relaxation             0/30, 0 %     0/0        -                     -          -         -',
    '* treats sessions of one client as independent: too narrow where clients come more than once.',
    '?: the interval of the median, or the brackets between reports, would also allow another answer.',
    'relaxation: no session has a report of soreness in its follow-up window.',
  ]);
});

test('a median that is not reached', () => {
  expect(recoveryTable([group({ recovery: times({ medianHours: null, ci95: null }) })])).toContain(
    'not reached',
  );
});
