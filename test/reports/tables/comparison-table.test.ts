import { expect, test } from 'vitest';
import { comparisonSection } from '../../../shared/reports/tables/comparison-table.ts';
import { pairSection } from '../../../shared/reports/tables/pair-table.ts';
import { sectionText } from '../../../shared/reports/tables/section.ts';
import { PLACEBO } from '../../statistics/change/vallbona-1997.ts';
import { oneSessionEach, statisticsOf, VALLBONA, widest } from '../clinics.ts';

const comparisonTable = (...of: Parameters<typeof comparisonSection>) =>
  sectionText(comparisonSection(...of));

// The difference is that of the published ANCOVA, 4.10229 in R; interval and p are by client (CR2).
test('the trial of 1997: adjusted beside raw, and the pair', () => {
  expect(comparisonTable(VALLBONA.comparisons, VALLBONA.techniques).split('\n').slice(0, 5)).toEqual([
    'Techniques compared: immediate improvement at the same pain before',
    'Technique              Raw mean (95 %)      Adjusted mean (95 %)  Standardised mean (95 %)',
    '---------------------  -------------------  --------------------  ------------------------',
    'trigger-point-therapy  5.24 (4.01 to 6.47)  5.22 (4.01 to 6.43)   5.24 (4.01 to 6.47)',
    'relaxation             1.10 (0.38 to 1.81)  1.12 (0.36 to 1.89)   1.10 (0.38 to 1.81)',
  ]);
  expect(sectionText(pairSection(VALLBONA.comparisons.pairs)).split('\n')).toEqual([
    'Differences of adjusted means, in points',
    'Technique              against     Difference (95 %)          p  p (Holm)',
    '---------------------  ----------  -------------------  -------  --------',
    'trigger-point-therapy  relaxation  4.10 (2.71 to 5.50)  < 0.001   < 0.001',
    'Intervals and p are by client (CR2), each for its pair alone; only p (Holm) allows for all pairs',
    '  at once.',
  ]);
});

test('fewer than two techniques with 10 clients: one sentence, no table', () => {
  const { comparisons, techniques } = statisticsOf(oneSessionEach('relaxation', PLACEBO));
  expect(comparisonTable(comparisons, techniques)).toBe(
    'Techniques compared: immediate improvement at the same pain before\n' +
      'Nothing to compare: fewer than two techniques have an immediate pair from 10 clients.',
  );
});

test('a technique without a stratum has no standardised mean, with the reason', () => {
  const { comparisons, techniques } = statisticsOf([
    ...oneSessionEach('deep-tissue', PLACEBO),
    ...oneSessionEach(
      'sports',
      PLACEBO.map(({ after }) => ({ before: 3, after: Math.min(after, 2) })),
    ),
  ]);
  const text = comparisonTable(comparisons, techniques);
  expect(text).toContain('deep-tissue: no standardised mean: fewer than 2 pairs in stratum 1-3 (0).');
  expect(widest(text)).toBeLessThanOrEqual(100);
});
