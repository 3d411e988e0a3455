import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChangeTally, ClientTally } from '../../shared/claims/change-tally.ts';
import { isSaid } from '../../shared/claims/contract.ts';
import { responderClaim } from '../../shared/claims/responder-claim.ts';
import { effectiveWilson } from '../../shared/statistics/intervals/effective-wilson.ts';

type Own = Pick<ClientTally, 'eligible' | 'responders' | 'silent'>;

const tallyOf = (clients: readonly Own[]): ChangeTally => ({
  asked: clients.reduce((sum, { eligible, silent }) => sum + eligible + silent, 0),
  answered: clients.reduce((sum, { eligible }) => sum + eligible, 0),
  squares: 0,
  clients: clients.map((own) => ({ n: own.eligible, sum: 0, weight: 0, weighted: 0, ...own })),
});

const alike = (count: number, own: Own) => Array.from({ length: count }, () => own);

function said(clients: readonly Own[], refused: number | null = 0) {
  const claim = responderClaim(tallyOf(clients), refused);
  if (!isSaid(claim)) throw new Error(claim.withheld);
  return claim;
}

describe('responderClaim', () => {
  test("equals Wilson's interval at the effective size (statistics.md 1.18: Korn & Graubard 1998)", () => {
    const clients = [
      1, 1, 1, 1, 2, 2, 3, 3, 3, 4, 5, 5, 5, 5, 5, 6, 7, 7, 8, 9, 9, 9, 10, 10, 11, 12, 12, 12,
    ];
    const outcomes = '1110001111000101101111001011';
    const counts = Array.from({ length: 12 }, (_, index) => {
      const own = [...outcomes].filter((_outcome, row) => clients[row] === index + 1);
      return { eligible: own.length, responders: own.filter((one) => one === '1').length, silent: 0 };
    });
    const { rate, ci95, effectiveN, df, bounds } = said(counts);
    expect(rate).toBeCloseTo(0.607143, 6);
    expect(df).toBeCloseTo(8.361314, 6);
    expect(effectiveN).toBeCloseTo(15.033831, 6);
    expect(ci95[0]).toBeCloseTo(0.329653, 6);
    expect(ci95[1]).toBeCloseTo(0.82926, 6);
    expect(bounds).toEqual(ci95);
  });

  test('9 clients with pain before are too few, 10 are enough', () => {
    const one = { eligible: 2, responders: 1, silent: 0 };
    const withoutPain = { eligible: 0, responders: 0, silent: 0 };
    expect(responderClaim(tallyOf([...alike(9, one), ...alike(20, withoutPain)]), 0)).toEqual({
      withheld:
        '9 clients have a session with pain before and a score after: too few to say (10 are needed).',
    });
    expect(responderClaim(tallyOf(alike(1, one)), 0)).toEqual({
      withheld: '1 client has a session with pain before and a score after: too few to say (10 are needed).',
    });
    expect(said(alike(10, one)).rate).toBe(0.5);
  });

  test('bounds take the silent as failing, then as succeeding, with the sampling error of either', () => {
    const clients = [
      ...alike(10, { eligible: 2, responders: 2, silent: 1 }),
      ...alike(10, { eligible: 2, responders: 0, silent: 1 }),
    ];
    const failing = [
      ...alike(10, { eligible: 3, responders: 2, silent: 0 }),
      ...alike(10, { eligible: 3, responders: 0, silent: 0 }),
    ];
    const { bounds, ci95, rate } = said(clients);
    expect(rate).toBe(0.5);
    expect(bounds[0]).toBe(said(failing).ci95[0]);
    // All of them succeeding is the same seen from the other side.
    expect(bounds[1]).toBeCloseTo(1 - bounds[0], 12);
    expect(bounds[0]).toBeLessThan(ci95[0]);
    expect(bounds[1]).toBeGreaterThan(ci95[1]);
  });

  test('a refused row counts as a client of its own; nobody counts them: as if there were none', () => {
    const clients = alike(12, { eligible: 2, responders: 1, silent: 0 });
    const one = { eligible: 1, responders: 0, silent: 0 };
    expect(said(clients, 4).bounds[0]).toBe(said([...clients, ...alike(4, one)]).ci95[0]);
    expect(said(clients, 4).ci95).toEqual(said(clients, 0).ci95);
    expect(said(clients, null)).toEqual(said(clients, 0));
  });

  test('a client who never answered is in the bounds alone', () => {
    const clients = alike(12, { eligible: 2, responders: 1, silent: 0 });
    const withSilent = [...clients, { eligible: 0, responders: 0, silent: 3 }];
    expect(said(withSilent).ci95).toEqual(said(clients).ci95);
    expect(said(withSilent).bounds[0]).toBe(
      effectiveWilson([...clients.map(() => ({ n: 2, sum: 1 })), { n: 3, sum: 0 }])!.ci95[0],
    );
  });

  test('one silent session of clients who all gained leaves the bounds no narrower than the interval', () => {
    // Without the silent one n* is the number of clients, with it nearly that of sessions.
    const clients = [
      ...alike(9, { eligible: 10, responders: 10, silent: 0 }),
      { eligible: 10, responders: 10, silent: 1 },
    ];
    const { bounds, ci95 } = said(clients);
    expect(bounds[0]).toBeLessThanOrEqual(ci95[0]);
  });

  test('bounds always hold the interval, and the interval the rate', () => {
    // Mostly of clients who always gain, where a share is surer with one who did not than without.
    const responders = fc.oneof({ weight: 5, arbitrary: fc.constant(10) }, fc.nat(10));
    const own = fc
      .record({ eligible: fc.nat(10), responders, silent: fc.nat(1) })
      .map(({ eligible, responders, silent }) => ({
        eligible,
        responders: Math.min(eligible, responders),
        silent,
      }));
    fc.assert(
      fc.property(fc.array(own, { minLength: 10, maxLength: 25 }), fc.nat(2), (clients, refused) => {
        const claim = responderClaim(tallyOf(clients), refused);
        fc.pre(isSaid(claim));
        const { bounds, ci95, rate } = claim as ReturnType<typeof said>;
        expect(bounds[0]).toBeLessThanOrEqual(ci95[0]);
        expect(ci95[0]).toBeLessThanOrEqual(rate);
        expect(rate).toBeLessThanOrEqual(ci95[1]);
        expect(ci95[1]).toBeLessThanOrEqual(bounds[1]);
      }),
    );
  });
});
