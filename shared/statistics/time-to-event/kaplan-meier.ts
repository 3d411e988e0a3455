import type { CurveRow } from '../contract.ts';
import { type Brackets, OPEN } from '../turnbull/brackets.ts';
import { logLogBand } from './log-log-band.ts';

const SECONDS_PER_HOUR = 3600;

/**
 * Kaplan-Meier estimate S(t) = Π (1 - d/n) with Greenwood's standard error, S √(Σ d / (n (n - d))), and
 * log-log limits, on the right end of each bracket. At one time events come before censorings: who is
 * censored then was still at risk.
 *
 * @returns a row for every distinct time, in order, also where there are only censorings; se null at S = 0,
 *   limits null where S is 1 or 0
 */
export function kaplanMeier(brackets: Brackets): CurveRow[] {
  const times = timesInOrder(brackets);
  const rows: CurveRow[] = [];
  let atRisk = times.length;
  let survival = 1;
  let greenwoodSum = 0;
  for (let index = 0; index < times.length; ) {
    const seconds = times[index]! >> 1;
    let events = 0;
    let censored = 0;
    for (; index < times.length && times[index]! >> 1 === seconds; index++) {
      if (times[index]! & 1) censored += 1;
      else events += 1;
    }
    const remaining = atRisk - events;
    survival *= remaining / atRisk;
    greenwoodSum += remaining === 0 ? 0 : events / (atRisk * remaining);
    const se = survival === 0 ? null : survival * Math.sqrt(greenwoodSum);
    const [lower, upper] = logLogBand(survival, se) ?? [null, null];
    rows.push({ hours: seconds / SECONDS_PER_HOUR, atRisk, events, censored, survival, se, lower, upper });
    atRisk = remaining - censored;
  }
  return rows;
}

/** Twice the seconds, and one more where censored: one sort of plain numbers orders everything. */
function timesInOrder({ after, by }: Brackets): Int32Array {
  const times = new Int32Array(by.length);
  for (let index = 0; index < by.length; index++) {
    const end = by[index]!;
    times[index] = end === OPEN ? 2 * after[index]! + 1 : 2 * end;
  }
  return times.sort();
}
