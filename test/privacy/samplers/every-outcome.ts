import type { Uniform } from '../../../shared/privacy/samplers/uniform.ts';

/** Outcomes with their exact probabilities, and how much probability was not followed to its end. */
export type Outcomes = { probability: Map<string, number>; open: number };

class NotFollowed extends Error {}

/**
 * Runs a sampler once for every sequence of uniform numbers that it can ask for, down to sequences less
 * likely than `least`. No chance is involved: each outcome's probability is at least what is found and at
 * most that plus what stayed open.
 */
export function everyOutcome(draw: (uniform: Uniform) => unknown, least: number): Outcomes {
  const probability = new Map<string, number>();
  let open = 0;
  const pending: { choices: bigint[]; weight: number }[] = [{ choices: [], weight: 1 }];
  for (let path = pending.pop(); path; path = pending.pop()) {
    const { choices, weight } = path;
    let at = 0;
    const uniform: Uniform = (bound) => {
      if (bound === 1n) return 0n;
      if (at < choices.length) return choices[at++]!;
      const each = weight / Number(bound);
      if (each < least) open += weight;
      else
        for (let next = 0n; next < bound; next++) pending.push({ choices: [...choices, next], weight: each });
      throw new NotFollowed();
    };
    try {
      const outcome = String(draw(uniform));
      probability.set(outcome, (probability.get(outcome) ?? 0) + weight);
    } catch (error) {
      if (!(error instanceof NotFollowed)) throw error;
    }
  }
  return { probability, open };
}
