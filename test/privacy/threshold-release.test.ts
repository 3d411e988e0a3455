import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SessionOutcome } from '../../shared/outcomes/session-outcome.ts';
import { clientContributions } from '../../shared/privacy/client-contributions.ts';
import { releasePeriod } from '../../shared/privacy/release-period.ts';
import { thresholdRelease } from '../../shared/privacy/threshold-release.ts';
import { COMPLAINTS, TECHNIQUES } from '../../shared/records/catalogue.ts';

const period = releasePeriod('2026Q3')!;
const contribution = (improvement: number) =>
  ({ technique: 'deep-tissue', complaint: 'neck-pain', improvement }) as const;
const cellOf = (improvements: number[]) =>
  thresholdRelease('default', period, improvements.map(contribution)).cells.find(
    ({ technique, complaint }) => technique === 'deep-tissue' && complaint === 'neck-pain',
  )!;
const repeat = (times: number, value: number) => Array.from({ length: times }, () => value);

describe('thresholdRelease', () => {
  it('has the same rows whoever is in it', () => {
    for (const improvements of [[], [3], repeat(50, 2)]) {
      const { cells } = thresholdRelease('default', period, improvements.map(contribution));
      expect(cells).toHaveLength(TECHNIQUES.length * COMPLAINTS.length);
    }
  });

  it('hides a cell of fewer than 11 clients, and shows no difference to an empty one', () => {
    expect(cellOf(repeat(10, 3))).toEqual(cellOf([]));
    expect(cellOf(repeat(10, 3))).toMatchObject({ status: 'c', clients: null, meanImprovement: null });
    expect(cellOf(repeat(11, 3))).toMatchObject({ status: 'a', clients: 10, meanImprovement: 3 });
  });

  it('shows no rate below 20 clients and a mean only to half a point', () => {
    expect(cellOf([...repeat(10, 2), 3, 3, 3])).toMatchObject({
      clients: 15,
      meanImprovement: 2, // 29/13 = 2.23
      responderStatus: 'c',
      responderShare: null,
    });
  });

  it('hides a rate when responders or others are few or none, and keeps the count', () => {
    expect(cellOf([...repeat(30, 2), ...repeat(10, 0)])).toMatchObject({ clients: 40, responderStatus: 'c' });
    expect(cellOf(repeat(40, 2))).toMatchObject({ clients: 40, responderStatus: 'c', responderShare: null });
    expect(cellOf([...repeat(30, 2), ...repeat(11, 0)])).toMatchObject({
      clients: 40,
      meanImprovement: 1.5, // 60/41 = 1.46
      responderStatus: 'a',
      responderShare: 0.75, // 30/41 = 0.73
    });
  });

  it('is the same whatever the order of the clients', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 60 }).chain((halves) =>
          fc.tuple(
            fc.constant(halves.map((half) => half / 2)),
            fc.shuffledSubarray(
              halves.map((half) => half / 2),
              { minLength: halves.length },
            ),
          ),
        ),
        ([one, other]) => {
          expect(cellOf(one)).toEqual(cellOf(other));
        },
      ),
    );
  });
});

describe('clientContributions', () => {
  const session = (part: Partial<SessionOutcome>) =>
    ({ technique: 'sports', complaint: 'stress', ...part }) as SessionOutcome;

  it('lets a client count once per cell, with the median of his improvements', () => {
    const sessions = [
      session({ painBefore: 7, painAfter: 1 }),
      session({ painBefore: 7, painAfter: 6 }),
      session({ painBefore: 7, painAfter: 5 }),
      session({ painBefore: 7 }),
      session({ painBefore: 4, painAfter: 4, complaint: 'sciatica' }),
    ];
    expect(clientContributions(sessions)).toEqual([
      { technique: 'sports', complaint: 'stress', improvement: 2 },
      { technique: 'sports', complaint: 'sciatica', improvement: 0 },
    ]);
  });
});
