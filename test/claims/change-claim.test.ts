import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askedCourses, askedSessions } from '../../shared/claims/asked-pairs.ts';
import { changeClaim } from '../../shared/claims/change-claim.ts';
import { type ChangeTally, changeTallies } from '../../shared/claims/change-tally.ts';
import { clientRows } from '../../shared/claims/client-rows.ts';
import { isSaid } from '../../shared/claims/contract.ts';
import { client, course, tableOf } from '../statistics/outcomes.ts';
import { clientsOf, times, type Visit } from './visits.ts';

const SESSION = { one: 'session', many: 'sessions', needs: 'a score before and one after' };

/** Of deep tissue, which all visits are given unless they say otherwise. */
function tallyOf(all: readonly (readonly Visit[])[]): ChangeTally {
  const table = tableOf(...clientsOf(all));
  return changeTallies(askedSessions(table, clientRows(table), 'after'))[0]!;
}

const claimOf = (all: readonly (readonly Visit[])[], refused: number | null = 0) =>
  changeClaim(tallyOf(all), refused, SESSION);

function saidOf(all: readonly (readonly Visit[])[], refused: number | null = 0) {
  const claim = claimOf(all, refused);
  if (!isSaid(claim)) throw new Error(claim.withheld);
  return claim;
}

describe('changeTallies', () => {
  test('a client has one tally a technique, with the silent who had pain or did not say', () => {
    const { clients, ...counts } = tallyOf([
      [
        { before: 8, after: 5 }, // 3 of 8: 37.5 %
        { before: 8, after: 6 }, // 25 %
        { before: 0, after: 1 }, // not eligible
        { before: 0 }, // silent, and not eligible
        { before: 4 },
        { after: 4 },
        { technique: 'sports', before: 9, after: 1 },
        {},
      ],
      [{ before: 10, after: 7 }], // 30 %
    ]);
    expect(counts).toEqual({ asked: 8, answered: 4, squares: 9 + 4 + 1 + 9 });
    expect(clients).toMatchObject([
      { n: 3, sum: 4, eligible: 2, responders: 1, silent: 3 },
      { n: 1, sum: 3, eligible: 1, responders: 1, silent: 0 },
    ]);
  });

  test('courses: the order of clients and courses changes no digit', () => {
    const scores = fc.record({
      painBefore: fc.nat(10),
      painAfter: fc.option(fc.nat(10), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(scores, { maxLength: 3 }), { minLength: 10 }), (all) => {
        const tallies = (order: readonly number[]) =>
          changeTallies(
            askedCourses(
              tableOf(
                ...order.map((index) =>
                  client(
                    `c-${index}`,
                    [],
                    all[index]!.map(({ painBefore, painAfter }) =>
                      course({ painBefore, ...(painAfter !== undefined && { painAfter }) }),
                    ),
                  ),
                ),
              ),
            ),
          );
        const order = all.map((_, index) => index);
        expect(tallies(order.toReversed())).toEqual(tallies(order));
      }),
    );
  });
});

describe('changeClaim', () => {
  test('the mean and CR2 of few numbers, by hand', () => {
    // Ten clients with one pair each: CR2 is the usual standard error of the mean.
    const { mean, se, df, ci95, sessions, clients, missingUpTo, tippingPoint, ...counts } = saidOf(
      times(10, (index) => [{ before: 8, after: 8 - (index % 5) }]),
    );
    expect(mean).toBe(2);
    expect(se).toBeCloseTo(Math.sqrt(20 / 9 / 10), 12);
    expect(df).toBeCloseTo(9, 12);
    expect(ci95[1] - ci95[0]).toBeCloseTo(2 * 2.262157 * se, 6);
    expect([sessions, clients]).toEqual([10, 10]);
    expect(counts).toEqual({ asked: 10, answered: 10, refused: 0 });
    // Nobody was silent: there is nothing to allow for.
    expect(missingUpTo).toEqual(ci95);
    expect(tippingPoint).toBeNull();
  });

  test('9 clients are too few, 10 are enough', () => {
    const visits = (count: number) =>
      times(count, (index) => [{ before: 8, after: index % 5 }, { before: 7 }]);
    expect(claimOf(visits(9))).toEqual({
      withheld:
        'Of 18 sessions 9 have a score before and one after, of 9 clients: too few to say (10 clients are needed).',
    });
    expect(saidOf(visits(10))).toMatchObject({ clients: 10, asked: 20, answered: 10 });
  });

  test('many sessions of few clients do not help', () => {
    const often = times(2, () =>
      Array.from({ length: 700 }, (_, index) => ({ before: 8, after: index % 4 })),
    );
    expect(claimOf(often)).toEqual({
      withheld:
        'Of 1,400 sessions 1,400 have a score before and one after, of 2 clients: too few to say (10 clients are needed).',
    });
  });

  test('everyone silent, one session, none', () => {
    expect(claimOf(times(30, () => [{ before: 6 }]))).toEqual({
      withheld: 'Of 30 sessions none has a score before and one after.',
    });
    expect(claimOf([[{ before: 6, after: 3 }]])).toEqual({
      withheld:
        'Of 1 session 1 has a score before and one after, of 1 client: too few to say (10 clients are needed).',
    });
    expect(claimOf([])).toEqual({ withheld: 'There is no session yet.' });
    expect(claimOf([], 3)).toEqual({ withheld: 'Of 3 sessions none has a score before and one after.' });
  });

  test('a refused row was asked, and is silent', () => {
    const all = times(20, (index) => [{ before: 8, after: 4 + (index % 3) }]);
    const claim = saidOf(all, 5);
    expect(claim).toMatchObject({ asked: 25, answered: 20, refused: 5 });
    expect(claim.missingUpTo[0]).toBeLessThan(claim.ci95[0]);
    expect(claim.missingUpTo[1]).toBeGreaterThan(claim.ci95[1]);
    expect(claim.tippingPoint).toBeCloseTo(claim.ci95[0] / 0.2, 9);
    expect(saidOf(all, null)).toMatchObject({ asked: 20, refused: null, missingUpTo: claim.ci95 });
  });

  test('the silent are allowed one SD of all who were asked, by hand', () => {
    // A third is silent at random. Improvements 2 and 4 alike: s² = 40/39, δ² = s² / (1 - q (1 - q)) with q = 1/3.
    const all = times(60, (index) => [
      index % 3 === 0 ? { before: 8 } : { before: 8, after: index % 3 === 1 ? 6 : 4 },
    ]);
    const { missingUpTo, mean } = saidOf(all);
    expect(mean).toBe(3);
    const delta = Math.sqrt(40 / 39 / (1 - 2 / 9));
    // Answers weigh alike, so that the standard error is the usual one; c is 1.645 times t(39) by z.
    const reach = delta / 3 + 1.644854 * Math.sqrt(40 / 39 / 40) * (2.022691 / 1.959964);
    expect(missingUpTo[0]).toBeCloseTo(3 - reach, 3);
    expect(missingUpTo[1]).toBeCloseTo(3 + reach, 3);
  });

  test('a group that answers less often weighs as much as it was asked', () => {
    // Who comes with 9 gains 4 and answers one time in four; who comes with 3 gains 1 and always answers.
    const all = times(400, (index) => [
      index % 2 === 0 ? { before: 3, after: 2 } : { before: 9, ...(index % 8 === 1 && { after: 5 }) },
    ]);
    const { mean, missingUpTo } = saidOf(all);
    expect(mean).toBeCloseTo(1.6, 9);
    expect((missingUpTo[0] + missingUpTo[1]) / 2).toBeCloseTo(2.5, 1);
  });

  test('nothing claimed has no tipping point', () => {
    const all = times(20, (index) => [{ before: 5, after: 5 + (index % 3) - 1 }, { before: 5 }]);
    expect(saidOf(all).tippingPoint).toBeNull();
  });

  const visit = fc.record({ before: fc.nat(10), after: fc.option(fc.nat(10), { nil: undefined }) });
  const clinics = fc.array(fc.array(visit, { minLength: 1, maxLength: 4 }), { minLength: 12, maxLength: 30 });

  test('the order of clients changes no digit', () => {
    fc.assert(
      fc.property(clinics, (all) => {
        expect(claimOf(all.toReversed())).toEqual(claimOf(all));
      }),
    );
  });

  test('more refused rows never narrow what the silent could make of it', () => {
    fc.assert(
      fc.property(clinics, fc.nat(20), (all, refused) => {
        const [fewer, more] = [claimOf(all, refused), claimOf(all, refused + 1)];
        fc.pre(isSaid(fewer) && isSaid(more) && fewer.answered < fewer.asked);
        if (!isSaid(fewer) || !isSaid(more)) return;
        const width = ({ missingUpTo: [low, high] }: typeof more) => high - low;
        // 1 / (1 - q (1 - q)) is largest at one half: from there on the reach q δ still grows.
        expect(width(more)).toBeGreaterThan(width(fewer));
        expect(more.asked).toBe(fewer.asked + 1);
      }),
    );
  });
});
