import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparedPairs } from '../../../shared/statistics/comparison/compared-pairs.ts';
import type { ComparedSession } from '../../../shared/statistics/comparison/compared-session.ts';
import { directStandardisation } from '../../../shared/statistics/comparison/direct-standardisation.ts';
import { tInterval } from '../../../shared/statistics/intervals/student-interval.ts';
import { expectAlike } from '../expect-alike.ts';
import { type Frame, rFixture } from '../r-fixture.ts';
import { arbitrarySessions, sessionsOf } from './compared-sessions.ts';
import { denseContrast, denseRegression } from './dense-cr2.ts';

const stratumOf = (before: number) => (before <= 3 ? 0 : before <= 6 ? 1 : 2);

/** One column for each technique and stratum that occur, all pairs with pain before. */
function byTheBook(sessions: readonly ComparedSession[], techniques: readonly string[]) {
  const pairs = sessions.flatMap(({ client, technique, painBefore, painAfter }) =>
    !painBefore || painAfter === undefined || !techniques.includes(technique)
      ? []
      : [{ client, technique, stratum: stratumOf(painBefore), improvement: painBefore - painAfter }],
  );
  const cellOf = (technique: string, stratum: number) => `${technique} ${stratum}`;
  const cells = [...new Set(pairs.map(({ technique, stratum }) => cellOf(technique, stratum)))];
  const x = pairs.map(({ technique, stratum }) =>
    cells.map((cell) => (cell === cellOf(technique, stratum) ? 1 : 0)),
  );
  const fit = denseRegression(x, pairs);
  const share = (stratum: number) => pairs.filter((pair) => pair.stratum === stratum).length / pairs.length;
  return (technique: string) => {
    const contrast = cells.map((cell) => [0, 1, 2].find((s) => cell === cellOf(technique, s)));
    const {
      estimate: mean,
      se,
      df,
    } = denseContrast(
      fit,
      contrast.map((stratum) => (stratum === undefined ? 0 : share(stratum))),
    );
    return { mean, se, ci95: tInterval(mean, se, df) };
  };
}

describe('directStandardisation', () => {
  test('is the dense computation in one model of all techniques and strata, to 1e-9', () => {
    let seen = 0;
    fc.assert(
      fc.property(arbitrarySessions, (sessions) => {
        const compared = comparedPairs(sessions);
        fc.pre(compared.techniques.length >= 2);
        const expected = byTheBook(sessions, compared.techniques);
        for (const { technique, ...row } of directStandardisation(compared)) {
          if (row.mean === null || row.ci95 === null) continue;
          expectAlike(row, expected(technique));
          seen += 1;
        }
      }),
      { numRuns: 25 },
    );
    expect(seen).toBeGreaterThan(20); // or the property would have said little
  });

  test('R: with one score before everywhere it is the mean with vcovCR CR2 and Satterthwaite', () => {
    type Level = { level: { sessions: Frame; comparisons: { adjusted: object[] } } };
    const { level } = rFixture<Level>('comparisons-degenerate');
    expectAlike(directStandardisation(comparedPairs(sessionsOf(level.sessions))), level.comparisons.adjusted);
  });

  test('one client alone decides: a mean without se', () => {
    // Ten clients, but nine of them come without pain: the stratum is the tenth's alone.
    const session = (client: number, painBefore: number): ComparedSession => ({
      client: `c-${client}`,
      technique: 'sports',
      painBefore,
      painAfter: 0,
    });
    const sessions = [
      ...Array.from({ length: 9 }, (_, client) => session(client, 0)),
      session(9, 5),
      session(9, 6),
    ];
    expect(directStandardisation(comparedPairs(sessions))).toEqual([
      { technique: 'sports', mean: 5.5, se: null, ci95: null },
    ]);
  });
});
