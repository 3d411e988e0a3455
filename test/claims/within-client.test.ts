import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSaid, type WithinClientPair } from '../../shared/claims/contract.ts';
import { withinClientComparison } from '../../shared/claims/within-client.ts';
import type { Technique } from '../../shared/records/catalogue.ts';
import { denseContrast, denseRegression } from '../statistics/comparison/dense-cr2.ts';
import { modelOf, times, type Visit } from './visits.ts';

type Clinic = readonly (readonly Visit[])[];

function within(all: Clinic) {
  const { table, model } = modelOf(all);
  return withinClientComparison(table, model);
}

const both: readonly Technique[] = ['deep-tissue', 'sports'];

/** Clients who have both techniques; sports gives one point more, whatever the client brings along. */
const withBoth = (count: number) =>
  times(count, (index) =>
    Array.from({ length: 4 }, (_, visit) => {
      const before = 6 + ((index + visit * visit) % 4);
      const technique = both[visit % 2]!;
      const gained = (technique === 'sports' ? 2 : 1) + (index % 3) + ((index + visit) % 5 === 0 ? 1 : 0);
      return { technique, before, after: before - gained, minutes: 30 + 15 * ((index * visit) % 3) };
    }),
  );

describe('withinClientComparison', () => {
  test('9 clients with both are too few, 10 are enough', () => {
    const single = times(12, (index) => [{ technique: both[index % 2]!, before: 8, after: index % 5 }]);
    expect(within([...withBoth(9), ...single])).toEqual({
      clients: 9,
      pairs: [
        {
          a: 'deep-tissue',
          b: 'sports',
          withheld: '9 clients have had both: too few to say (10 are needed).',
        },
      ],
    });
    expect(within([...withBoth(10), ...single])).toMatchObject({
      clients: 10,
      pairs: [{ a: 'deep-tissue', b: 'sports', clients: 10 }],
    });
  });

  test('nobody, and one, who had both', () => {
    const apart = times(30, (index) => [{ technique: both[index % 2]!, before: 8, after: index % 5 }]);
    expect(within(apart)).toMatchObject({
      clients: 0,
      pairs: [{ withheld: 'No client has had both: too few to say (10 are needed).' }],
    });
    expect(within([...apart, ...withBoth(1)]).pairs).toMatchObject([
      { withheld: '1 client has had both: too few to say (10 are needed).' },
    ]);
    expect(within([])).toEqual({ clients: 0, pairs: [] });
  });

  test('clients who choose by how they are: between clients sports looks worse, in the same ones it is better', () => {
    // Who gains little anyway comes mostly for sports.
    const chosen = [
      ...times(60, (index) => {
        const gains = index % 2 ? 4 : 1;
        return [0, 1, 2].map((visit) => {
          const isSports = index % 2 ? visit === 2 : visit > 0;
          return {
            technique: isSports ? ('sports' as const) : ('deep-tissue' as const),
            before: 8,
            after: 8 - gains - (isSports ? 1 : 0) - ((index + visit) % 7 === 0 ? 1 : 0),
          };
        });
      }),
    ];
    const [pair] = within(chosen).pairs as [WithinClientPair];
    expect(pair.difference).toBeCloseTo(-1, 0);
    expect(pair.ci95[1]).toBeLessThan(0);
    const mean = (technique: Technique) => {
      const own = chosen.flat().filter((visit) => visit.technique === technique);
      return own.reduce((sum, { before, after }) => sum + before! - after!, 0) / own.length;
    };
    expect(mean('deep-tissue')).toBeGreaterThan(mean('sports'));
  });

  test('whose therapist changes with the technique cannot be told from her', () => {
    const all = times(20, (index) =>
      [0, 1, 2, 3].map((visit) => ({
        technique: both[visit % 2]!,
        therapistId: visit % 2 ? 'anna' : 'ben',
        before: 5 + ((index + visit) % 5),
        after: (index * visit) % 4,
      })),
    );
    expect(within(all).pairs).toEqual([
      {
        a: 'deep-tissue',
        b: 'sports',
        withheld: 'The data cannot tell deep tissue and sports from who gives them.',
      },
    ]);
  });
});

const kind = fc.record({
  technique: fc.constantFrom(...both),
  minutes: fc.constantFrom(30, 60, 90),
  before: fc.integer({ min: 3, max: 7 }),
  after: fc.integer({ min: 0, max: 6 }),
});
const clinics = fc.array(fc.array(kind, { minLength: 2, maxLength: 4 }), { minLength: 24, maxLength: 36 });

function saidPair(all: Clinic): WithinClientPair | undefined {
  return within(all).pairs.filter((pair) => isSaid(pair))[0] as WithinClientPair | undefined;
}

test('equals lm(improvement ~ client + technique + before + minutes) with CR2 written out', () => {
  fc.assert(
    fc.property(clinics, (all) => {
      const pair = saidPair(all);
      fc.pre(pair !== undefined);
      const rows = all.flatMap((visits, client) => visits.map((one) => ({ ...one, client })));
      const dense = denseContrast(
        denseRegression(
          rows.map(({ technique, before, minutes, client }) => [
            technique === 'deep-tissue' ? 1 : 0,
            before,
            minutes / 60,
            ...all.map((_, index) => (index === client ? 1 : 0)),
          ]),
          rows.map(({ client, before, after }) => ({ client: `c-${client}`, improvement: before - after })),
        ),
        [1, 0, 0, ...all.map(() => 0)],
      );
      expect(pair!.difference).toBeCloseTo(dense.estimate, 7);
      expect(pair!.se).toBeCloseTo(dense.se, 7);
      expect(pair!.df / dense.df).toBeCloseTo(1, 5);
    }),
    { numRuns: 20 },
  );
});

test('a client who is worse by a constant at all times changes nothing', () => {
  const constants = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 36, maxLength: 36 });
  fc.assert(
    fc.property(clinics, constants, (all, added) => {
      const moved = all.map((visits, client) =>
        visits.map((one) => ({
          ...one,
          before: one.before + added[client]!,
          after: one.after + added[client]!,
        })),
      );
      const [before, after] = [saidPair(all), saidPair(moved)];
      expect(after === undefined).toBe(before === undefined);
      if (!before || !after) return;
      expect(after.difference).toBeCloseTo(before.difference, 8);
      expect(after.se).toBeCloseTo(before.se, 8);
      expect(after.df).toBeCloseTo(before.df, 6);
      expect(after.clients).toBe(before.clients);
    }),
    { numRuns: 50 },
  );
});

test('the order of clients changes no digit', () => {
  fc.assert(
    fc.property(clinics, (all) => {
      expect(within(all.toReversed())).toEqual(within(all));
    }),
    { numRuns: 50 },
  );
});
