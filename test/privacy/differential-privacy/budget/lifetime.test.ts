import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  brokenPromise,
  mostSpent,
  NOTHING_SPENT,
  promiseOf,
  type Told,
  wholeOf,
} from '../../../../shared/privacy/differential-privacy/budget/lifetime.ts';

const told = (order: string, change: Partial<Told> = {}): Told => ({
  ...{ order, revision: 1, microRho: 62_500, lifetime: 500_000, reserve: 62_500 },
  ...change,
});

describe('what clients can have spent', () => {
  it('adds up to the limit and not beyond, revisions apart', () => {
    const quarters = Array.from({ length: 12 }, (_, at) => told(`20${20 + at}-01`));
    expect(mostSpent(quarters.slice(0, 3))).toEqual({ microRho: 187_500, byRevisions: 0 });
    expect(mostSpent(quarters)).toEqual({ microRho: 500_000, byRevisions: 0 });
    expect(mostSpent([...quarters, told('2031-01', { revision: 2 })]).byRevisions).toBe(62_500);
  });

  it('stays where a dear release has put it, when the setting goes back', () => {
    const dear = told('2026-01', { microRho: 1_000_000, lifetime: 1_000_000 });
    expect(mostSpent([dear, told('2026-04')]).microRho).toBe(1_000_000);
    expect(promiseOf(told('2026-04'), mostSpent([dear])).microRho).toBe(1_000_000);
  });
});

/** Releases as they come: each under some limits, each after those before it. */
const releases = fc.array(
  fc.record({
    revision: fc.constantFrom(1, 1, 1, 2),
    microRho: fc.constantFrom(50, 100, 300),
    periods: fc.integer({ min: 1, max: 6 }),
    reserve: fc.constantFrom(0, 100, 300, 600),
  }),
  { maxLength: 14 },
);

describe('promises', () => {
  it('of what is let through are kept for every client, however he came', () => {
    fc.assert(
      fc.property(releases, fc.array(fc.boolean(), { minLength: 14, maxLength: 14 }), (asked, comes) => {
        const out: Told[] = [];
        const promised: number[] = [];
        const client = { microRho: 0, byRevisions: 0 };
        for (const [at, { revision, microRho, periods, reserve }] of asked.entries()) {
          const next = told(`${2000 + at}-01`, { revision, microRho, lifetime: microRho * periods, reserve });
          if (brokenPromise(next, out)) continue;
          const promise = promiseOf(next, mostSpent(out));
          promised.push(wholeOf(promise) + promise.byRevisionsToCome);
          out.push(next);
          const fund = revision === 1 ? 'microRho' : 'byRevisions';
          const most = revision === 1 ? next.lifetime : next.reserve;
          if (comes[at] && client[fund] + microRho <= most) client[fund] += microRho;
          const spent = client.microRho + client.byRevisions;
          for (const most of promised) expect(spent).toBeLessThanOrEqual(most);
          const bound = mostSpent(out);
          expect(client.microRho).toBeLessThanOrEqual(bound.microRho);
          expect(client.byRevisions).toBeLessThanOrEqual(bound.byRevisions);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('are broken by more of a lifetime, by more for revisions, and by other limits under a later release', () => {
    const out = [told('2026-04'), told('2026-07', { lifetime: 250_000 })];
    const kindOf = (next: Told) => brokenPromise(next, out)?.kind;
    expect(kindOf(told('2026-10', { lifetime: 250_000 }))).toBeUndefined();
    expect(kindOf(told('2026-10', { lifetime: 125_000 }))).toBeUndefined();
    expect(kindOf(told('2026-10', { lifetime: 250_001 }))).toBe('lifetime');
    expect(kindOf(told('2026-10', { lifetime: 250_000, reserve: 62_501 }))).toBe('reserve');
    expect(kindOf(told('2026-01', { lifetime: 250_000 }))).toBe('order');
    expect(brokenPromise(told('2026-01', { lifetime: 9e9 }), [])).toBeUndefined();
  });

  it('of a first release are those of its programme alone', () => {
    expect(promiseOf(told('2026-07'), NOTHING_SPENT)).toEqual({
      ...{ microRho: 500_000, byRevisions: 0, byRevisionsToCome: 62_500 },
    });
    expect(promiseOf(told('2026-07', { revision: 2 }), { microRho: 62_500, byRevisions: 0 })).toEqual({
      ...{ microRho: 500_000, byRevisions: 62_500, byRevisionsToCome: 0 },
    });
  });
});
