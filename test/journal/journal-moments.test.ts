import { describe, expect, test } from 'vitest';
import { clientOffset } from '../../shared/journal/client-offset.ts';
import { earlierMoments, toldLater } from '../../shared/journal/journal-moment.ts';
import { nextMoment } from '../../shared/journal/next-moment.ts';
import { score, session } from '../outcomes/client-records.ts';

describe('earlier moments', () => {
  test('are of the day of the client, and lie behind him', () => {
    // 01:30 UTC is the evening before in Chicago.
    expect(earlierMoments(new Date('2026-09-15T01:30:00Z'), '-05:00')).toEqual([
      { moment: 'this-morning', at: '2026-09-14T08:00:00-05:00' },
      { moment: 'yesterday-evening', at: '2026-09-13T20:00:00-05:00' },
    ]);
    expect(earlierMoments(new Date('2026-09-14T14:59:00Z'), '-05:00').map(({ moment }) => moment)).toEqual([
      'yesterday-evening',
    ]);
    expect(earlierMoments(new Date('2026-09-14T15:00:00Z'), '-05:00')).toHaveLength(2);
  });

  test('are told by the shortest recall that holds them, never as now', () => {
    const at = '2026-09-13T20:00:00-05:00';
    expect(toldLater(at, new Date('2026-09-14T20:00:00-05:00'))).toEqual({ at, window: 'past-24-hours' });
    expect(toldLater(at, new Date('2026-09-14T20:00:01-05:00'))).toEqual({ at, window: 'past-week' });
  });
});

describe('the next useful moment', () => {
  const next = (now: string, ended?: string) =>
    nextMoment(new Date(now), '-05:00', ended === undefined ? undefined : new Date(ended));

  test.each([
    ['2026-09-14T09:00:00-05:00', 'this-evening'],
    ['2026-09-14T14:59:00-05:00', 'this-evening'],
    ['2026-09-14T15:30:00-05:00', 'tomorrow-morning'],
    ['2026-09-15T01:30:00-05:00', 'this-evening'],
    ['2026-09-14T23:30:00-05:00', 'tomorrow-morning'],
  ])('at %s, after a session of that day, is %s', (now, moment) => {
    expect(next(now, '2026-09-14T08:30:00-05:00')).toBe(moment);
  });

  test('is a week later when nothing of a session is to be followed any more', () => {
    expect(next('2026-09-16T15:30:00-05:00', '2026-09-14T09:00:00-05:00')).toBe('tomorrow-morning');
    expect(next('2026-09-16T15:30:00-05:00', '2026-09-14T07:00:00-05:00')).toBe('in-a-week');
    expect(next('2026-09-16T15:30:00-05:00')).toBe('in-a-week');
  });
});

describe("a client's clocks", () => {
  const now = new Date('2026-12-01T18:00:00Z');
  const summer = session({ startedAt: '2026-07-20T10:00:00-05:00' });

  test('stand as the clinic has said, whatever was written', () => {
    expect(clientOffset(now, 'America/Chicago', [summer])).toEqual({ offset: '-06:00', isKnown: true });
  });

  test('else as the last session was written, however long ago and in whatever order', () => {
    const earlier = session({ startedAt: '2026-03-20T10:00:00+02:00' });
    const entry = score({ at: '2026-11-30T10:00:00+00:00' });
    for (const facts of [
      [summer, earlier, entry],
      [entry, earlier, summer],
    ]) {
      expect(clientOffset(now, undefined, facts)).toEqual({ offset: '-05:00', isKnown: true });
    }
  });

  test('else nobody knows, and it is said that UTC stands for it', () => {
    const inUtc = session({ startedAt: '2026-07-20T10:00:00+00:00' });
    for (const facts of [[], [inUtc], [score({})]]) {
      expect(clientOffset(now, undefined, facts)).toEqual({ offset: '+00:00', isKnown: false });
    }
  });
});
