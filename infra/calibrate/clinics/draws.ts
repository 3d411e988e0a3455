import { type Random, randomStream } from '../../../examples/simulation/random.ts';

/** A seeded source of random numbers with the distributions that clinics are made of. */
export type Draws = Pick<Random, 'uniform' | 'integer' | 'chance' | 'pick' | 'weighted'> & {
  /** Standard normal (Box & Muller 1958). */
  z(): number;
  /** Standard exponential. */
  exponential(): number;
};

/** The stream of that name: the same numbers every time. */
export function drawsOf(...label: readonly (string | number)[]): Draws {
  const random = randomStream(...label);
  let spare: number | undefined;
  return {
    ...random,
    z() {
      if (spare !== undefined) {
        const kept = spare;
        spare = undefined;
        return kept;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - random.uniform()));
      const angle = 2 * Math.PI * random.uniform();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    exponential: () => -Math.log(1 - random.uniform()),
  };
}
