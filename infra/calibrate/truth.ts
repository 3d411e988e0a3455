import type { Clinic } from './clinics/clinic.ts';
import { type Draws, drawsOf } from './clinics/draws.ts';

/** Many more clients than a data set has: what the truth is uncertain by is lost in the data set's own error. */
const CLINICS = 300;

/**
 * The truth of a mean, by the clinics themselves: the same generator with its rounding and its floor, over
 * hundreds of clinics that no data set sees, and with the answers of those who stay silent. Worked out when it
 * is first asked for.
 *
 * @param valuesOf what the mean is of, in one clinic
 */
export function trueMean(
  name: string,
  simulate: (draws: Draws) => Clinic,
  valuesOf: (clinic: Clinic) => readonly number[],
): () => number {
  let known: number | undefined;
  return () => {
    known ??= meanOver(name, simulate, valuesOf);
    return known;
  };
}

function meanOver(
  name: string,
  simulate: (draws: Draws) => Clinic,
  valuesOf: (clinic: Clinic) => readonly number[],
): number {
  let sum = 0;
  let count = 0;
  for (let index = 0; index < CLINICS; index += 1) {
    for (const value of valuesOf(simulate(drawsOf('truth of', name, index)))) {
      sum += value;
      count += 1;
    }
  }
  return sum / count;
}
