import type { RecordResult } from '../../shared/intake/record-result.ts';
import { type RowAccount, RowTally, type UnusedReason } from '../../shared/records/files/row-account.ts';
import type { KeptReplacedRow } from '../../shared/records/files/written-import.ts';
import type { SentRecord } from '../../shared/records/record.ts';
import type { NamedRow } from './row-names.ts';

/** A row that is a record, as it may be kept. */
type TakenRow = NamedRow & { line: number };

type Accepted = Extract<RecordResult, { status: 'accepted' }>;

export type AccountSoFar = { account: RowAccount; replaced: KeptReplacedRow[] };

/** Rows that are named of those that were replaced; the others are counted only. */
const SHOWN = 20;

/** What became of the rows of one import, each counted once. Its JSON takes it up again in a later stretch. */
export class ImportAccount {
  readonly #tally = new RowTally();
  readonly #replaced: KeptReplacedRow[];
  /** Rows in force of each client, of this stretch: an erasure among the rows takes them all back. */
  readonly #inForce = new Map<string, number>();

  constructor(earlier?: AccountSoFar) {
    if (earlier) this.#tally.addAll(earlier.account);
    this.#replaced = [...(earlier?.replaced ?? [])];
  }

  /** A row that could not be read as a record. */
  refuse(code: string): void {
    this.#tally.add({ fate: 'refused', code });
  }

  /** A row that is no record, with nothing wrong. */
  skip(code: string): void {
    this.#tally.add({ fate: 'skipped', code });
  }

  /** A record with what was answered for it. */
  take(row: TakenRow, record: SentRecord, result: RecordResult): void {
    switch (result.status) {
      case 'refused': {
        const { code } = result.refusals[0]!;
        this.#tally.add(code === 'erased' ? { fate: 'removed' } : { fate: 'refused', code });
        break;
      }
      case 'duplicate':
        this.#tally.add({ fate: 'duplicate' });
        break;
      case 'stale':
        this.#tally.add({ fate: 'replaced' });
        this.#note({ ...row, type: record.type, by: result.by ?? 'a version that is held' });
        break;
      case 'accepted':
        this.#takeAccepted(row, record, result);
    }
  }

  #takeAccepted(row: TakenRow, record: SentRecord, { removed, replaced }: Accepted): void {
    const client = clientOfFact(record);
    const actsOnNothing = client === undefined && removed !== undefined && Object.keys(removed).length === 0;
    this.#tally.add(actsOnNothing ? { fate: 'unused', reason: 'nothing-to-remove' } : { fate: 'used' });
    if (record.type === 'erasure') this.#takeBack(record.clientId);
    if (client !== undefined) this.#inForce.set(client, (this.#inForce.get(client) ?? 0) + 1);
    if (!replaced?.ofThisArrival) return;
    // An earlier row of this file is no longer in force.
    this.#tally.add({ fate: 'used' }, -1);
    this.#tally.add({ fate: client === undefined ? 'removed' : 'replaced' });
    if (client === undefined) return;
    this.#inForce.set(client, this.#inForce.get(client)! - 1);
    this.#note({
      ...row,
      type: record.type,
      by: `this row, which replaced that of ${replaced.recordedAt}`,
    });
  }

  /**
   * A row that is in force and of which nothing is made yet. Where the import was cut off and is tried again, its rows
   * are duplicates by now, and no used ones are left to take it from.
   */
  leaveUnused(reason: UnusedReason): void {
    if (this.#tally.toJSON().counts.used === 0) return;
    this.#tally.add({ fate: 'used' }, -1);
    this.#tally.add({ fate: 'unused', reason });
  }

  toJSON(): AccountSoFar {
    return { account: this.#tally.toJSON(), replaced: [...this.#replaced] };
  }

  #takeBack(clientId: string): void {
    const rows = this.#inForce.get(clientId) ?? 0;
    this.#inForce.delete(clientId);
    this.#tally.add({ fate: 'used' }, -rows);
    this.#tally.add({ fate: 'removed' }, rows);
  }

  #note(row: KeptReplacedRow): void {
    if (this.#replaced.length < SHOWN) this.#replaced.push(row);
  }
}

/** Whose fact a row is; undefined where it is none and only acts on others. */
function clientOfFact(record: SentRecord): string | undefined {
  const acts = record.type === 'deletion' || record.type === 'erasure' || record.type === 'merge';
  return acts || record.type === 'move' ? undefined : record.clientId;
}
