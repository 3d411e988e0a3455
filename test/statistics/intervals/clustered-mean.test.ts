import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clusteredMean as ofSums } from '../../../shared/statistics/intervals/clustered-mean.ts';
import { studentInterval } from '../../../shared/statistics/intervals/student-interval.ts';
import { clientSums } from '../tallies.ts';

const clusteredMean = (values: readonly { client: string; value: number }[]) =>
  ofSums(Object.freeze(clientSums(values)));

const near = (value: number) => expect.closeTo(value, 11);

const VALUES = [3, 2, 4, 0, 1, 5, 2, 2, 3, 1, -1, 4, 6, 2];
const CLIENTS = [1, 1, 1, 2, 2, 3, 4, 4, 4, 4, 5, 6, 6, 7];
const unequal = VALUES.map((value, index) => ({ client: `c-${CLIENTS[index]}`, value }));

describe('clusteredMean', () => {
  test('CR2 and Satterthwaite with clients of unequal size', () => {
    // R 4.2.2, clubSandwich 0.5.8: m <- lm(values ~ 1); v <- vcovCR(m, cluster = clients, type = "CR2");
    // coef_test(m, vcov = v)$SE, $df_Satt; conf_int(m, vcov = v)
    expect(clusteredMean(unequal)).toEqual({
      se: near(0.622891763236948),
      df: near(4.50327026081339),
      ci95: [near(0.772767474638609), near(4.08437538250425)],
    });
  });

  test('one value a client is the ordinary mean', () => {
    const values = [1, 4, 4, 7, 9];
    const { se, df, ci95 } = clusteredMean(values.map((value, index) => ({ client: `${index}`, value })));
    const sd = Math.sqrt(9.5);
    expect([se, df]).toEqual([near(sd / Math.sqrt(5)), near(4)]);
    const [low, high] = studentInterval({ n: 5, mean: 5, sd })!;
    expect(ci95).toEqual([near(low), near(high)]);
  });

  test('clients of equal size leave as many degrees of freedom as clients less one', () => {
    const values = Array.from({ length: 12 }, (_, index) => ({
      client: `${index % 4}`,
      value: index * index,
    }));
    expect(clusteredMean(values).df).toBeCloseTo(3, 11);
  });

  test('needs two clients', () => {
    const nothing = { se: null, df: null, ci95: null };
    expect(clusteredMean([])).toEqual(nothing);
    expect(
      clusteredMean([
        { client: 'a', value: 1 },
        { client: 'a', value: 5 },
      ]),
    ).toEqual(nothing);
  });

  test('equal values: an interval without width', () => {
    const values = ['a', 'a', 'b'].map((client) => ({ client, value: 2 }));
    expect(clusteredMean(values)).toMatchObject({ se: 0, ci95: [2, 2] });
  });

  test('neither the order of the values nor the text of client ids changes a digit', () => {
    const value = fc.record({
      client: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      value: fc.integer({ min: -10, max: 10 }),
    });
    const shuffles = fc
      .array(value, { maxLength: 40 })
      .chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
        ),
      );
    fc.assert(
      fc.property(shuffles, ([all, shuffled]) => {
        const names: Record<string, string> = { a: 'z', b: 'y', c: 'x', d: 'w', e: 'v' };
        const renamed = shuffled.map(({ client, value }) => ({ client: names[client]!, value }));
        expect(JSON.stringify(clusteredMean(renamed))).toBe(
          JSON.stringify(clusteredMean(Object.freeze(all))),
        );
      }),
    );
  });
});
