import type { Arrival } from '../../shared/records/arrival.ts';

/** An arrival where it does not matter how and when. */
export const BY_FILE: Arrival = { door: 'file', at: '2026-11-28T00:00:00Z' };
