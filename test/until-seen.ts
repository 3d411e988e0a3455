import fc from 'fast-check';

/** Rounds after which a case that has not come up is taken for one that cannot. */
const MAX_ROUNDS = 10;

/**
 * Asserts a property in rounds of `numRuns` runs, until every case that it is about has come up: a property holds of
 * nothing while the counts in `seen` stand at zero, and a rare case may be missing from one round by bad luck alone.
 * Throws with the first counterexample, or with the cases that ten rounds did not bring.
 */
export async function assertUntilSeen<Case extends unknown[]>(
  property: fc.IAsyncPropertyWithHooks<Case> | fc.IPropertyWithHooks<Case>,
  numRuns: number,
  seen: Readonly<Record<string, number>>,
): Promise<void> {
  const missing = () => Object.keys(seen).filter((name) => !(seen[name]! > 0));
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    await fc.assert(property as fc.IAsyncPropertyWithHooks<Case>, { numRuns });
    if (missing().length === 0) return;
  }
  throw new Error(`in ${MAX_ROUNDS * numRuns} runs nothing was seen of: ${missing().join(', ')}`);
}
