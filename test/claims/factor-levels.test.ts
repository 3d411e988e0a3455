import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factorLevels, indicatorLevels, NONE } from '../../shared/claims/factor-levels.ts';

const of = (...clients: number[]) => Int32Array.from(clients);

describe('factorLevels', () => {
  test('4 clients are pooled, 5 are a level of their own', () => {
    const levels = factorLevels(of(4, 20, 5, 1, 0));
    expect(levels.reference).toBe(1);
    expect(levels.levelsOf).toEqual([[2], [0, 3]]);
    expect([...levels.columnOf]).toEqual([1, NONE, 0, 1, NONE]);
    expect(levels.columns).toBe(2);
  });

  test('the reference is the level with most clients, of several the first', () => {
    expect(factorLevels(of(6, 9, 9)).reference).toBe(1);
    expect(factorLevels(of(0, 0)).reference).toBeUndefined();
    expect(factorLevels(of()).columns).toBe(0);
  });

  test('one level, or none, has no column', () => {
    expect(factorLevels(of(0, 30)).columns).toBe(0);
    expect(factorLevels(of(0, 0)).columns).toBe(0);
  });
});

describe('indicatorLevels', () => {
  test('none is a reference for the others', () => {
    const levels = indicatorLevels(of(30, 0, 3, 2));
    expect(levels.reference).toBeUndefined();
    expect(levels.levelsOf).toEqual([[0], [2, 3]]);
    expect([...levels.columnOf]).toEqual([0, NONE, 1, 1]);
  });
});

test('every level that occurs has one column, or is the reference', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12)), (clients) => {
      const { columnOf, columns, levelsOf, reference } = factorLevels(of(...clients));
      for (const [level, count] of clients.entries()) {
        const expected = count > 0 && level !== reference ? 1 : 0;
        expect(levelsOf.flat().filter((one) => one === level)).toHaveLength(expected);
        if (expected) expect(levelsOf[columnOf[level]!]).toContain(level);
        else expect(columnOf[level]).toBe(NONE);
      }
      expect(levelsOf).toHaveLength(columns);
    }),
  );
});
