import { describe, expect, test } from 'vitest';
import { clientStatistics } from '../../shared/claims/claims.ts';
import type { Technique } from '../../shared/records/catalogue.ts';
import { expectAlike } from '../statistics/expect-alike.ts';
import { client, outcome, tableOf } from '../statistics/outcomes.ts';
import { type Frame, records, rFixture } from '../statistics/r-fixture.ts';

const clinic = rFixture<{ sessions: Frame; therapists: { rows: { therapistId: string }[] } }>('comparisons');

type Row = { client: string; therapist: string; technique: Technique; before?: number; after?: number };

const rowsOf = (sessions: readonly Row[]) =>
  clientStatistics(
    tableOf(
      ...sessions.map(({ client: name, therapist, technique, before, after }) =>
        client(name, [
          outcome({
            therapistId: therapist,
            technique,
            combination: [technique],
            ...(before !== undefined && { painBefore: before }),
            ...(after !== undefined && { painAfter: after }),
          }),
        ]),
      ),
    ),
    undefined,
  ).therapists;

const sports = (index: number, therapist: string, before?: number, after?: number): Row => ({
  client: `client-${index}`,
  therapist,
  technique: 'sports',
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
});

describe('therapistRows', () => {
  // One complaint, one length and no second technique: the model has nothing but score and technique.
  test('R: fitted means of lm, DerSimonian-Laird', () => {
    const rows = rowsOf(records<Row>(clinic.sessions));
    expectAlike(
      rows.filter(({ mean }) => mean !== null),
      clinic.therapists.rows,
    );
    const nothing = { mean: null, expected: null, shrunkMean: null };
    expect(rows.at(-1)).toMatchObject({ therapistId: 'therapist-6', ...nothing });
  });

  test('counts only where no technique can be modelled', () => {
    const rows = rowsOf([sports(1, 'ben', 5, 3), sports(1, 'anna', 5, 3), sports(2, 'ben')]);
    const nothing = { mean: null, expected: null, shrunkMean: null };
    expect(rows).toEqual([
      { therapistId: 'anna', sessions: 1, clients: 1, ...nothing },
      { therapistId: 'ben', sessions: 2, clients: 2, ...nothing },
    ]);
    expect(rowsOf([])).toEqual([]);
  });

  test('one technique: only the score before is adjusted for', () => {
    // Improvement = painBefore - 2 for Anna's clients, better by 1 for Ben's; both have seen the same scores, so
    // that the common line lies half way.
    const rows = Array.from({ length: 24 }, (_, index) => {
      const before = 4 + (Math.floor(index / 2) % 4);
      return sports(index, index % 2 ? 'anna' : 'ben', before, index % 2 ? 2 : 1);
    });
    const [anna, ben] = rowsOf(rows);
    expect(anna).toMatchObject({ mean: 3.5, expected: expect.closeTo(4, 12), clients: 12 });
    expect(ben).toMatchObject({ mean: 4.5, expected: expect.closeTo(4, 12) });
  });

  test('one therapist has nobody to differ from: no shrinkage', () => {
    const [anna] = rowsOf(Array.from({ length: 12 }, (_, index) => sports(index, 'anna', 5, index % 3)));
    expect(anna).toMatchObject({ mean: 4, expected: expect.closeTo(4, 12), shrunkMean: 4 });
  });

  test('what the model without therapists knows besides is allowed for: complaint and hands-on time', () => {
    // Anna has the long sessions for the complaint that gains more: all of her lead is explained.
    const sessions = Array.from({ length: 40 }, (_, index) => {
      const long = index % 4 < 2;
      const isAnna = long ? index % 8 < 6 : index % 8 < 1;
      return client(`client-${index}`, [
        outcome({
          therapistId: isAnna ? 'anna' : 'ben',
          complaint: long ? 'neck-pain' : 'stress',
          minutes: long ? 90 : 30,
          painBefore: 6,
          painAfter: long ? 2 : 4,
        }),
      ]);
    });
    for (const { mean, expected } of clientStatistics(tableOf(...sessions), undefined).therapists) {
      expect(expected).toBeCloseTo(mean!, 9);
    }
  });
});
