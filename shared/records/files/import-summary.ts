import type { RecordType } from '../record.ts';

export const IMPORT_STATUSES = ['accepted', 'duplicate', 'stale', 'conflict', 'skipped', 'refused'] as const;
type ImportStatus = (typeof IMPORT_STATUSES)[number];
export type StatusCounts = Record<ImportStatus, number>;

/** What became of one row. A row whose type cannot be read has none. */
export type RowOutcome = { type?: RecordType; status: ImportStatus; code?: string };

/** The result of an import, as it is written beside the file and printed. Every row is counted once. */
export type ImportResult = {
  rows: number;
  counts: StatusCounts;
  byType: Partial<Record<RecordType | 'unreadable', StatusCounts>>;
  /** How many rows were refused by which code, conflicts among them. */
  refusalsByCode: Record<string, number>;
  /** Present when the file broke: nothing from this line on was read. */
  stoppedAt?: { line: number; reason: string };
};

/** Adds up the outcomes of an import's rows. Its JSON takes it up again in a later run. */
export class ImportSummary {
  readonly #byType = new Map<RecordType | 'unreadable', StatusCounts>();
  readonly #refusalsByCode = new Map<string, number>();
  #stoppedAt: ImportResult['stoppedAt'];

  /** @param earlier the result so far, when an import goes on from a checkpoint */
  constructor(earlier?: ImportResult) {
    for (const [type, counts] of Object.entries(earlier?.byType ?? {})) {
      this.#byType.set(type as RecordType, { ...noCounts(), ...counts });
    }
    for (const [code, count] of Object.entries(earlier?.refusalsByCode ?? {})) {
      this.#refusalsByCode.set(code, count);
    }
    this.#stoppedAt = earlier?.stoppedAt;
  }

  /** Counts a row; a refused one and a conflict under its code as well. */
  add({ type, status, code }: RowOutcome): void {
    const counts = this.#byType.get(type ?? 'unreadable') ?? noCounts();
    counts[status] += 1;
    this.#byType.set(type ?? 'unreadable', counts);
    if (status !== 'refused' && status !== 'conflict') return;
    const name = code ?? status;
    this.#refusalsByCode.set(name, (this.#refusalsByCode.get(name) ?? 0) + 1);
  }

  /** Notes where the file broke. */
  stop(line: number, reason: string): void {
    this.#stoppedAt = { line, reason };
  }

  /** The sums, types and codes in alphabetical order: equal outcomes give equal text. */
  toJSON(): ImportResult {
    const counts = noCounts();
    for (const ofType of this.#byType.values()) {
      for (const status of IMPORT_STATUSES) counts[status] += ofType[status];
    }
    return {
      rows: IMPORT_STATUSES.reduce((sum, status) => sum + counts[status], 0),
      counts,
      byType: sorted(this.#byType),
      refusalsByCode: sorted(this.#refusalsByCode),
      ...(this.#stoppedAt && { stoppedAt: { ...this.#stoppedAt } }),
    };
  }
}

function noCounts(): StatusCounts {
  return { accepted: 0, duplicate: 0, stale: 0, conflict: 0, skipped: 0, refused: 0 };
}

function sorted<Name extends string, Value>(values: ReadonlyMap<Name, Value>): Record<Name, Value> {
  const entries = [...values].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return structuredClone(Object.fromEntries(entries)) as Record<Name, Value>;
}
