import { expect, it } from 'vitest';
import { informativeClients } from '../../../shared/statistics/durations/informative-clients.ts';
import { twelveSessions } from './twelve-sessions.ts';

it('counts clients, not durations', () => {
  // B and H were sore at one report only, F never told of the end.
  expect(informativeClients(twelveSessions({ truncated: true }))).toEqual({
    all: 8,
    lasting: 6,
    ended: 7,
    followed: Float64Array.of(70, 66, 60, 53, 48, 44, 33, 31),
  });
});

it('takes any report before the end as lasting where nothing hides short durations', () => {
  expect(informativeClients(twelveSessions({ truncated: false })).lasting).toBe(8);
});
