import { describe, expect, test } from 'vitest';
import { isInForce } from '../../shared/access/in-care.ts';

describe('care is in force', () => {
  const care = { from: '2026-08-03', until: '2026-08-10' };

  test('from its first day to its last, and from the day on that it went on', () => {
    const on = ['2026-08-02', '2026-08-03', '2026-08-10', '2026-08-11'];
    expect(on.map((day) => isInForce(care, day))).toEqual([false, true, true, false]);
    expect(isInForce({ ...care, again: '2026-08-15' }, '2026-08-14')).toBe(false);
    expect(isInForce({ ...care, again: '2026-08-15' }, '2026-08-15')).toBe(true);
  });

  test('though the clinic has set its clocks to where it is the day before', () => {
    // It began in the evening of Chicago, when the clinic had said no zone yet and lived by UTC.
    const arrival = { door: 'therapist', at: '2026-08-03T01:30:00.000Z' } as const;
    expect(isInForce({ from: '2026-08-03', until: null, arrival }, '2026-08-02')).toBe(true);
    const inTokyo = { ...arrival, at: '2026-08-02T16:00:00.000Z', timeZone: 'Asia/Tokyo' };
    expect(isInForce({ from: '2026-08-03', until: null, arrival: inTokyo }, '2026-08-02')).toBe(true);
  });

  test('on no day before it can have come', () => {
    const arrival = { door: 'file', at: '2026-08-20T12:00:00.000Z' } as const;
    const late = { from: '2026-08-05', until: null, arrival };
    expect(['2026-08-04', '2026-08-05'].map((day) => isInForce(late, day))).toEqual([false, true]);
  });

  test('not before a day that was still to come when it was said', () => {
    const arrival = { door: 'owner', at: '2026-08-02T18:00:00.000Z', timeZone: 'America/Chicago' } as const;
    expect(isInForce({ from: '2026-08-03', until: null, arrival }, '2026-08-02')).toBe(false);
  });
});
