import type { ObservedDurations } from '../../../shared/statistics/durations/observed-durations.ts';

/**
 * Durations at evenly spread quantiles of a distribution, each seen at reports every `gap` hours from a first one that
 * moves from 1 h up to the gap; a client has `each` of them. What had ended before the first report is not there.
 *
 * @param quantile hours by which a share has ended
 */
export function spreadDurations({
  quantile,
  count,
  gap = 8,
  each = 3,
  from = 0,
}: {
  quantile: (share: number) => number;
  count: number;
  gap?: number;
  each?: number;
  from?: number;
}): ObservedDurations {
  const rows: { first: number; left: number; client: number }[] = [];
  for (let index = 0; index < count; index += 1) {
    const hours = quantile((((index * 0.6180339887498949) % 1) * count + 0.5) / (count + 1));
    const first = 1 + ((index * 0.7548776662466927) % 1) * (gap - 1);
    const left = first + gap * Math.floor((hours - first) / gap);
    if (hours > first) rows.push({ first, left, client: from + Math.floor(index / each) });
  }
  return {
    first: Float64Array.from(rows, ({ first }) => first),
    left: Float64Array.from(rows, ({ left }) => left),
    right: Float64Array.from(rows, ({ left }) => left + gap),
    clients: Int32Array.from(rows, ({ client }) => client),
  };
}
