import { RowSettler } from '../../shared/records/files/row-settler.ts';
import {
  type AnyRecord,
  type Fact,
  ID_FIELD,
  isReassignment,
  type ReportedRecord,
} from '../../shared/records/record.ts';
import { utcSortKey } from '../../shared/records/time/instant.ts';
import { contentOf, heldFactOf } from '../../shared/records/versions/content.ts';
import type { Held } from '../../shared/records/versions/held.ts';
import { meaningOf } from '../../shared/records/versions/meaning.ts';
import {
  decide,
  type ErasedUpTo,
  type HeldVersion,
  heldAs,
  type IncomingVersion,
  isRemoval,
  markOf,
} from '../../shared/records/versions/version.ts';

/** A row with its turn, and what became of it. */
export type PlainRow = { turn: number; record: AnyRecord; undated: boolean; fate?: PlainFate };
type PlainFate =
  | 'live'
  | 'removal'
  | 'nothing-to-remove'
  | 'replaced'
  | 'duplicate'
  | 'removed'
  | 'conflict'
  | 'other-client'
  | 'reassigned'
  | 'known'
  /** With its code. */
  | `refused ${string}`;

type Version = { row: PlainRow; version: IncomingVersion; at: string };
type Slot = {
  client: string;
  name: string;
  held?: HeldVersion;
  by?: PlainRow;
  versions: Version[];
  repeated: PlainRow[];
};

/** A store of one clinic's records that takes rows one by one: Maps and objects, and the domain's own decisions. */
export class PlainStore {
  readonly #slots = new Map<string, Slot>();
  readonly #erasures = new Map<string, { mark: ErasedUpTo; row: PlainRow; known: string[] }>();

  take(row: PlainRow): void {
    if (row.record.type === 'erasure') this.#erase(row, row.record.clientId);
    else if (!isReassignment(row.record)) this.#write(row, row.record);
  }

  #erase(row: PlainRow, client: string): void {
    const before = this.#erasures.get(client);
    const recordedAt = instantOf(row);
    const again = before?.known.includes(recordedAt) ?? false;
    const reached = [...this.#slots.values()].filter(
      (slot) => slot.client === client && slot.held && !(again && slot.held.recordedAt > recordedAt),
    );
    row.fate = again ? 'duplicate' : 'nothing-to-remove';
    const latest = reached
      .map(({ held }) => held!.recordedAt)
      .sort()
      .at(-1);
    const mark = markOf(before?.mark, { recordedAt, arrivedAt: '' }, latest).recordedAt;
    for (const slot of reached) {
      for (const removed of [...slot.versions.map((version) => version.row), ...slot.repeated]) {
        removed.fate = 'removed';
        row.fate = 'removal';
      }
      slot.versions = [];
      slot.repeated = [];
      delete slot.held;
    }
    const sets = before === undefined || mark > before.mark.recordedAt;
    const known = [...(before?.known ?? []), recordedAt];
    this.#erasures.set(client, { mark: { recordedAt: mark }, row: sets ? row : before.row, known });
  }

  #write(row: PlainRow, record: Exclude<ReportedRecord, { type: 'erasure' }>): void {
    const name = nameOf(record);
    const key = `${record.clientId} ${name}`;
    const slot = this.#slots.get(key) ?? { client: record.clientId, name, versions: [], repeated: [] };
    this.#slots.set(key, slot);
    const version = versionOf(row, record);
    const acted = slot.versions.some(
      ({ version: earlier }) =>
        isRemoval(earlier) &&
        earlier.recordedAt === version.recordedAt &&
        earlier.content === version.content,
    );
    const erased = this.#erasures.get(slot.client);
    const mark = row.undated ? undefined : erased?.mark;
    const outcome = decide(slot.held, mark, version, acted && isRemoval(version));
    if (outcome === 'erased') {
      row.fate = 'removed';
      erased!.row.fate = 'removal';
    } else if (outcome !== 'duplicate' && this.#isOfAnother(slot)) row.fate = 'other-client';
    else if (outcome === 'conflict') row.fate = 'conflict';
    else if (outcome === 'duplicate') {
      row.fate = 'duplicate';
      slot.repeated.push(row);
    } else {
      if (outcome === 'accepted') {
        slot.held = heldAs(slot.held, version);
        slot.by = row;
      }
      const at = outcome === 'accepted' ? slot.held!.recordedAt : version.recordedAt;
      slot.versions.push({ row, version, at });
    }
  }

  #isOfAnother({ client, name }: Slot): boolean {
    if (!/^(session|pain-score|goal|measurement) /.test(name)) return false;
    return [...this.#slots.values()].some(
      (other) =>
        other.name === name &&
        other.client !== client &&
        other.held !== undefined &&
        other.held.content !== null,
    );
  }

  /** The facts in force, and on every row its fate. */
  settle(): LiveFact[] {
    for (const slot of this.#slots.values()) settleSlot(slot);
    return [...this.#slots.values()].flatMap(({ client, held, by }) => {
      if (held === undefined || held.content === null) return [];
      return [{ client, row: by!, fact: heldFactOf(contentOf(by!.record as Fact)) }];
    });
  }
}

/** A fact in force, and whose it is. */
export type LiveFact = { client: string; row: PlainRow; fact: Held<Fact> };

/** What became of rows among which are moves or merges: all of them together, by the clinic's own settler. */
export function settledTogether(rows: readonly PlainRow[]): LiveFact[] {
  const settler = new RowSettler();
  for (const row of rows) {
    const { record, turn } = row;
    if (record.type === 'move') settler.move(record, turn);
    else if (record.type === 'merge') settler.merge(record, turn);
    else if (record.type === 'erasure') settler.erasure(record.clientId, instantOf(row), turn);
    else {
      const [type, id] = nameOf(record).split(' ') as [string, string];
      const version = { ...versionOf(row, record), position: turn };
      settler.version({ client: record.clientId, type, id }, version);
    }
  }
  const fates = settler.settled();
  return rows.flatMap((row) => {
    const settled = fates.get(row.turn)!;
    row.fate = settled.fate === 'refused' ? `refused ${settled.refusal.code}` : settled.fate;
    if (settled.fate !== 'live') return [];
    return [{ client: settled.client, row, fact: heldFactOf(contentOf(row.record as Fact)) }];
  });
}

/** Every version that was taken, by what follows it in time. */
function settleSlot({ versions, held, by }: Slot): void {
  const rank = ({ version }: Version) => Number(isRemoval(version)) + (version.content === null ? 2 : 0);
  const inTime = versions.toSorted(
    (a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0) || rank(a) - rank(b) || a.row.turn - b.row.turn,
  );
  for (const [index, { row, version }] of inTime.entries()) {
    const before = inTime[index - 1];
    const next = inTime[index + 1];
    if (version.content === null) {
      const first = inTime.find(
        (other) => other.version.content === null && other.version.recordedAt === version.recordedAt,
      )!;
      const acts = before !== undefined && before.version.content !== null;
      row.fate = acts ? 'removal' : first.row === row ? 'nothing-to-remove' : 'duplicate';
    } else if (next === undefined) {
      if (held?.content === null || by !== row) throw new Error('the last in time should be held');
      row.fate = 'live';
    } else if (next.version.content === null) row.fate = 'removed';
    else row.fate = next.version.content === version.content ? 'duplicate' : 'replaced';
  }
}

/** What arrived together without an instant is told apart by its turn (records/arrival.ts). */
function instantOf({ record, undated, turn }: PlainRow): string {
  const key = utcSortKey(record.recordedAt);
  return undated ? `${key}.${String(turn).padStart(9, '0')}` : key;
}

function versionOf(row: PlainRow, record: Exclude<ReportedRecord, { type: 'erasure' }>): IncomingVersion {
  return {
    recordedAt: instantOf(row),
    content: record.type === 'deletion' ? null : meaningOf(contentOf(record)),
    ...(record.type === 'consent' && !record.partnerReports && { removes: true }),
    ...(row.undated && { clock: 'arrival' }),
  };
}

function nameOf(record: Exclude<ReportedRecord, { type: 'erasure' }>): string {
  if (record.type === 'deletion') return `${record.of} ${record.id}`;
  return `${record.type} ${(record as unknown as Record<string, string>)[ID_FIELD[record.type]]}`;
}
