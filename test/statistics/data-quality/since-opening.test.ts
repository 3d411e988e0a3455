import { describe, expect, test } from 'vitest';
import { outcomeStatistics } from '../../../shared/claims/outcome-statistics.ts';
import {
  openingSentences,
  opensIn,
  sinceOpening,
  withOpeningNote,
} from '../../../shared/statistics/data-quality/since-opening.ts';
import { client, outcome } from '../outcomes.ts';

const OPENED = '2019-05-20';
const on = (day: string) => outcome({ startedAt: `${day}T10:00:00Z`, endedAt: `${day}T11:00:00Z` });

describe('sessions from before the clinic opened', () => {
  test.each([
    ['2018-01', '2019-05', true],
    ['2019-05', '2019-05', true],
    ['2019-06', '2020-01', false],
    ['2018-01', '2018-12', false],
  ])('can be among %s to %s: %s', (from, to, expected) => {
    expect(opensIn({ from, to }, OPENED)).toBe(expected);
    expect(opensIn({ from, to }, undefined)).toBe(false);
  });

  test('cannot be in the month that it opened with', () => {
    expect(opensIn({ from: '2019-05', to: '2019-05' }, '2019-05-01')).toBe(false);
  });

  test('are left out, and told', () => {
    const held = [client('p', [on('2019-05-19'), on('2019-05-20')]), client('q', [on('2018-05-21')])];
    const { clients, leftOut } = sinceOpening(held, OPENED);
    expect(leftOut).toBe(2);
    const statistics = outcomeStatistics({ clinicId: 'riverside', from: null, to: null, clients });
    expect(statistics.techniques.map(({ sessions }) => sessions)).toEqual([1]);
    expect(openingSentences(withOpeningNote(statistics, leftOut, OPENED).dataQuality)).toEqual([
      '2 sessions are dated before the clinic opened, 2019-05-20, and left out.',
    ]);
    expect(withOpeningNote(statistics, 0, OPENED)).toBe(statistics);
  });
});
