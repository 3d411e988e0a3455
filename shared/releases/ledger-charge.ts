import type { Spent } from '../privacy/differential-privacy/budget/lifetime.ts';
import type { Programme } from '../privacy/programme/programme.ts';
import type { PeriodKind } from '../privacy/programme/release-period.ts';
import type { ReleaseId } from './release-id.ts';

/** What a release costs, and for what input. */
export type LedgerCharge = {
  release: ReleaseId;
  /** SHA-256 of the frozen input. Raw counts could be guessed from it: it stays in the ledger. */
  digest: string;
  /** Millionths of rho by table; their sum is the charge. */
  tables: Readonly<Record<string, number>>;
  microRho: number;
  /** All that may be spent: by first releases ever, by revisions ever. Millionths of rho. */
  most: number;
  /** A programme's periods are of one kind for ever: a half-year over two quarters would not be disjoint. */
  periodKind: PeriodKind;
  /** A programme's mode is one for ever too: what is hidden in one could be computed from the other. */
  mode: Programme['mode'];
  /** The most that any client can have spent before: what the manifest promises is made of it. */
  spentBefore: Spent;
  /** Instant with which the release is dated: the scheduled one, whenever it really happens. */
  createdAt: string;
};

/** A release that was paid for. */
export type LedgerEntry = Pick<LedgerCharge, 'release' | 'digest' | 'createdAt' | 'spentBefore'> & {
  /** SHA-256 of its SHA256SUMS; absent while it is not published. */
  sumsSha256?: string;
};
