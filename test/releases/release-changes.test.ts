import { describe, expect, test } from 'vitest';
import { checksumsIn } from '../../shared/releases/files/checksums.ts';
import { releaseBefore, releaseChanges } from '../../shared/releases/files/release-changes.ts';

const cells = (period: string, shown: Record<string, boolean>) => ({
  period,
  shown: new Map(Object.entries(shown)),
});

describe('what changed between two releases', () => {
  const before = cells('2026Q2', { 'a|x': true, 'a|y': false, 'b|x': true, 'b|y': false });

  test('is rows that came and went with the catalogue, and rows that are shown in one only', () => {
    const after = cells('2026Q3', { 'a|x': true, 'a|y': true, 'b|x': false, 'c|x': true });
    expect(releaseChanges(before, after)).toEqual({
      added: ['c|x'],
      removed: ['b|y'],
      newlyShown: ['a|y'],
      noLongerShown: ['b|x'],
    });
  });

  test('is nothing between a release and itself', () => {
    const nothing = { added: [], removed: [], newlyShown: [], noLongerShown: [] };
    expect(releaseChanges(before, before)).toEqual(nothing);
  });
});

describe('the release that another is compared with', () => {
  const named = (period: string, revision: number, revised = false) => ({
    programme: 'p',
    period,
    revision,
    revised,
  });
  const all = [named('2026Q1', 1, true), named('2026Q1', 2), named('2026Q2', 1, true), named('2026Q2', 2)];

  test('is the one it replaces, or what is in force of the period before', () => {
    expect(releaseBefore(all, all[3]!)).toBe(all[2]);
    expect(releaseBefore(all, all[2]!)).toBe(all[1]);
    expect(releaseBefore(all, all[1]!)).toBe(all[0]);
    expect(releaseBefore(all, all[0]!)).toBeUndefined();
  });
});

test('checksums are read by file name', () => {
  const [one, other] = ['a'.repeat(64), '0'.repeat(64)];
  expect([...checksumsIn(`${one}  outcomes.csv\n${other}  METHOD.md\n`)]).toEqual([
    ['outcomes.csv', one],
    ['METHOD.md', other],
  ]);
});
