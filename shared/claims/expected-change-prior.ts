import { Z_95 } from '../statistics/distributions/normal-limits.ts';
import { solvePositive } from '../statistics/matrices/solve-positive.ts';
import type { RandomInterceptFit } from '../statistics/regression/random-intercept.ts';
import { overDispersion } from '../statistics/therapists/over-dispersion.ts';
import type { GivenMean } from './benchmark-estimates.ts';

/** With fewer complaints on both sides nobody can say how closely the clinic follows the release. */
const FEWEST_COMPLAINTS = 4;

/**
 * Adds what a release tells of complaints to what the clinic knows of them: how far each lies from the others, never where
 * all of them lie. How closely the clinic follows is the variance of what is between the two, beyond the uncertainty of
 * either (DerSimonian & Laird 1986).
 *
 * @param levels the complaints of the first columns
 * @returns the fits, and of how many complaints the release has told; as they were where it tells of too few
 */
export function withRelease(
  fits: readonly RandomInterceptFit[],
  levels: readonly string[],
  released: ReadonlyMap<string, Required<GivenMean>>,
): { fits: readonly RandomInterceptFit[]; complaints: number } {
  const told = levels.flatMap((complaint, column) => {
    const given = released.get(complaint);
    return given ? [{ column, value: given.value, variance: varianceOf(given) }] : [];
  });
  if (told.length < FEWEST_COMPLAINTS) return { fits, complaints: 0 };
  const likeliest = fits.reduce((best, fit) => (fit.weight > best.weight ? fit : best));
  const means = solvePositive(likeliest.information.slice(), likeliest.right);
  const between = overDispersion(
    told.map(({ column, value, variance }) => ({
      estimate: means[column]! - value,
      se: Math.sqrt(variance + varianceAt(likeliest, column)),
    })),
  );
  const precision = told.map(({ variance }) => 1 / (variance + between));
  const all = precision.reduce((sum, one) => sum + one, 0);
  // A flat prior of where all of them lie, integrated out.
  const added = (i: number, j: number) =>
    (i === j ? precision[i]! : 0) - (precision[i]! * precision[j]!) / all;
  return {
    complaints: told.length,
    fits: fits.map((fit) => {
      const [information, right] = [fit.information.slice(), fit.right.slice()];
      for (const [i, one] of told.entries()) {
        for (const [j, other] of told.entries()) {
          information[one.column * right.length + other.column]! += added(i, j);
          right[one.column]! += added(i, j) * other.value;
        }
      }
      return { ...fit, information, right };
    }),
  };
}

/** Of an interval of 95 %, taken for as wide as its wider side. */
function varianceOf({ value, interval: [low, high] }: Required<GivenMean>): number {
  return (Math.max(value - low, high - value) / Z_95) ** 2;
}

function varianceAt({ information, right }: RandomInterceptFit, column: number): number {
  const unit = new Float64Array(right.length);
  unit[column] = 1;
  return solvePositive(information.slice(), unit)[column]!;
}
