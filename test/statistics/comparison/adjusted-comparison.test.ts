import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjustedComparison } from '../../../shared/statistics/comparison/adjusted-comparison.ts';
import { ancova } from '../../../shared/statistics/comparison/ancova.ts';
import { comparedPairs } from '../../../shared/statistics/comparison/compared-pairs.ts';
import type { ComparedSession } from '../../../shared/statistics/comparison/compared-session.ts';
import { cr2 } from '../../../shared/statistics/comparison/cr2.ts';
import { cr2Covariance, satterthwaiteDf } from '../../../shared/statistics/comparison/cr2-contrast.ts';
import { clusteredMean } from '../../../shared/statistics/intervals/clustered-mean.ts';
import { runs } from '../../deep.ts';
import { expectAlike } from '../expect-alike.ts';
import { arbitrarySessions } from './compared-sessions.ts';
import { type DensePair, denseContrast, denseFit, denseHotellingZ } from './dense-cr2.ts';

function densePairs(sessions: readonly ComparedSession[], techniques: readonly string[]): DensePair[] {
  return sessions.flatMap(({ client, technique, painBefore: before, painAfter }) =>
    before === undefined || painAfter === undefined || !techniques.includes(technique)
      ? []
      : [{ client, technique: techniques.indexOf(technique), before, improvement: before - painAfter }],
  );
}

describe('adjustedComparison', () => {
  test('is the dense computation with every row and every client pair, to 1e-9', () => {
    fc.assert(
      fc.property(arbitrarySessions, (sessions) => {
        const compared = comparedPairs(sessions);
        const { techniques } = compared;
        fc.pre(techniques.length >= 2);
        const pairs = densePairs(sessions, techniques);
        const dense = denseFit(pairs, techniques.length);
        const meanBefore = pairs.reduce((sum, { before }) => sum + before, 0) / pairs.length;
        const rowOf = (technique: number) => [
          1,
          meanBefore,
          ...techniques.slice(1).map((_, index) => (technique === index + 1 ? 1 : 0)),
        ];
        const result = adjustedComparison(compared);
        for (const [index, { mean, se }] of result.adjusted.entries()) {
          const { estimate, se: denseSe } = denseContrast(dense, rowOf(index));
          expectAlike({ mean, se }, { mean: estimate, se: denseSe });
        }
        for (const { a, b, difference, se, df } of result.pairs) {
          const rowOfB = rowOf(techniques.indexOf(b));
          const contrast = rowOf(techniques.indexOf(a)).map((element, j) => element - rowOfB[j]!);
          const { estimate, se: denseSe, df: denseDf } = denseContrast(dense, contrast);
          expectAlike({ difference, se, df }, { difference: estimate, se: denseSe, df: denseDf });
        }
        const coefficients = techniques
          .slice(1)
          .map((_, index) =>
            Array.from({ length: techniques.length + 1 }, (_, j) => (j === index + 2 ? 1 : 0)),
          );
        expectAlike(result.overall, denseHotellingZ(dense, coefficients));
      }),
      runs(6, 40),
    );
  });

  test('without slope and second technique it is the closed form for a mean, to 1e-12', () => {
    const clientAndAfter = fc.tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 0, max: 10 }));
    fc.assert(
      fc.property(fc.array(clientAndAfter, { minLength: 5, maxLength: 80 }), (drawn) => {
        const everyClient = Array.from({ length: 12 }, (_, client) => [client, client % 5] as const);
        const sessions = [...everyClient, ...drawn].map(
          ([client, painAfter]): ComparedSession => ({
            client: `${client}`,
            technique: 'sports',
            painBefore: 10,
            painAfter,
          }),
        );
        const compared = comparedPairs(sessions);
        const fit = ancova(compared);
        const sums = cr2(fit, compared.clients());
        const contrast = [1 / Math.sqrt(sessions.length)];
        const se = Math.sqrt(cr2Covariance(sums, contrast, contrast));
        const df = satterthwaiteDf(sums, contrast)!;
        const closed = clusteredMean(
          Array.from({ length: 12 }, (_, client) => {
            const own = sessions.filter((session) => session.client === `${client}`);
            return { n: own.length, sum: own.reduce((sum, { painAfter }) => sum + 10 - painAfter!, 0) };
          }),
        );
        expect(Math.abs(se / closed.se! - 1)).toBeLessThan(1e-12);
        expect(Math.abs(df / closed.df! - 1)).toBeLessThan(1e-12);
      }),
    );
  });
});
