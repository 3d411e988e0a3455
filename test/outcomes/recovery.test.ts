import { describe, expect, test } from 'vitest';
import { recovery } from '../../shared/outcomes/recovery.ts';
import { deepFreeze } from './client-records.ts';

const sore = (...reports: [seconds: number, soreness: number][]) =>
  recovery(deepFreeze(reports.map(([seconds, soreness]) => ({ seconds, soreness }))));

describe('recovery', () => {
  test('is bracketed by the last sore report and the first clear one', () => {
    expect(sore([10, 5], [20, 2], [30, 1], [40, 0])).toEqual({ event: true, after: 20, by: 30 });
  });

  test('a first report that is already clear is an event, bracketed by the end of the session', () => {
    expect(sore([10, 1])).toEqual({ event: true, after: 0, by: 10 });
    expect(sore([10, 0], [20, 1])).toEqual({ event: true, after: 0, by: 10 });
  });

  test('a relapse takes an earlier clear report back', () => {
    expect(sore([10, 1], [20, 2], [30, 0])).toEqual({ event: true, after: 20, by: 30 });
  });

  test('a relapse that lasts is censored at the last report', () => {
    expect(sore([10, 0], [20, 4])).toEqual({ event: false, last: 20 });
  });

  test('soreness of 2 is not clear: censored at the last report', () => {
    expect(sore([10, 6], [50, 2])).toEqual({ event: false, last: 50 });
  });

  test('is absent when nobody reported soreness', () => {
    expect(recovery([{ seconds: 10, pain: 3 }])).toBeUndefined();
    expect(recovery([])).toBeUndefined();
  });

  test('a report of pain alone neither clears nor ends the bracket', () => {
    expect(
      recovery([
        { seconds: 10, soreness: 4 },
        { seconds: 20, pain: 0 },
        { seconds: 30, soreness: 0 },
        { seconds: 40, pain: 9 },
      ]),
    ).toEqual({ event: true, after: 10, by: 30 });
  });
});
