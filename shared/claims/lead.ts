import type { Technique } from '../records/catalogue.ts';
import type { ComparedPair, TechniqueComparison, WithheldPair, WithinClientComparison } from './contract.ts';
import { spokenDifference, spokenList, spokenTechnique } from './spoken.ts';

/** After Holm's adjustment over all pairs. */
export const SIGNIFICANT = 0.05;

/** A difference seen from the better side. */
export type Better = { over: Technique; difference: number; ci95: [number, number] };

/**
 * The one technique that beats each other compared one, where the same clients' own sessions do not point the other
 * way; null where none does.
 *
 * @param rising techniques after which pain rose: of the best of them it cannot be said that pain fell more
 */
export function lead(
  compared: readonly Technique[],
  pairs: readonly (ComparedPair | WithheldPair)[],
  withinClient: WithinClientComparison,
  rising: ReadonlySet<Technique> = new Set(),
): TechniqueComparison['lead'] {
  for (const technique of compared) {
    const others = compared.filter((other) => other !== technique);
    const beaten = betterThan(technique, pairs);
    const contradicted = others.some((other) => pointsOtherWay(technique, other, withinClient));
    if (others.length === 0 || beaten.length < others.length || contradicted) continue;
    const differences = beaten.map(
      ({ over, difference, ci95 }) =>
        `${spokenDifference(difference, ci95)} ${rising.has(technique) ? 'less' : 'more'} than with ${spokenTechnique(over)}`,
    );
    return {
      technique,
      over: others,
      sentence: `Pain ${moved(technique, rising)} with ${spokenTechnique(technique)} than with each other technique compared: by ${spokenList(differences)}.`,
    };
  }
  return null;
}

/** How pain moved with the better of two techniques. */
export function moved(better: Technique, rising: ReadonlySet<Technique>): string {
  return rising.has(better) ? 'rose less' : 'fell more';
}

/** Whom a technique beats after Holm. */
export function betterThan(technique: Technique, pairs: readonly (ComparedPair | WithheldPair)[]): Better[] {
  return pairs.flatMap((pair) => {
    if ('withheld' in pair || pair.pHolm >= SIGNIFICANT) return [];
    const { a, b, difference, ci95 } = pair;
    if (a === technique && difference > 0) return [{ over: b, difference, ci95 }];
    if (b !== technique || difference >= 0) return [];
    return [{ over: a, difference: -difference, ci95: [-ci95[1], -ci95[0]] as [number, number] }];
  });
}

function pointsOtherWay(better: Technique, other: Technique, { pairs }: WithinClientComparison): boolean {
  return pairs.some((pair) => {
    if ('withheld' in pair) return false;
    if (pair.a === better && pair.b === other) return pair.difference < 0;
    return pair.a === other && pair.b === better && pair.difference > 0;
  });
}
