import { describe, expect, test } from 'vitest';
import { TECHNIQUES } from '../../shared/records/catalogue.ts';
import { modelOf, times, type Visit } from './visits.ts';

/** Rows of the design written out. */
function written({ design }: ReturnType<typeof modelOf>['model']): number[][] {
  const columns = new Int32Array(design.widest);
  const values = new Float64Array(design.widest);
  return Array.from(design.response, (_, row) => {
    const x = new Array<number>(design.columns).fill(0);
    const count = design.fill(row, columns, values);
    expect(new Set(columns.subarray(0, count)).size).toBe(count);
    for (let index = 0; index < count; index += 1) x[columns[index]!] = values[index]!;
    return x;
  });
}

const scored: Visit = { before: 7, after: 4 };

describe('comparedRows', () => {
  test('a technique of 9 clients with both scores is not compared, one of 10 is', () => {
    const { compared } = modelOf([
      ...times(10, () => [scored, { ...scored, technique: 'relaxation' }]),
      ...times(9, () => [{ ...scored, technique: 'sports' }]),
      ...times(30, () => [
        { technique: 'sports', before: 6 },
        { technique: 'sports', after: 6 },
      ]),
      ...times(1, () => Array.from({ length: 20 }, () => ({ ...scored, technique: 'prenatal' as const }))),
    ]);
    expect(compared.techniques.map((index) => TECHNIQUES[index])).toEqual(['deep-tissue', 'relaxation']);
    expect([...compared.techniqueClients]).toEqual([10, 0, 0, 9, 1, 10, 0]);
    expect(compared.rows).toHaveLength(20);
    expect([...compared.starts]).toEqual(Array.from({ length: 11 }, (_, client) => 2 * client));
  });

  test('clients without a compared session leave no gap', () => {
    const { compared } = modelOf([[{ before: 3 }], ...times(10, () => [scored, { before: 5 }]), [{}]]);
    expect([...compared.starts]).toEqual(Array.from({ length: 11 }, (_, client) => client));
  });
});

describe('comparisonModel', () => {
  const clinic = times(24, (index) => [
    {
      technique: index % 2 ? 'sports' : 'deep-tissue',
      before: 9,
      after: 9 - (index % 4),
      minutes: 45,
      therapistId: ['anna', 'ben', 'cleo', 'dora'][index < 12 ? 0 : index < 17 ? 1 : index < 21 ? 2 : 3]!,
      complaint: index < 6 ? 'neck-pain' : 'stress',
      combination: index < 8 ? ['deep-tissue', 'sports'] : index % 2 ? ['sports'] : ['deep-tissue'],
    } satisfies Visit,
  ]);

  test('columns: techniques, pain before, minutes in hours, complaint, other techniques, therapists', () => {
    const { model, ordered, table } = modelOf(clinic);
    const { at, compared, complaint, otherTechniques, therapist } = model;
    expect(at).toEqual({ painBefore: 2, minutes: 3, complaint: 4, otherTechniques: 5, therapist: 6 });
    expect(complaint.levelsOf).toHaveLength(1);
    // As the second of two techniques each is of 4 clients: one column for both.
    expect(otherTechniques.levelsOf).toEqual([[0, 3]]);
    // Anna is the reference; Ben has 5 clients, Cleo 4 and Dora 3.
    expect(therapist.levelsOf.map((ranks) => ranks.map((rank) => ordered.therapistIds[rank]))).toEqual([
      ['ben'],
      ['cleo', 'dora'],
    ]);
    expect([...model.clientsOfOthers]).toEqual([12, 19, 20, 21]);
    for (const [index, x] of written(model).entries()) {
      const { sessions } = table;
      const row = compared.rows[index]!;
      const name = ordered.therapistIds[ordered.therapistRank[sessions.therapist.at(row)]!]!;
      const isSports = TECHNIQUES[sessions.technique.at(row)] === 'sports';
      expect(x).toEqual([
        isSports ? 0 : 1,
        isSports ? 1 : 0,
        9,
        0.75,
        x[4],
        sessions.combination.at(row) === 9 ? 1 : 0,
        name === 'ben' ? 1 : 0,
        name === 'cleo' || name === 'dora' ? 1 : 0,
      ]);
      expect(model.design.response[index]).toBe(9 - sessions.after.at(row));
    }
    expect(written(model).filter((x) => x[4] === 1)).toHaveLength(6);
  });

  test('a session with two rare other techniques counts two in their column', () => {
    const { model } = modelOf([
      ...times(12, (index) => [{ before: 6, after: index % 3 }]),
      ...times(1, () => [{ before: 6, after: 2, combination: ['deep-tissue', 'sports', 'prenatal'] }]),
    ]);
    expect(model.otherTechniques.levelsOf).toEqual([[3, 4]]);
    expect(
      written(model)
        .map((x) => x[model.at.otherTechniques])
        .toSorted((a, b) => a! - b!)
        .slice(-2),
    ).toEqual([0, 2]);
  });

  test('nobody: no technique, no row', () => {
    const { model, fit } = modelOf([]);
    expect(model.compared.techniques).toEqual([]);
    expect(written(model)).toEqual([]);
    expect(fit.residualVariance).toBeNull();
  });
});
