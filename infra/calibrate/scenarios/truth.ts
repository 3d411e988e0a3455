import type { Clinic } from '../clinics/clinic.ts';
import { type Draws, drawsOf } from '../clinics/draws.ts';

/** Many more clients than a data set has: what the truth is uncertain by is lost in the data set's own error. */
const CLINICS = 200;

/**
 * The truth of some means, by the clinics themselves: the same generator with its rounding and its floor, over
 * hundreds of clinics that no data set sees, and with the answers of those who stay silent. Worked out when it
 * is first asked for.
 *
 * @param valuesOf what each mean is of, in one clinic
 */
export function trueMeans<Name extends string>(
  scenario: string,
  simulate: (draws: Draws) => Clinic,
  valuesOf: Readonly<Record<Name, (clinic: Clinic) => readonly number[]>>,
): (name: Name) => number {
  let known: Record<string, number> | undefined;
  return (name) => {
    known ??= meansOver(scenario, simulate, valuesOf);
    return known[name]!;
  };
}

function meansOver(
  scenario: string,
  simulate: (draws: Draws) => Clinic,
  valuesOf: Readonly<Record<string, (clinic: Clinic) => readonly number[]>>,
): Record<string, number> {
  const tallies = Object.entries(valuesOf).map(([name, of]) => ({ name, of, sum: 0, count: 0 }));
  for (let index = 0; index < CLINICS; index += 1) {
    const clinic = simulate(drawsOf('truth of', scenario, index));
    for (const tally of tallies) {
      const values = tally.of(clinic);
      for (const value of values) tally.sum += value;
      tally.count += values.length;
    }
  }
  return Object.fromEntries(tallies.map(({ name, sum, count }) => [name, sum / count]));
}
