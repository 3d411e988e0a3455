import type { Refusal } from '../records/refusal.ts';

/** What became of one record: taken in, without effect because it was known or older, or refused. */
export type RecordResult =
  | { status: 'accepted' | 'duplicate' | 'stale' }
  | { status: 'refused'; refusals: Refusal[] };
