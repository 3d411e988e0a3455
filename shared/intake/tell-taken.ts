import type { Log } from '../log.ts';
import type { RecordResult } from './record-result.ts';

/** How the line is called that metrics are counted from (infra/function-counts.ts). */
export const RECORDS_TAKEN = 'records taken';

/** What became of records that came together: how many, and nothing of any of them. */
export type TakenCounts = {
  accepted: number;
  /** Held already, or older than what is held. */
  unchanged: number;
  /** Those of `conflicts` too. */
  refused: number;
  /** Another version of the same instant is held. */
  conflicts: number;
};

export function takenCounts(results: readonly RecordResult[]): TakenCounts {
  const counts = { accepted: 0, unchanged: 0, refused: 0, conflicts: 0 };
  for (const result of results) {
    if (result.status === 'accepted') counts.accepted += 1;
    else if (result.status !== 'refused') counts.unchanged += 1;
    else {
      counts.refused += 1;
      if (result.refusals.some(({ code }) => code === 'conflict')) counts.conflicts += 1;
    }
  }
  return counts;
}

/** Says in one line what became of records that came together; of none it says nothing. */
export function tellTaken(log: Log, counts: TakenCounts): void {
  if (counts.accepted + counts.unchanged + counts.refused > 0) log.info(RECORDS_TAKEN, counts);
}
