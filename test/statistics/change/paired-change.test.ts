import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pairedChange as changeOf } from '../../../shared/statistics/change/paired-change.ts';
import type { ScorePair } from '../../../shared/statistics/summaries/transitions.ts';
import { type ClientPair, tallyOf } from '../tallies.ts';
import { MAGNET, PLACEBO } from './vallbona-1997.ts';

const pairedChange = (pairs: readonly ClientPair[]) => changeOf(tallyOf(pairs));

const eachOfAnother = (pairs: readonly ScorePair[]): ClientPair[] =>
  pairs.map((pair, index) => ({ ...pair, client: `c-${index}` }));

/** Numbers to 1e-10, where they are numbers. */
const near = (value: number) => expect.closeTo(value, 10);

describe('Vallbona 1997', () => {
  // R 4.2.2: mean(), sd(), median(), t.test(before - after)$conf.int, prop.test(x, n, correct = FALSE)$conf.int
  test('magnet arm', () => {
    const change = pairedChange(eachOfAnother(MAGNET));
    expect(change).toMatchObject({
      n: 29,
      clients: 29,
      before: { mean: near(9.62068965517241), sd: near(0.727706431362473) },
      after: { mean: near(4.37931034482759), sd: near(3.14431224712005) },
      improvement: { mean: near(5.24137931034483), sd: near(3.23656754264886), median: 6 },
      ci95: [near(4.01025485887379), near(6.47250376181587)],
      responders: {
        atLeast30Percent: {
          eligible: 29,
          count: 22,
          rate: 22 / 29,
          ci95: [near(0.578923983821887), near(0.877815775574799)],
        },
        atLeast50Percent: { count: 21, ci95: [near(0.542828675831341), near(0.85301244897912)] },
        atLeast2Points: { count: 22, ci95: [near(0.578923983821887), near(0.877815775574799)] },
      },
    });
    expect(change.transitions[10]).toEqual([4, 0, 3, 2, 4, 3, 1, 0, 0, 1, 4]);
  });

  test('placebo arm', () => {
    expect(pairedChange(eachOfAnother(PLACEBO))).toMatchObject({
      n: 21,
      before: { mean: near(9.52380952380952), sd: near(0.872871560943969) },
      after: { mean: near(8.42857142857143), sd: near(1.85933936040274) },
      improvement: { mean: near(1.0952380952381), sd: near(1.57812426331902), median: 0 },
      ci95: [near(0.376884543075208), near(1.81359164740098)],
      responders: {
        atLeast30Percent: { count: 4, ci95: [near(0.0766756505276179), near(0.400005646902049)] },
        atLeast50Percent: { count: 2, ci95: [near(0.0265187674380745), near(0.289141390739182)] },
        atLeast2Points: { count: 5, ci95: [near(0.106280130226365), near(0.450911736829507)] },
      },
    });
  });
});

describe('what cannot be computed', () => {
  test('no pairs: counts 0, the rest null', () => {
    const nothing = { eligible: 0, count: 0, rate: null, ci95: null };
    expect(pairedChange([])).toEqual({
      n: 0,
      clients: 0,
      before: { mean: null, sd: null },
      after: { mean: null, sd: null },
      correlation: null,
      improvement: { mean: null, sd: null, median: null },
      ci95: null,
      clustered: { se: null, df: null, ci95: null },
      effectSize: { dz: null, dav: null, gav: null },
      wilcoxon: { v: null, n: 0, zeros: 0, p: null },
      responders: { atLeast30Percent: nothing, atLeast50Percent: nothing, atLeast2Points: nothing },
      bounds: { atLeast30Percent: null },
      byBaseline: ['1-3', '4-6', '7-10'].map((stratum) => ({ stratum, n: 0, mean: null, sd: null })),
      transitions: Array.from({ length: 11 }, () => new Array(11).fill(0)),
    });
  });

  test('one pair: a mean and a median, no SD, no interval', () => {
    const change = pairedChange([{ client: 'c', before: 6, after: 4 }]);
    expect(change).toMatchObject({
      n: 1,
      before: { mean: 6, sd: null },
      after: { mean: 4, sd: null },
      improvement: { mean: 2, sd: null, median: 2 },
      ci95: null,
    });
  });

  test('two pairs: an interval with one degree of freedom', () => {
    const change = pairedChange(
      eachOfAnother([
        { before: 6, after: 4 },
        { before: 8, after: 4 },
      ]),
    );
    // m = 3, sd = sqrt(2), se = 1, t(0.975, 1) = 12.7062047361747
    expect(change.improvement).toEqual({ mean: 3, sd: Math.SQRT2, median: 3 });
    expect(change.ci95).toEqual([near(-9.7062047361747), near(15.7062047361747)]);
  });

  test('equal improvements: SD 0 and an interval without width', () => {
    const change = pairedChange(
      eachOfAnother([
        { before: 6, after: 4 },
        { before: 8, after: 6 },
        { before: 3, after: 1 },
      ]),
    );
    expect(change.improvement.sd).toBe(0);
    expect(change.ci95).toEqual([2, 2]);
  });

  test('one client with all pairs: nothing that clustering would make a lie, and no p', () => {
    const pairs = [3, 0, 2, 5, 1, 2, 2, 4, 0, 3, 1, 2].map((fall) => ({
      client: 'c',
      before: 8,
      after: 8 - fall,
    }));
    expect(pairedChange(pairs)).toMatchObject({
      n: 12,
      clients: 1,
      correlation: null,
      clustered: { se: null, df: null, ci95: null },
      wilcoxon: { n: 10, zeros: 2, v: 55, p: null },
    });
  });

  test('no improvement anywhere: an interval without width, no d_z, no rank sum', () => {
    const pairs = eachOfAnother([4, 4, 7, 9].map((pain) => ({ before: pain, after: pain })));
    expect(pairedChange(pairs)).toMatchObject({
      correlation: 1,
      improvement: { mean: 0, sd: 0, median: 0 },
      ci95: [0, 0],
      clustered: { se: 0, df: near(3), ci95: [0, 0] },
      effectSize: { dz: null, dav: 0, gav: 0 },
      wilcoxon: { v: null, n: 0, zeros: 4, p: null },
    });
  });

  test('missing second scores widen the bounds, of those with pain before', () => {
    const { n, responders, bounds } = pairedChange([
      { client: 'a', before: 6, after: 3 },
      { client: 'b', before: 6, after: 6 },
      { client: 'c', before: 5 },
      { client: 'd', before: 0 },
      { client: 'e', after: 2 },
    ]);
    expect([n, responders.atLeast30Percent.rate]).toEqual([2, 0.5]);
    expect(bounds.atLeast30Percent).toEqual([1 / 3, 2 / 3]);
    expect(pairedChange([{ client: 'c', before: 5 }]).bounds.atLeast30Percent).toEqual([0, 1]);
  });

  test('a score that is not a whole number from 0 to 10 is a programming error', () => {
    expect(() => pairedChange([{ client: 'c', before: 11, after: 0 }])).toThrow(RangeError);
    expect(() => pairedChange([{ client: 'c', before: 5, after: 0.5 }])).toThrow(RangeError);
  });
});

const scoreValue = fc.integer({ min: 0, max: 10 });
const pair = fc.record({ client: fc.constantFrom('a', 'b', 'c'), before: scoreValue, after: scoreValue });

describe('properties', () => {
  test('the order of the pairs and the text of client ids change no digit', () => {
    const pairsAndShuffle = fc
      .array(pair, { maxLength: 60 })
      .chain((pairs) =>
        fc.tuple(
          fc.constant(pairs),
          fc.shuffledSubarray(pairs, { minLength: pairs.length, maxLength: pairs.length }),
        ),
      );
    fc.assert(
      fc.property(pairsAndShuffle, ([pairs, shuffled]) => {
        const renamed = shuffled.map(({ client, ...scores }) => ({ ...scores, client: `z${client}` }));
        expect(JSON.stringify(pairedChange(renamed))).toBe(
          JSON.stringify(pairedChange(Object.freeze(pairs))),
        );
      }),
    );
  });

  test('adding a constant to both scores changes no improvement and no interval', () => {
    const low = fc.integer({ min: 0, max: 7 });
    const lowPair = fc.record({ client: fc.constantFrom('a', 'b'), before: low, after: low });
    fc.assert(
      fc.property(fc.array(lowPair), fc.integer({ min: 1, max: 3 }), (pairs, constant) => {
        const raised = pairs.map(({ client, before, after }) => ({
          client,
          before: before + constant,
          after: after + constant,
        }));
        const { improvement, ci95, clustered, wilcoxon } = pairedChange(pairs);
        expect(pairedChange(raised)).toMatchObject({ improvement, ci95, clustered, wilcoxon });
      }),
    );
  });

  test('turning every pair round turns the sign of the improvement', () => {
    fc.assert(
      fc.property(fc.array(pair, { minLength: 2 }), (pairs) => {
        const turned = pairs.map(({ client, before, after }) => ({ client, before: after, after: before }));
        const [change, opposite] = [pairedChange(pairs), pairedChange(turned)];
        expect(opposite.improvement.mean).toBeCloseTo(-change.improvement.mean!, 12);
        expect(opposite.improvement.sd).toBe(change.improvement.sd);
        expect(opposite.ci95![0]).toBeCloseTo(-change.ci95![1], 12);
      }),
    );
  });
});
