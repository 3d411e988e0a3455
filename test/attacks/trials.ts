import { DEEP, isDrawn } from '../deep.ts';

type Noticed = { readonly noticedBy: readonly string[] };
export type Trial<Mutant extends Noticed> = {
  fault: string;
  name: Mutant['noticedBy'][number];
  mutant: Mutant;
};

/**
 * Who is asked about which mutant: in full each of the attacks that have to notice it, a fifth of them a run. Fast, it is the first of
 * them, and each attack is asked once: it shows that it notices something.
 */
export function trials<Mutant extends Noticed>(mutants: Readonly<Record<string, Mutant>>): Trial<Mutant>[] {
  const asked = new Set<string>();
  return Object.entries(mutants).flatMap(([fault, mutant]) =>
    mutant.noticedBy
      .filter((name, index) => (DEEP ? isDrawn() : index === 0 && !asked.has(name) && asked.add(name)))
      .map((name) => ({ fault, name, mutant })),
  );
}
