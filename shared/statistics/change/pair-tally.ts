import type { ClientSum } from '../intervals/clustered-mean.ts';
import { emptyTransitions } from '../summaries/transitions.ts';

/** Stands for a score that was not given. */
export const NO_SCORE = -1;

/**
 * What a change between two scores follows from, counted up one pair at a time: the 11 x 11 matrix, each
 * client's sum of improvements, and how many second scores are missing.
 */
export class PairTally {
  /** Counts [before][after] of pairs that have both. */
  readonly matrix = emptyTransitions();
  /** With a score before of 1 or more and no second one: eligible for a responder rate. */
  missing = 0;
  readonly #clients = new Map<number, ClientSum>();
  /** The client of the pair before and her sums: pairs mostly come client by client. */
  #client = -1;
  #own: ClientSum = { n: 0, sum: 0 };

  /**
   * @param client a number of 0 or more that tells clients apart
   * @param before 0-10 or NO_SCORE
   * @param after 0-10 or NO_SCORE
   * @throws RangeError for any other score
   */
  add(client: number, before: number, after: number): void {
    if (before === NO_SCORE) return;
    if (after === NO_SCORE) {
      if (before >= 1) this.missing += 1;
      return;
    }
    const row = this.matrix[before];
    if (row?.[after] === undefined) throw new RangeError('scores are whole numbers from 0 to 10');
    row[after] += 1;
    if (client !== this.#client) this.#moveTo(client);
    this.#own.n += 1;
    this.#own.sum += before - after;
  }

  /** Number and sum of the improvements of every client with a pair. */
  clientSums(): ClientSum[] {
    return [...this.#clients.values()];
  }

  #moveTo(client: number): void {
    const known = this.#clients.get(client);
    this.#client = client;
    this.#own = known ?? { n: 0, sum: 0 };
    if (!known) this.#clients.set(client, this.#own);
  }
}
