import { expect, test } from 'vitest';
import { deriveClientMonth } from '../../shared/outcomes/client-month.ts';
import type { ClientRecord } from '../../shared/outcomes/client-record.ts';
import { END, HOUR, instantAt, scoreAfterEnd, session } from './client-records.ts';

const lasting = (...records: ClientRecord[]) =>
  deriveClientMonth('2026-08', [session({ painBefore: 7, painAfter: 2 }), ...records]).sessions[0]
    ?.lastingPain;

const nextSession = (hours: number, fields = {}) =>
  session({
    sessionId: 's-2',
    startedAt: instantAt(END + hours * HOUR),
    endedAt: instantAt(END + (hours + 1) * HOUR),
    painBefore: 5,
    ...fields,
  });

test('is the first score away from the table from 24 to 72 h after the end', () => {
  expect(lasting(scoreAfterEnd(23 * HOUR, { pain: 1 }), scoreAfterEnd(30 * HOUR, { pain: 4 }))).toBe(4);
  expect(lasting(nextSession(48))).toBe(5);
  expect(lasting(scoreAfterEnd(30 * HOUR, { pain: 4 }), nextSession(48))).toBe(4);
});

test('is never the score after a session, nor one of another complaint or a later time', () => {
  expect(lasting()).toBeUndefined();
  expect(lasting(nextSession(48, { complaint: 'stress' }))).toBeUndefined();
  expect(lasting(nextSession(73))).toBeUndefined();
  expect(lasting(nextSession(23))).toBeUndefined();
  expect(lasting(nextSession(48, { painBefore: undefined, painAfter: 1 }))).toBeUndefined();
});
