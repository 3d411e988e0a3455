import type { Refusal } from '../records/refusal.ts';
import type { Holdings } from '../storage/held/holdings.ts';
import type { Replaced } from '../storage/writing/record-decisions.ts';
import type { ErasureReceipt } from './erasure-receipt.ts';

/**
 * What became of one record: taken in, without effect because it was known or older, or refused. What removes
 * says how much it removed, and what had no effect says so.
 */
export type RecordResult =
  | {
      status: 'accepted';
      removed?: Holdings;
      moved?: Holdings;
      message?: string;
      receipt?: ErasureReceipt;
      /** What it took the place of; `ofThisArrival` when that came with it. */
      replaced?: Replaced;
    }
  | {
      status: 'duplicate';
      message: string /** What is held came in the same way at the same time. */;
      ofThisArrival?: true;
    }
  | { status: 'stale'; message: string /** The instant of what is held. */; by?: string }
  | { status: 'refused'; refusals: Refusal[] };
