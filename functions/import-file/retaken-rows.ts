import type { RecordResult } from '../../shared/intake/record-result.ts';
import type { SentRecord } from '../../shared/records/record.ts';

/**
 * Tells rows that an import has taken in before it was cut off from rows that say the same as another one: both are
 * held already, by this very import, but what was cut off has not counted them. Of a correction whose first version was
 * counted before it is not told that it replaced it: what is held is the same, and both are told as used.
 */
export class RetakenRows {
  readonly #seen = new Set<string>();
  #isOpen: boolean;

  /** @param isRetried whether there may be any */
  constructor(isRetried: boolean) {
    this.#isOpen = isRetried;
  }

  /** From here on nobody has been before: it would have been told. */
  close(): void {
    this.#isOpen = false;
    this.#seen.clear();
  }

  /** What became of a row when it was taken in first. */
  asTaken({ type }: SentRecord, id: string, result: RecordResult): RecordResult {
    if (!this.#isOpen) return result;
    const isOwn = result.status === 'duplicate' && result.ofThisArrival === true;
    // An earlier version of a row that follows is stale by now, and does not stand for it.
    if (!isOwn && result.status !== 'accepted') return result;
    const name = `${type} ${id}`;
    const isFirst = !this.#seen.has(name);
    this.#seen.add(name);
    return isOwn && isFirst ? { status: 'accepted' } : result;
  }
}
