import type { Refusal } from '../records/refusal.ts';
import type { Holdings } from '../storage/holdings.ts';
import type { ErasureReceipt } from './erasure-receipt.ts';

/**
 * What became of one record: taken in, without effect because it was known or older, or refused. What removes
 * says how much it removed, and what had no effect says so.
 */
export type RecordResult =
  | { status: 'accepted'; removed?: Holdings; moved?: Holdings; message?: string; receipt?: ErasureReceipt }
  | { status: 'duplicate' | 'stale'; message: string }
  | { status: 'refused'; refusals: Refusal[] };
