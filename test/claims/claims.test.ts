import fc from 'fast-check';
import { expect, test } from 'vitest';
import { claims, clientStatistics } from '../../shared/claims/claims.ts';
import { TECHNIQUES } from '../../shared/records/catalogue.ts';
import { runs } from '../deep.ts';
import { tableOf } from '../statistics/outcomes.ts';
import { clientsOf, times, type Visit } from './visits.ts';

const HOUR = 3600;
const score = fc.option(fc.nat(10), { nil: undefined });
const visit: fc.Arbitrary<Visit> = fc
  .record({
    technique: fc.constantFrom('deep-tissue' as const, 'sports' as const, 'relaxation' as const),
    therapistId: fc.constantFrom('anna', 'ben', 'cleo'),
    complaint: fc.constantFrom('stress' as const, 'neck-pain' as const, 'sciatica' as const),
    minutes: fc.constantFrom(30, 45, 90),
    before: score,
    after: score,
    lastingPain: score,
    sore: fc.option(fc.integer({ min: 2, max: 40 }), { nil: undefined }),
  })
  .map(({ lastingPain, sore, ...fields }) => ({
    ...fields,
    ...(lastingPain !== undefined && { lastingPain }),
    ...(sore !== undefined && {
      firstSore: 2 * HOUR,
      sorenessReports: [2 * HOUR, (sore + 8) * HOUR],
      recovery: { event: true as const, after: sore * HOUR, by: (sore + 8) * HOUR },
    }),
  }));
const visits = fc.array(visit, { minLength: 1, maxLength: 3 });
/** With next to nobody, and with enough clients for most claims. */
const clinics = fc.oneof(
  fc.array(visits, { maxLength: 12 }),
  fc.array(visits, { minLength: 50, maxLength: 90 }),
);

const claimsOf = (all: readonly (readonly Visit[])[]) => claims(tableOf(...clientsOf(all)), undefined);

/** Visits every value of a tree with the path to it. */
function walk(value: unknown, look: (value: unknown, path: string) => void, path = ''): void {
  look(value, path);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) walk(inner, look, `${path}.${key}`);
}

test('every number can be written down, intervals are in order, and reasons are sentences that claim nothing', () => {
  fc.assert(
    fc.property(clinics, (all) => {
      walk(claimsOf(all), (value, path) => {
        if (typeof value === 'number') expect(Number.isFinite(value), path).toBe(true);
        if (/\.(ci95|missingUpTo|bounds)$/.test(path)) {
          const [low, high] = value as [number, number | null];
          expect(low, path).toBeLessThanOrEqual(high ?? Infinity);
        }
        if (/\.(withheld|sentence|reason)$/.test(path)) {
          expect(value, path).toMatch(/^[A-Z0-9].*\.$/);
          expect(value, path).not.toMatch(/no difference|significan|undefined|NaN|\bp ?[<=]/i);
        }
        // Of recovery there may be nothing to test: null.
        if (/\.(p|pHolm)$/.test(path)) expect(value ?? 1, path).toBeLessThanOrEqual(1);
      });
    }),
    runs(10, 60),
  );
});

test('the order of clients changes no byte', () => {
  fc.assert(
    fc.property(clinics, (all) => {
      expect(JSON.stringify(claimsOf(all.toReversed()))).toBe(JSON.stringify(claimsOf(all)));
    }),
    runs(10, 60),
  );
});

test('fewer than ten clients: counts, and a reason for everything', () => {
  const few = claimsOf(
    times(9, (index) =>
      TECHNIQUES.map((technique) => ({
        technique,
        before: 8,
        after: index % 4,
        therapistId: `t-${index % 2}`,
      })),
    ),
  );
  walk(few, (_, path) => expect(path).not.toMatch(/^\.(?!calibration).*\.ci95$/));
  expect(few.comparison).toMatchObject({ pairs: [], lead: null });
  expect(few.techniques).toHaveLength(TECHNIQUES.length);
});

test('are the same where the rows of therapists are asked for too', () => {
  const table = tableOf(...clientsOf(times(24, (index) => [{ before: 8, after: index % 6 }])));
  expect(clientStatistics(table, undefined).claims).toEqual(claims(table, undefined));
});
