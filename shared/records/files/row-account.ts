/** What can become of a row of records; every row that was read has one of these fates. */
export const ROW_FATES = [
  'used',
  'replaced',
  'duplicate',
  'removed',
  'unused',
  'skipped',
  'refused',
] as const;

/**
 * - `used`: in force, and something is made of it; a removal: it took something back.
 * - `replaced`: an older version of a record of which a later one was read or is held.
 * - `duplicate`: says what another version of the record says.
 * - `removed`: taken back by a deletion or by the erasure of its client, whichever came first.
 * - `unused`: in force, but nothing is made of it yet; UNUSED_REASONS say why.
 * - `skipped`: nothing was wrong with it, but it is no record: told within another one, or of a kind that is not kept.
 * - `refused`: not taken in; the code says why.
 */
export type RowFate = (typeof ROW_FATES)[number];

/**
 * Why nothing is made of a row yet, the first that holds:
 *
 * - `no-session`: its client has no session, so that there is nothing that it says something about;
 * - `recall-window`: a score about the past day or week, and not about now;
 * - `body-region`: a score about a region that none of the client's sessions or goals asks for;
 * - `time`: at a time that no follow-up, course of care or goal of the client looks at;
 * - `no-goal`: a measurement whose goal is not here;
 * - `off-scale`: a measurement that its goal's measure cannot take;
 * - `nothing-to-remove`: a deletion or an erasure of what is not here.
 */
export const UNUSED_REASONS = [
  'no-session',
  'recall-window',
  'body-region',
  'time',
  'no-goal',
  'off-scale',
  'nothing-to-remove',
] as const;
export type UnusedReason = (typeof UNUSED_REASONS)[number];

/** What became of every row that was read; blank lines and rows of other clinics are none. */
export type RowAccount = {
  /** The sum of the counts. */
  rows: number;
  counts: Record<RowFate, number>;
  /** `counts.unused` by reason, those that occur. */
  unused: Partial<Record<UnusedReason, number>>;
  /** `counts.skipped` by code, those that occur; absent where none was. */
  skipped?: Record<string, number>;
  /** `counts.refused` by code, those that occur. */
  refused: Record<string, number>;
};

/** What became of one row. */
export type RowOutcome =
  | { fate: Exclude<RowFate, 'unused' | 'skipped' | 'refused'> }
  | { fate: 'unused'; reason: UnusedReason }
  | { fate: 'skipped' | 'refused'; code: string };

/** An account that is added up, row by row or from accounts of parts. Its JSON takes it up again. */
export class RowTally {
  readonly #counts: Record<RowFate, number> = noCounts();
  readonly #unused = new Map<UnusedReason, number>();
  readonly #skipped = new Map<string, number>();
  readonly #refused = new Map<string, number>();

  /** @param outcome what became of so many rows */
  add(outcome: RowOutcome, rows = 1): void {
    if (rows === 0) return;
    this.#counts[outcome.fate] += rows;
    if (outcome.fate === 'unused') more(this.#unused, outcome.reason, rows);
    if (outcome.fate === 'skipped') more(this.#skipped, outcome.code, rows);
    if (outcome.fate === 'refused') more(this.#refused, outcome.code, rows);
  }

  /** Takes over the account of other rows. */
  addAll({ counts, unused, skipped = {}, refused }: RowAccount): void {
    for (const fate of ROW_FATES) this.#counts[fate] += counts[fate] ?? 0; // an account from before a fate was told apart has none of it
    for (const reason of UNUSED_REASONS) if (unused[reason]) more(this.#unused, reason, unused[reason]);
    for (const [code, rows] of Object.entries(skipped)) more(this.#skipped, code, rows);
    for (const [code, rows] of Object.entries(refused)) more(this.#refused, code, rows);
  }

  /** Reasons in the order of UNUSED_REASONS, codes in alphabetical order: equal accounts are equal text. */
  toJSON(): RowAccount {
    const reasons = UNUSED_REASONS.filter((reason) => this.#unused.has(reason));
    return {
      rows: ROW_FATES.reduce((sum, fate) => sum + this.#counts[fate], 0),
      counts: { ...this.#counts },
      unused: Object.fromEntries(reasons.map((reason) => [reason, this.#unused.get(reason)!])),
      ...(this.#skipped.size > 0 && { skipped: byCode(this.#skipped) }),
      refused: byCode(this.#refused),
    };
  }
}

function noCounts(): Record<RowFate, number> {
  return { used: 0, replaced: 0, duplicate: 0, removed: 0, unused: 0, skipped: 0, refused: 0 };
}

function byCode(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function more<Name>(counts: Map<Name, number>, name: Name, rows: number): void {
  counts.set(name, (counts.get(name) ?? 0) + rows);
}
