import { expect, test } from 'vitest';
import { comparisonFindings } from '../../shared/reports/comparison-findings.ts';
import { comparisonTable } from '../../shared/reports/comparison-table.ts';
import type { TechniquePair } from '../../shared/statistics/contract.ts';
import { PLACEBO } from '../statistics/vallbona-1997.ts';
import { oneSessionEach, statisticsOf, VALLBONA, widest } from './clinics.ts';

// The difference is that of the published ANCOVA, 4.10229 in R; interval and p are by client (CR2).
test('the trial of 1997: adjusted beside raw, the pair, and what that supports', () => {
  const text = comparisonTable(VALLBONA.comparisons, VALLBONA.techniques);
  expect(text.split('\n')).toEqual([
    'Techniques compared: immediate improvement at the same pain before',
    'Technique              Raw mean (95 %)      Adjusted mean (95 %)  Standardised mean (95 %)',
    '---------------------  -------------------  --------------------  ------------------------',
    'trigger-point-therapy  5.24 (4.01 to 6.47)  5.22 (4.01 to 6.43)   5.24 (4.01 to 6.47)',
    'relaxation             1.10 (0.38 to 1.81)  1.12 (0.36 to 1.89)   1.10 (0.38 to 1.81)',
    'Expected without any treatment, by regression to the mean alone: a fall of 0.13 to 0.78 points.',
    'Model: log-rank test: fewer than two of the techniques have sessions at risk of an observed',
    '  recovery.',
    '',
    'Differences of adjusted means, in points',
    'Technique              against     Difference (95 %)          p  p (Holm)',
    '---------------------  ----------  -------------------  -------  --------',
    'trigger-point-therapy  relaxation  4.10 (2.71 to 5.50)  < 0.001   < 0.001',
    'Intervals and p are by client (CR2), each for its pair alone; only p (Holm) allows for all pairs',
    '  at once.',
    '',
    'What this supports',
    '- After adjustment for pain before and for 1 comparison, improvement is larger with',
    '  trigger-point-therapy than with relaxation (by 4.10).',
    '- Test that all are equal (Wald, CR2 by client, HTZ): F 35.29 on 1 and 41.8 degrees of freedom, p',
    '  < 0.001.',
    '- Recovery times cannot be compared.',
    '- Techniques were chosen, not drawn by lot, and the model knows only pain before: other reasons',
    '  than the technique can make a difference, or hide one.',
  ]);
});

test('two groups with the same scores: no pair differs, and that proves nothing', () => {
  const { comparisons, techniques } = statisticsOf([
    ...oneSessionEach('deep-tissue', PLACEBO),
    ...oneSessionEach('relaxation', PLACEBO),
  ]);
  const largest = Math.max(...comparisons.pairs[0]!.ci95!.map(Math.abs)).toFixed(2);
  const text = comparisonTable(comparisons, techniques).replace(/\s+/g, ' ');
  expect(text).toContain(
    `No pair of techniques differs after adjustment. That does not prove them equal: the intervals allow differences of up to ${largest} points.`,
  );
  expect(text).not.toContain('larger with');
});

test('fewer than two techniques with 10 clients: one sentence, no table', () => {
  const { comparisons, techniques } = statisticsOf(oneSessionEach('relaxation', PLACEBO));
  expect(comparisonTable(comparisons, techniques)).toBe(
    'Techniques compared: immediate improvement at the same pain before\n' +
      'Nothing to compare: fewer than two techniques have an immediate pair from 10 clients.',
  );
});

test('only p after Holm decides, the larger one is named first, untested pairs are counted', () => {
  const pair = (fields: Partial<TechniquePair>): TechniquePair => ({
    a: 'deep-tissue',
    b: 'sports',
    difference: -0.5,
    se: 0.2,
    df: 20,
    ci95: [-0.9, -0.1],
    p: 0.02,
    pHolm: 0.04,
    ...fields,
  });
  const findings = (...pairs: TechniquePair[]) => comparisonFindings({ ...VALLBONA.comparisons, pairs });
  expect(
    findings(pair({}), pair({ b: 'other', pHolm: 0.05 }), pair({ b: 'relaxation', p: null, pHolm: null })),
  ).toEqual(
    expect.arrayContaining([
      'After adjustment for pain before and for 2 comparisons, improvement is larger with sports than with deep-tissue (by 0.50).',
      'The data do not tell the other pairs apart.',
      '1 of 3 pairs cannot be tested.',
    ]),
  );
  expect(findings(pair({ p: 0.04, pHolm: 0.12 }))[0]).toContain(
    'No pair of techniques differs after adjustment.',
  );
  expect(findings(pair({ ci95: null, p: null, pHolm: null }))[0]).toBe('1 of 1 pairs cannot be tested.');
});

test('an overall difference that no pair shows is said to be just that', () => {
  const line = 'It speaks against all being equal, but the data do not say which ones differ.';
  const { comparisons } = VALLBONA;
  const unclear = comparisons.pairs.map((pair) => ({ ...pair, pHolm: 0.05 }));
  expect(comparisonFindings({ ...comparisons, pairs: unclear })[2]).toBe(line);
  expect(comparisonFindings(comparisons)).not.toContain(line);
  const overall = { ...comparisons.overall, p: 0.05 };
  expect(comparisonFindings({ ...comparisons, overall, pairs: unclear })).not.toContain(line);
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
