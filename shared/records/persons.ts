import { CIRCLE, idsHeldTwice, MERGED_ELSEWHERE } from './reassignment-refusals.ts';
import type { Refusal } from './refusal.ts';

/** Which client ids are one person's, by the merges and their undoings that have come. */
export class Persons {
  readonly #into = new Map<string, string>();

  /** The id that stands for the person: the last of a chain of merges. */
  of(client: string): string {
    let person = client;
    for (let next = this.#into.get(person); next !== undefined; next = this.#into.get(person)) person = next;
    return person;
  }

  /** All ids of the person for whom an id stands, that one first. */
  idsOf(person: string): string[] {
    return [
      person,
      ...[...this.#into.keys()].filter((client) => client !== person && this.of(client) === person),
    ];
  }

  /**
   * Makes one id another one's person.
   *
   * @param sharedIds of records that both hold, each as a record of its own
   */
  join(client: string, into: string, sharedIds: readonly string[]): 'changed' | 'known' | Refusal {
    const already = this.#into.get(client);
    if (already === into) return 'known';
    if (already !== undefined) return MERGED_ELSEWHERE;
    if (this.of(into) === client) return CIRCLE;
    if (sharedIds.length > 0) return idsHeldTwice(sharedIds);
    this.#into.set(client, into);
    return 'changed';
  }

  /** Makes them two persons again. */
  part(client: string, into: string): 'changed' | 'known' | Refusal {
    const already = this.#into.get(client);
    if (already === undefined) return 'known';
    if (already !== into) return MERGED_ELSEWHERE;
    this.#into.delete(client);
    return 'changed';
  }
}
