import { codesIn, codingsOf } from './coding.ts';
import { type Element, elementsOf, textOf } from './element.ts';
import { SYSTEMS } from './house.ts';

/** Systems of the house into which a file may say what its own codes mean. */
const TARGETS: ReadonlySet<string> = new Set([
  SYSTEMS.technique,
  SYSTEMS.ownTechnique,
  SYSTEMS.complaint,
  SYSTEMS.bodyRegion,
]);

/**
 * What R4 calls the relation of a code to the one that it is mapped to, where all that the code says is said by the other:
 * the same, or something wider. Of "narrower" and "inexact" nobody knows what was meant.
 */
const COVERED: ReadonlySet<string> = new Set(['equal', 'equivalent', 'wider', 'subsumes']);

/**
 * What the codes of a clinic's own systems mean, by the ConceptMaps of the file in which they stand: from `group.source` into a code
 * system of the house.
 */
export class ConceptMaps {
  readonly #meanings = new Map<string, Set<string>>();

  /** @returns how many codes it maps */
  add(map: Element): number {
    let count = 0;
    for (const group of elementsOf(map['group'])) {
      const [source, target] = [textOf(group['source']), textOf(group['target'])];
      if (source === undefined || target === undefined || !TARGETS.has(target)) continue;
      for (const element of elementsOf(group['element'])) {
        const code = textOf(element['code']);
        if (code === undefined) continue;
        for (const meaning of meaningsOf(element)) {
          const place = placeOf(target, source, code);
          this.#meanings.set(place, (this.#meanings.get(place) ?? new Set()).add(meaning));
          count += 1;
        }
      }
    }
    return count;
  }

  /** The codes of a system of the house in a list of CodeableConcepts: those that it names, else those that its codes mean. */
  codesIn(concepts: unknown, system: string): string[] {
    const named = codesIn(concepts, system);
    if (named.length > 0 || this.#meanings.size === 0) return named;
    const list = Array.isArray(concepts) ? concepts : [concepts];
    const meant = list
      .flatMap(codingsOf)
      .flatMap(({ system: source, code }) =>
        source === undefined ? [] : [...(this.#meanings.get(placeOf(system, source, code)) ?? [])],
      );
    return [...new Set(meant)];
  }
}

function meaningsOf(element: Element): string[] {
  return elementsOf(element['target']).flatMap((target) => {
    const code = textOf(target['code']);
    return code !== undefined && COVERED.has(textOf(target['equivalence']) ?? '') ? [code] : [];
  });
}

const placeOf = (target: string, source: string, code: string) => JSON.stringify([target, source, code]);
