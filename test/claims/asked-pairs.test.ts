import { describe, expect, test } from 'vitest';
import { ANSWERED, askedCourses, askedSessions, FIRST, SILENT } from '../../shared/claims/asked-pairs.ts';
import { clientRows } from '../../shared/claims/client-rows.ts';
import { TECHNIQUES } from '../../shared/records/catalogue.ts';
import { NO_SCORE } from '../../shared/statistics/change/pair-tally.ts';
import { client, course, tableOf } from '../statistics/outcomes.ts';
import { clientsOf, type Visit } from './visits.ts';

const SPORTS = TECHNIQUES.indexOf('sports');

function askedOf(all: readonly (readonly Visit[])[], after: 'after' | 'lasting' = 'after') {
  const table = tableOf(...clientsOf(all));
  return askedSessions(table, clientRows(table), after);
}

describe('askedSessions', () => {
  test('what a client did the time before, and the latest improvement that is known', () => {
    const pairs = askedOf([
      [
        { before: 7, after: 4 },
        { before: 6, technique: 'sports' },
        { before: 5, after: 5 },
        { after: 2 },
        { before: 8, after: 9 },
        { before: 3, after: 3 },
      ],
    ]);
    expect(pairs).toMatchObject({ length: 6, inOrder: true });
    expect([...pairs.before]).toEqual([7, 6, 5, NO_SCORE, 8, 3]);
    expect([...pairs.after]).toEqual([4, NO_SCORE, 5, 2, 9, 3]);
    expect([...pairs.earlier]).toEqual([FIRST, ANSWERED, SILENT, ANSWERED, SILENT, ANSWERED]);
    expect([...pairs.lastImprovement]).toEqual([0, 3, 3, 0, 0, -1]);
    expect(pairs.technique[1]).toBe(SPORTS);
  });

  test('each client begins anew', () => {
    const pairs = askedOf([[{ before: 7, after: 4 }], [{ before: 8, after: 4 }], []]);
    expect([...pairs.client]).toEqual([0, 1]);
    expect([...pairs.earlier]).toEqual([FIRST, FIRST]);
    expect([...pairs.lastImprovement]).toEqual([0, 0]);
  });

  test('lasting: the score away from the table in place of the one after', () => {
    const pairs = askedOf(
      [
        [
          { before: 7, after: 1, lastingPain: 5 },
          { before: 6, after: 1 },
        ],
      ],
      'lasting',
    );
    expect([...pairs.after]).toEqual([5, NO_SCORE]);
    expect([...pairs.lastImprovement]).toEqual([0, 2]);
  });
});

describe('askedCourses', () => {
  test('courses of a client together, each for itself', () => {
    const pairs = askedCourses(
      tableOf(
        client('a', [], [course({ painBefore: 8, painAfter: 3 })]),
        client('b', [], [course({ painBefore: 6 })]),
        client('a', [], [course({ painBefore: 7, painAfter: 5, technique: 'sports' })]),
      ),
    );
    expect(pairs).toMatchObject({ length: 3, inOrder: false });
    expect([...pairs.client]).toEqual([0, 0, 1]);
    expect([...pairs.before]).toEqual([8, 7, 6]);
    expect([...pairs.after]).toEqual([3, 5, NO_SCORE]);
    expect([...pairs.earlier]).toEqual([FIRST, FIRST, FIRST]);
  });

  test('none', () => {
    expect(askedCourses(tableOf())).toMatchObject({ length: 0 });
  });
});
