import { expect, test } from 'vitest';
import { recoverySection } from '../../../shared/reports/tables/recovery-table.ts';
import { sectionText } from '../../../shared/reports/tables/section.ts';
import type { Interval, TimeToEventStatistics } from '../../../shared/statistics/contract.ts';
import { group, NO_TIMES } from '../clinics.ts';

const known = (medianHours: number | null, brackets: Interval | null = null): TimeToEventStatistics => ({
  ...NO_TIMES,
  ...{ n: 12, events: 9, censored: 3, medianHours, interval: { medianHours: brackets } },
});

test('the hours as they were reported, without an interval that treats sessions as clients, and no verdict', () => {
  const text = sectionText(
    recoverySection([
      group({ recovery: known(26.5, [22, 23.5]), expectedRecoveryHours: [0, 24] }),
      group({
        technique: 'myofascial-release',
        sessions: 12,
        recovery: known(null),
        expectedRecoveryHours: [0, 0],
      }),
      group({
        technique: 'relaxation',
        completeness: { withBefore: 0, withAfter: 0, withBoth: 0, withSustained: 0, withRecovery: 0 },
        notes: ['recovery: no session has a report of soreness in its follow-up window'],
      }),
    ]),
  );
  expect(text.split('\n')).toEqual([
    'Recovery seen with each technique: hours until soreness has gone',
    'Technique              In a journal  Recovered  Median hours  Brackets   Expected',
    '---------------------  ------------  ---------  ------------  ---------  --------',
    'trigger-point-therapy  12/30, 40 %   9/12       26.5          22.0-23.5  0 to 24',
    'myofascial-release     12/12, 100 %  9/12       not reached   -          at once',
    'relaxation             0/30, 0 %     0/0        -             -          -',
    'relaxation: no session has a report of soreness in its follow-up window.',
  ]);
});
