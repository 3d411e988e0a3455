import { RECORD_TYPES, type RecordType } from '../records/record.ts';

/**
 * What becomes of a record of a file whose import is undone.
 *
 * - `removed`: the import had made it; it is gone.
 * - `restored`: the import had changed it; the version before stands again.
 * - `changed`, `moved`: somebody has corrected it, or put it under another client, since: it stays.
 * - `said-again`: others have sent the same since: it stays.
 * - `deleted`, `erased`: it is held no more, and nothing brings it back.
 * - `acts`: the row is no fact but deleted, erased, moved or merged, which nothing takes back.
 * - `untouched`: the import had changed nothing by it.
 */
const UNDO_FATES = [
  ...(['removed', 'restored', 'changed', 'moved', 'said-again'] as const),
  ...(['deleted', 'erased', 'acts', 'untouched'] as const),
] as const;
export type UndoFate = (typeof UNDO_FATES)[number];

/** Fates of what the import is undone of. */
export const TAKEN_BACK: ReadonlySet<UndoFate> = new Set(['removed', 'restored']);
/** Fates of what an import had brought and that stays all the same: people are shown these. */
export const STAYS: ReadonlySet<UndoFate> = new Set(['changed', 'moved', 'said-again', 'acts']);

/** A record that an undoing leaves, by the row that brought it. */
type StayingRecord = { line: number; type: RecordType; id: string; fate: UndoFate };

/** The same as it is kept, with its clients by pseudonym, so that it goes when one of them is erased. */
type KeptStayingRecord = StayingRecord & { clients?: string[] };

/** A row of the file, whatever became of it; of an erased client nothing more is known. */
type CountedRow = KeptStayingRecord | (Omit<StayingRecord, 'id' | 'fate'> & { fate: 'erased' });

/** What an undoing has done, or would do. */
export type UndoAccount = {
  /** Rows of the file that were looked at. */
  rows: number;
  byType: Partial<Record<RecordType, Partial<Record<UndoFate, number>>>>;
  /** The first of those that stay. */
  staying: StayingRecord[];
};

const SHOWN = 50;

/** Adds up what becomes of the records of one file. Its JSON takes it up again in a later stretch. */
export class UndoTally {
  readonly #account: UndoAccount;

  constructor(earlier: UndoAccount = { rows: 0, byType: {}, staying: [] }) {
    this.#account = structuredClone(earlier);
  }

  /** Rows that were read, whatever they are. */
  pass(rows: number): void {
    this.#account.rows += rows;
  }

  add(record: CountedRow): void {
    const { byType, staying } = this.#account;
    const { type, fate } = record;
    const counts = byType[type] ?? {};
    counts[fate] = (counts[fate] ?? 0) + 1;
    byType[type] = counts;
    if ('id' in record && STAYS.has(fate) && staying.length < SHOWN) staying.push(record);
  }

  /** Types and fates in their order, whatever the file's. */
  toJSON(): UndoAccount {
    const { rows, byType, staying } = this.#account;
    const types = RECORD_TYPES.filter((type) => byType[type]);
    const ordered = types.map((type) => {
      const counts = UNDO_FATES.flatMap((fate) => {
        const count = byType[type]![fate];
        return count === undefined ? [] : [[fate, count] as const];
      });
      return [type, Object.fromEntries(counts)] as const;
    });
    return { rows, byType: Object.fromEntries(ordered), staying: [...staying] };
  }
}
