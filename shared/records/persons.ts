import type { Refusal } from './refusal.ts';

const SHOWN_IDS = 5;

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
    if (already !== undefined) return ELSEWHERE;
    if (this.of(into) === client) return CIRCLE;
    if (sharedIds.length > 0) return sameIds(sharedIds);
    this.#into.set(client, into);
    return 'changed';
  }

  /** Makes them two persons again. */
  part(client: string, into: string): 'changed' | 'known' | Refusal {
    const already = this.#into.get(client);
    if (already === undefined) return 'known';
    if (already !== into) return ELSEWHERE;
    this.#into.delete(client);
    return 'changed';
  }
}

const ELSEWHERE: Refusal = {
  code: 'merge.elsewhere',
  path: 'clientId',
  message: 'this client was merged into another one; expected that merge to be undone first',
};
const CIRCLE: Refusal = {
  code: 'merge.circle',
  path: 'into',
  message: 'this client was merged into the other one already; expected that merge to be undone first',
};

function sameIds(ids: readonly string[]): Refusal {
  const shown = ids.slice(0, SHOWN_IDS).join(', ');
  const more = ids.length > SHOWN_IDS ? ` and ${ids.length - SHOWN_IDS} more` : '';
  const message = `both clients hold records of the same id: ${shown}${more}; expected one of each to be deleted, or sent under another id, first`;
  return { code: 'merge.same-ids', path: 'clientId', message };
}
