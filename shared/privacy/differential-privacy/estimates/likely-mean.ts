import { Z_95 } from '../../../statistics/distributions/normal-limits.ts';
import type { NoisyMean } from '../noise/noisy-mean.ts';
import { fallingRoot } from './falling-root.ts';

/** How near to its end an interval is followed, in standard deviations, of which 1.96 make the end. */
const CLOSE = 1e-4;
/** Of points summed over clients; what it leaves out of a squared distance is less than its square. */
const NO_POINTS = 1e-4;
const FIRST_PULL = 1e-3;

/**
 * The mean of a histogram whose counts carry noise and are known to be 0 or more, for values 0 and 1 a share, with a 95 %
 * interval: all means m for which there are counts r >= 0 such that
 *
 *     Σ (h - r)² / σ² + (Σ (v - m) r)² / (Σ (v - m)² max(h, 0) + (b Σ max(h, 0))²)  <=  Σ min(h, 0)² / σ² + 1.96²,
 *
 * a profile likelihood ratio. The first term is how far off what was measured would be, the second how far off those who
 * came from those who could have, beside how far off their values may be as a whole, and to the right stands the same of
 * the counts that fit best. With all counts well above 0 and no b it is Fieller's set, which `noisyMean` is; with some near 0 it is narrower, since noise below 0 is seen to be noise.
 *
 * @param counts h, noisy, may be below 0
 * @param values v of the bins
 * @param noiseVariance σ² of each count
 * @param alike how many times larger the variance of who came is than if all who were counted were different people
 * @param binError b, by how much the values themselves put the mean off, whoever came: a standard deviation, in their unit
 */
export function likelyMean(
  counts: readonly number[],
  values: readonly number[],
  noiseVariance: number,
  { alike = 1, binError = 0 }: { alike?: number | undefined; binError?: number } = {},
): NoisyMean {
  const [bottom, top] = [Math.min(...values), Math.max(...values)];
  const best = counts.map((count) => Math.max(0, count));
  const clients = sum(best);
  if (clients <= 0) return { value: Math.min(top, Math.max(bottom, 0)), low: bottom, high: top };
  const value = sum(best.map((count, bin) => count * values[bin]!)) / clients;
  const end = (limit: number): number => {
    const range = Math.abs(limit - value);
    if (range === 0) return limit;
    const look = (at: number) => {
      const m = at === range ? limit : value + Math.sign(limit - value) * at;
      return {
        at,
        m,
        height: Z_95 - Math.sqrt(fartherWith(m, counts, values, noiseVariance, { alike, binError })),
      };
    };
    return fallingRoot(look, { height: Z_95, start: range / 8, close: CLOSE, most: range }).m;
  };
  return { value, low: end(bottom), high: end(top) };
}

/**
 * How much farther off than the best counts those are that have the mean m: the largest value of a concave function of one
 * pull on the mean (the dual problem), by which each count moves as far as it stands away from m, and none below 0.
 */
function fartherWith(
  m: number,
  counts: readonly number[],
  values: readonly number[],
  noiseVariance: number,
  { alike, binError }: { alike: number; binError: number },
): number {
  const off = values.map((value) => value - m);
  const ofWhoCame = alike * sum(counts.map((count, bin) => Math.max(0, count) * off[bin]! ** 2));
  const sampling = ofWhoCame + (binError * sum(counts.map((count) => Math.max(0, count)))) ** 2;
  const least = sum(counts.map((count) => Math.min(0, count) ** 2));
  const side = Math.sign(sum(counts.map((count, bin) => Math.max(0, count) * off[bin]!)));
  const look = (pull: number) => {
    const moved = counts.map((count, bin) => Math.max(0, count - side * pull * off[bin]! * noiseVariance));
    const points = side * sum(moved.map((count, bin) => count * off[bin]!));
    const distance = sum(moved.map((count, bin) => (counts[bin]! - count) ** 2)) - least;
    const farther =
      (noiseVariance > 0 ? distance / noiseVariance : 0) + 2 * pull * points - pull ** 2 * sampling;
    return { at: pull, height: points - pull * sampling, farther };
  };
  const { height } = look(0);
  if (height <= NO_POINTS) return 0;
  const slope = (height - look(FIRST_PULL).height) / FIRST_PULL;
  const start = height / Math.max(slope, NO_POINTS);
  return Math.max(0, fallingRoot(look, { height, start, close: NO_POINTS }).farther);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
