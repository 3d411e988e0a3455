import type { CurveRow, TimeToEventStatistics } from '../contract.ts';

/** The estimated share whose event came within 24, 48 and 72 h: 1 - S; null for an empty curve. */
export function resolvedBy(curve: readonly CurveRow[]): TimeToEventStatistics['resolvedBy'] {
  return { '24': eventBy(24, curve), '48': eventBy(48, curve), '72': eventBy(72, curve) };
}

function eventBy(hours: number, curve: readonly CurveRow[]): number | null {
  if (curve.length === 0) return null;
  const last = curve.findLast((row) => row.hours <= hours);
  return last ? 1 - last.survival : 0;
}
