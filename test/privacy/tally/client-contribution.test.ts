import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SessionOutcome, TimeToEvent } from '../../../shared/outcomes/session-outcome.ts';
import { clientCharge, mayCount } from '../../../shared/privacy/programme/may-count.ts';
import { programmeOf } from '../../../shared/privacy/programme/programme.ts';
import { clientContribution } from '../../../shared/privacy/tally/client-contribution.ts';
import {
  CHANGES,
  type ClientContribution,
  changeIndex,
  RECOVERY_BINS,
} from '../../../shared/privacy/tally/period-tally.ts';
import { addTallies, tallyOf } from '../../../shared/privacy/tally/tally.ts';
import { COMPLAINTS, TECHNIQUES } from '../../../shared/records/catalogue.ts';
import { responders } from '../../../shared/statistics/change/responders.ts';

const catalogue = { techniques: [...TECHNIQUES], complaints: [...COMPLAINTS] };
const session = (part: Partial<SessionOutcome>) =>
  Object.freeze({ technique: 'sports', complaint: 'stress', ...part }) as SessionOutcome;
const hours = (...after: number[]) => after.map((hour) => hour * 3600);
const recovered = (by: number): TimeToEvent => ({ event: true, after: 0, by: by * 3600 });
const contribution: fc.Arbitrary<ClientContribution> = fc
  .record({
    technique: fc.constantFrom(...TECHNIQUES),
    complaint: fc.constantFrom(...COMPLAINTS),
    recoveryBin: fc.nat(RECOVERY_BINS.length - 1),
  })
  .chain((rest) => fc.constantFrom(...CHANGES).map((change) => ({ ...rest, ...change })));

describe('clientContribution', () => {
  it('is the median improvement in the cell with most sessions that have both scores', () => {
    const sessions = [
      session({ painBefore: 7, painAfter: 1 }),
      session({ painBefore: 7, painAfter: 6 }),
      session({ painBefore: 7, painAfter: 4 }),
      ...Array.from({ length: 5 }, () => session({ painBefore: 7, complaint: 'sciatica' })),
      session({ painBefore: 4, painAfter: 4, complaint: 'sciatica' }),
    ];
    expect(clientContribution(sessions, catalogue)).toEqual({
      technique: 'sports',
      complaint: 'stress',
      improvement: 3,
      responder: true, // 3 of 7
      recoveryBin: RECOVERY_BINS.indexOf('unknown'),
    });
  });

  it('breaks ties by catalogue order, techniques first, whatever the order of the sessions', () => {
    const scores = { painBefore: 5, painAfter: 3 };
    const sessions = [
      session({ ...scores, technique: 'sports', complaint: 'neck-pain' }),
      session({ ...scores, technique: 'deep-tissue', complaint: 'other' }),
      session({ ...scores, technique: 'deep-tissue', complaint: 'sciatica' }),
    ];
    for (const order of [sessions, sessions.toReversed()]) {
      expect(clientContribution(order, catalogue)).toMatchObject({
        technique: 'deep-tissue',
        complaint: 'sciatica',
      });
    }
    const sportsFirst = { ...catalogue, techniques: [...TECHNIQUES].reverse() };
    expect(clientContribution(sessions, sportsFirst)?.technique).toBe('sports');
  });

  it('makes nobody a responder by rounding', () => {
    const pair = (one: number, other: number) =>
      clientContribution(
        [session({ painBefore: 5, painAfter: 5 - one }), session({ painBefore: 5, painAfter: 5 - other })],
        catalogue,
      )!.improvement;
    expect(pair(1, 2)).toBe(1);
    expect(pair(2, 2)).toBe(2);
    expect(pair(0, -1)).toBe(-1);
    expect(Object.is(pair(1, -1), 0)).toBe(true);
  });

  it.each([
    ['30 % of one score', [[10, 7]], true],
    ['less than 30 % of it', [[10, 8]], false],
    ['a point of three', [[3, 2]], true],
    ['a point of four', [[4, 3]], false],
    ['two points of six', [[6, 4]], true],
    ['two points of seven', [[7, 5]], false],
    [
      'two points of a median of six and a half, taken for seven',
      [
        [6, 4],
        [7, 5],
      ],
      false,
    ],
    [
      'a point and a half of four, taken for one',
      [
        [4, 3],
        [4, 2],
      ],
      false,
    ],
    ['pain that rose', [[5, 6]], false],
  ])('finds by the rule of the statistics whether %s makes a responder', (_, scores, responder) => {
    const sessions = scores.map(([painBefore, painAfter]) =>
      session({ painBefore: painBefore!, painAfter: painAfter! }),
    );
    expect(clientContribution(sessions, catalogue)).toMatchObject({ responder });
    for (const [before, after] of scores.length === 1 ? scores : [])
      expect(responders([{ before: before!, after: after!, count: 1 }]).atLeast30Percent.count).toBe(
        Number(responder),
      );
  });

  it('is nothing of somebody who usually came without pain, and is of somebody who sometimes did', () => {
    const without = session({ painBefore: 0, painAfter: 0 });
    expect(clientContribution([without], catalogue)).toBeUndefined();
    expect(
      clientContribution([without, without, session({ painBefore: 4, painAfter: 0 })], catalogue),
    ).toBeUndefined();
    const half = [without, session({ painBefore: 1, painAfter: 0 })];
    expect(clientContribution(half, catalogue)).toMatchObject({ improvement: 0, responder: false });
  });

  it('is a change that every count has a place for, whatever the sessions', () => {
    const score = fc.integer({ min: 0, max: 10 });
    const scores = fc.array(fc.tuple(score, score), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(scores, (all) => {
        const sessions = all.map(([painBefore, painAfter]) => session({ painBefore, painAfter }));
        const found = clientContribution(sessions, catalogue);
        if (found) expect(changeIndex(found)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('is nothing without a session of the catalogue that has both scores', () => {
    expect(clientContribution([], catalogue)).toBeUndefined();
    expect(clientContribution([session({ painAfter: 3 })], catalogue)).toBeUndefined();
    const others = { ...catalogue, techniques: ['prenatal' as const] };
    expect(clientContribution([session({ painBefore: 3, painAfter: 3 })], others)).toBeUndefined();
  });

  it.each<[string, (TimeToEvent | undefined)[]]>([
    ['<=24', [recovered(24)]],
    ['24-48', [recovered(20), recovered(30)]],
    ['48-72', [recovered(72), undefined]],
    ['72-168', [recovered(80), recovered(1), { event: false, last: hours(2)[0]! }]],
    ['not-yet', [recovered(1), { event: false, last: hours(2)[0]! }]],
    ['unknown', [undefined]],
  ])('finds the recovery bin %s', (bin, recoveries) => {
    const sessions = recoveries.map((recovery) =>
      session({ painBefore: 5, painAfter: 3, ...(recovery && { recovery }) }),
    );
    expect(RECOVERY_BINS[clientContribution(sessions, catalogue)!.recoveryBin]).toBe(bin);
  });
});

describe('tallies', () => {
  it('count one client once in each of the two histograms', () => {
    const tally = tallyOf([
      { technique: 'sports', complaint: 'stress', improvement: -10, responder: false, recoveryBin: 5 },
      { technique: 'sports', complaint: 'stress', improvement: 10, responder: true, recoveryBin: 0 },
      undefined,
    ]);
    expect(tally.improvement['sports|stress']).toEqual([1, ...Array.from({ length: 21 }, () => 0), 1]);
    expect(tally.recovery).toEqual({ sports: [1, 0, 0, 0, 0, 1] });
  });

  it('of disjoint clients add up, to the letter, however the clients are ordered and split', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(contribution, fc.nat(3), fc.nat()), { maxLength: 60 }), (clients) => {
        const shuffled = clients.toSorted(([, , a], [, , b]) => a - b);
        const shards = [3, 1, 2, 0].map((shard) =>
          tallyOf(shuffled.filter(([, at]) => at === shard).map(([one]) => one)),
        );
        const all = tallyOf(clients.map(([one]) => one));
        expect(JSON.stringify(addTallies(shards))).toBe(JSON.stringify(all));
        const grouped = addTallies([addTallies(shards.slice(0, 2)), addTallies(shards.slice(2))]);
        expect(JSON.stringify(grouped)).toBe(JSON.stringify(all));
      }),
    );
  });
});

describe('mayCount', () => {
  it('lets a client count while what he has spent leaves room for the charge, and no longer', () => {
    const budget = { microRhoPerPeriod: 250, periodsPerClient: 4, microRhoCap: 9999, microRhoReserve: 250 };
    const programme = programmeOf({ programme: 'p', clinics: ['c'], budget });
    const first = clientCharge(programme, { period: '2026Q3' }, 1);
    expect(first).toEqual({ fund: 'lifetime', microRho: 250, most: 1000 });
    expect([0, 500, 750, 751, 1000].map((spent) => mayCount(spent, first))).toEqual([
      ...[true, true, true],
      ...[false, false],
    ]);
    const revision = clientCharge(programme, { period: '2026Q3' }, 2);
    expect([0, 1, 250].map((spent) => mayCount(spent, revision))).toEqual([true, false, false]);
    const hidden = clientCharge({ ...programme, mode: 'threshold' }, { period: '2026Q3' }, 1);
    expect(mayCount(1000, hidden), 'what promises nothing costs nothing').toBe(true);
  });
});
