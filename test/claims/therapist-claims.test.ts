import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSaid, type TherapistClaim } from '../../shared/claims/contract.ts';
import { therapistClaims } from '../../shared/claims/therapist-claims.ts';
import { robustContrasts } from '../../shared/statistics/regression/robust-contrasts.ts';
import { denseContrast, denseRegression } from '../statistics/comparison/dense-cr2.ts';
import { modelOf, times, type Visit } from './visits.ts';

type Clinic = readonly (readonly Visit[])[];

function claimsOf(all: Clinic) {
  const { model, fit, ordered } = modelOf(all);
  return therapistClaims(model, fit, ordered.therapistIds);
}

/** Those that are said, by therapist. */
function saidOf(all: Clinic): Map<string, TherapistClaim> {
  const said = claimsOf(all).rows.filter((row) => isSaid(row)) as TherapistClaim[];
  return new Map(said.map((row) => [row.therapistId, row]));
}

/** One visit a client: scores before repeat, and improvements go up and down by one around the mean. */
const caseload = (therapistId: string, clients: number, mean: number): Clinic =>
  times(clients, (index) => {
    const before = 6 + (index % 4);
    return [{ therapistId, before, after: before - mean - ((index % 3) - 1) }];
  });

const BEFORE = [7, 6, 8, 5, 6];
const IMPROVEMENT = {
  t1: [2, 3, 4, 3, 1, 2, 3, 3, 2, 4, 3, 2, 1, 2, 3, 4, 2, 3, 2, 1],
  t2: [3, 4, 3, 2, 3, 4, 5, 3, 2, 3, 4, 3, 3, 2, 4, 3, 3, 4, 2, 3],
  t3: [1, 0, 2, 1, 1, 2, 0, 1, 2, 1, 1, 1, 0, 2, 1, 1, 2, 1, 1, 0],
};
/** statistics.md 1.18, "A therapist against the others": ten clients each who come twice. */
const THREE = Object.entries(IMPROVEMENT).flatMap(([therapistId, improvements]) =>
  times(10, (client) =>
    [2 * client, 2 * client + 1].map((row) => {
      const before = BEFORE[row % 5]!;
      return { therapistId, before, after: before - improvements[row]! };
    }),
  ),
);

describe('therapistClaims', () => {
  test('equal R on the known answers: CR2 of her coefficient less the mean of the others', () => {
    const said = saidOf(THREE);
    const expected = { t1: [0.4, 0.267263], t2: [1.375, 0.218686], t3: [-1.775, 0.204095] } as const;
    for (const [therapistId, [difference, se]] of Object.entries(expected)) {
      const row = said.get(therapistId)!;
      expect(row.difference).toBeCloseTo(difference, 6);
      expect(row.se).toBeCloseTo(se, 6);
      expect(row.df).toBeCloseTo(17.978655, 6);
      expect(row.clients).toBe(10);
    }
    // Without the third the first two do not differ: the second is above a mean that the third pulls down.
    expect([...said.values()].map(({ outside }) => outside)).toEqual([false, false, true]);
  });

  test('weigh the others by their clients: equal to the contrast written out', () => {
    const all = [...caseload('anna', 12, 2), ...caseload('ben', 20, 3), ...caseload('cleo', 15, 1)];
    const visits = all.flat();
    const fit = denseRegression(
      visits.map(({ therapistId, before }) => [
        1,
        before!,
        therapistId === 'ben' ? 1 : 0,
        therapistId === 'cleo' ? 1 : 0,
      ]),
      visits.map(({ before, after }, index) => ({ client: `c-${index}`, improvement: before! - after! })),
    );
    const said = saidOf(all);
    for (const [therapistId, contrast] of [
      ['anna', [0, 0, -20 / 35, -15 / 35]],
      ['ben', [0, 0, 1, -15 / 27]],
      ['cleo', [0, 0, -20 / 32, 1]],
    ] as const) {
      const expected = denseContrast(fit, contrast);
      const row = said.get(therapistId)!;
      expect(row.difference).toBeCloseTo(expected.estimate, 9);
      expect(row.se).toBeCloseTo(expected.se, 9);
      expect(row.df).toBeCloseTo(expected.df, 6);
    }
  });

  test('two therapists are a plain contrast, equal and opposite', () => {
    const said = saidOf([...caseload('anna', 15, 2), ...caseload('ben', 11, 3)]);
    const [anna, ben] = [said.get('anna')!, said.get('ben')!];
    expect(ben.difference).toBeCloseTo(-anna.difference, 12);
    expect(ben.se).toBeCloseTo(anna.se, 12);
    expect(ben.df).toBeCloseTo(anna.df, 9);
    expect(ben.ci95[0]).toBeCloseTo(-anna.ci95[1], 12);
    expect(ben.pHolm).toBeCloseTo(Math.min(1, 2 * ben.p), 12);
    expect([anna.outside, ben.outside]).toEqual([true, true]);
  });

  test('one of three who truly differs is flagged, and the sentence names her and which way', () => {
    const { rows, sentence } = claimsOf([
      ...caseload('anna', 40, 3),
      ...caseload('ben', 40, 3),
      ...caseload('cleo', 40, 1),
    ]);
    expect(rows.at(-1)).toMatchObject({ therapistId: 'cleo', outside: true });
    expect(sentence).toMatch(/cleo \(\d\.\d points less\)/);
    expect(sentence).toMatch(/a reason to look, not a verdict/);
  });

  test('who is like the mean of the others is not outside, whatever the others do', () => {
    // Cleo stands out, and Anna and Ben differ; Ben's difference is that of the mean of all others, which is his own.
    const said = saidOf([...caseload('anna', 60, 1), ...caseload('ben', 60, 3), ...caseload('cleo', 60, 5)]);
    expect(said.get('ben')).toMatchObject({ difference: expect.closeTo(0, 9), outside: false });
    expect([said.get('anna')!.outside, said.get('cleo')!.outside]).toEqual([true, true]);
  });

  test('no outlier hides in the over-dispersion: of twelve she is judged by what the others differ by', () => {
    const equal = Array.from({ length: 11 }, (_, index) => caseload(`t-${index}`, 24, 3)).flat();
    const plain = saidOf([...equal, ...caseload('outlier', 24, 1)]);
    expect(plain.get('outlier')).toMatchObject({ outside: true });
    // Eleven who are truly alike differ by less than chance: nothing is added to her error.
    const farther = saidOf([...equal, ...caseload('outlier', 24, 0)]);
    expect(farther.get('outlier')!.se).toBeCloseTo(plain.get('outlier')!.se, 9);
    expect(farther.get('outlier')!.p).toBeLessThan(plain.get('outlier')!.p);
    // Nor does she widen what is told of the others, however far off she is.
    expect(farther.get('t-0')!.se).toBeCloseTo(plain.get('t-0')!.se, 9);
  });

  test('what the others differ by beyond chance widens the interval, from four others on', () => {
    // Mostly 2 points or mostly 3: none of them stands out, and together they differ by more than chance.
    const mixed = (therapistId: string, threes: number) =>
      times(24, (who) => {
        const mean = who % 4 < threes ? 3 : 2;
        return [{ therapistId, before: 8, after: 8 - mean - ((who % 3) - 1) }];
      });
    const spread = (others: number) =>
      Array.from({ length: others }, (_, index) => mixed(`t-${index}`, index % 2 ? 3 : 1)).flat();
    const judgedBeside = (others: number) => {
      const { model, fit, ordered } = modelOf([...spread(others), ...mixed('judged', 2)]);
      const rows = therapistClaims(model, fit, ordered.therapistIds).rows.filter((row) =>
        isSaid(row),
      ) as TherapistClaim[];
      const plain = Array.from({ length: model.design.columns }, (_, column) => {
        const rank = model.therapist.levelsOf[column - model.at.therapist]?.[0];
        return rank === undefined ? 0 : ordered.therapistIds[rank] === 'judged' ? 1 : -1 / others;
      });
      expect(rows.some(({ outside }) => outside)).toBe(false);
      const judged = rows.find(({ therapistId }) => therapistId === 'judged')!;
      return judged.se / robustContrasts(model.design, fit, [plain])[0]!.se;
    };
    expect(judgedBeside(3)).toBeCloseTo(1, 9);
    expect(judgedBeside(4)).toBeGreaterThan(1.05);
  });

  test('9 clients are too few of her, and 9 of all others', () => {
    const of = (anna: number, ben: number) =>
      claimsOf([...caseload('anna', anna, 2), ...caseload('ben', ben, 3)]);
    expect(of(30, 9).rows).toEqual([
      {
        therapistId: 'anna',
        withheld:
          'The others have 9 clients with both scores of a technique that can be compared: too few to say (10 are needed).',
      },
      {
        therapistId: 'ben',
        withheld:
          'There are 9 clients with both scores of a technique that can be compared: too few to say (10 are needed).',
      },
    ]);
    expect(of(30, 9).sentence).toMatch(/^Therapists cannot be compared yet: that takes 10 clients each/);
    expect(of(30, 10).rows.every((row) => isSaid(row))).toBe(true);
    expect(of(30, 1).rows[1]).toMatchObject({ withheld: expect.stringMatching(/^There is 1 client /) });
  });

  test('the others are counted by client: one who comes to two of them is one', () => {
    const shared = times(9, (index) => [
      { therapistId: 'ben', before: 6, after: 3 + (index % 2) },
      { therapistId: 'cleo', before: 7, after: 4 + (index % 3) },
    ]);
    const { rows } = claimsOf([...caseload('anna', 30, 2), ...shared]);
    expect(rows[0]).toMatchObject({
      therapistId: 'anna',
      withheld: expect.stringMatching(/^The others have 9 clients /),
    });
  });

  test('nobody else, or nobody else with scores: there is nobody to compare with', () => {
    const alone = claimsOf(caseload('anna', 30, 2));
    expect(alone).toEqual({
      rows: [{ therapistId: 'anna', withheld: 'There is nobody to compare with.' }],
      sentence: 'There is one therapist, and nobody to compare with.',
    });
    const withSilent = claimsOf([
      ...caseload('anna', 30, 2),
      ...times(12, () => [{ therapistId: 'ben', before: 5 }]),
    ]);
    expect(withSilent.rows).toEqual([
      {
        therapistId: 'anna',
        withheld:
          'The others have no client with both scores of a technique that can be compared: too few to say (10 are needed).',
      },
      {
        therapistId: 'ben',
        withheld:
          'There is no client with both scores of a technique that can be compared: too few to say (10 are needed).',
      },
    ]);
    expect(claimsOf([])).toEqual({ rows: [], sentence: 'There is no therapist yet.' });
  });

  test('a client with both scores of a technique that is not compared is not told as none at all', () => {
    const few = claimsOf([...caseload('anna', 5, 2), ...caseload('ben', 4, 3)]);
    expect(few.rows[0]).toEqual({
      therapistId: 'anna',
      withheld:
        'There is no client with both scores of a technique that can be compared: too few to say (10 are needed).',
    });
  });

  test('of two the sentence says by how much one differs from the other', () => {
    const { sentence } = claimsOf([...caseload('anna', 15, 2), ...caseload('ben', 15, 3)]);
    expect(sentence).toMatch(
      /^Pain fell by 1\.0 points \(0\.\d to 1\.\d\) more with ben than with anna, .* a reason to look, not a verdict\.$/,
    );
  });

  test('scores that never vary show no difference, and say so instead of what would have been seen', () => {
    const same = (therapistId: string) => times(12, () => [{ therapistId, before: 6, after: 4 }]);
    const { sentence } = claimsOf([...same('anna'), ...same('ben'), ...same('cleo')]);
    expect(sentence).toBe(
      'Pain changed alike with all therapists compared, to the point: scores that never vary cannot tell them apart, so look whether each was asked for.',
    );
  });

  test('whose work nobody shares cannot be told from it', () => {
    const all = [
      ...caseload('anna', 20, 2),
      ...times(20, (index) => [
        { therapistId: 'ben', technique: 'sports' as const, before: 5 + (index % 4), after: 3 },
      ]),
    ];
    const withheld = 'The data cannot tell the therapist from what the clients come for or what is given.';
    expect(claimsOf(all).rows).toEqual([
      { therapistId: 'anna', withheld },
      { therapistId: 'ben', withheld },
    ]);
  });

  test('nobody stands out: the sentence says what could have been seen, and claims no equality', () => {
    const { rows, sentence } = claimsOf([...caseload('anna', 30, 2), ...caseload('ben', 30, 2)]);
    expect(rows.every((row) => isSaid(row) && !row.outside)).toBe(true);
    expect(sentence).toMatch(
      /about \d\.\d points better or worse .* would have been seen four times in five; none was\.$/,
    );
    expect(sentence).not.toMatch(/no difference|equal|p ?[<=]/i);
  });
});

const visit = fc.record({
  therapistId: fc.constantFrom('anna', 'ben', 'cleo'),
  before: fc.integer({ min: 4, max: 10 }),
  after: fc.integer({ min: 0, max: 4 }),
});
const clinics = fc.array(fc.array(visit, { minLength: 1, maxLength: 3 }), { minLength: 30, maxLength: 50 });

test('the order of clients changes no digit', () => {
  fc.assert(
    fc.property(clinics, (all) => {
      expect(claimsOf(all.toReversed())).toEqual(claimsOf(all));
    }),
  );
});

test('other names in the same order change nothing but the names', () => {
  fc.assert(
    fc.property(clinics, (all) => {
      const renamed = all.map((visits) =>
        visits.map((one) => ({ ...one, therapistId: `therapist-${one.therapistId}` })),
      );
      const withoutNames = (clinic: Clinic) => claimsOf(clinic).rows.map(({ therapistId: _, ...row }) => row);
      expect(withoutNames(renamed)).toEqual(withoutNames(all));
    }),
  );
});

test('differences weighted by clients add up to none where each client has one therapist', () => {
  fc.assert(
    fc.property(fc.array(visit, { minLength: 40, maxLength: 60 }), (visits) => {
      const rows = [...saidOf(visits.map((one) => [one])).values()];
      fc.pre(rows.length === 3);
      // own - (T - n own) / (N - n) with T the weighted total: (N - n) / N times it are deviations from the mean.
      const all = rows.reduce((sum, { clients }) => sum + clients, 0);
      const total = rows.reduce(
        (sum, { clients, difference }) => sum + clients * difference * ((all - clients) / all),
        0,
      );
      expect(total).toBeCloseTo(0, 9);
    }),
  );
});
