import type { FileRefusal, SkippedRow, TypedRow } from '../records/files/file-item.ts';
import { RECORD_TYPES, type RecordType, readableId, type SentRecord } from '../records/record.ts';
import { dateIn } from '../records/time/in-zone.ts';
import { utcSeconds } from '../records/time/instant.ts';
import { foundText } from '../records/values/found-text.ts';
import { type GroupedRefusals, RefusalGroups } from './refusal-groups.ts';
import { SpreadSample } from './spread-sample.ts';
import { typedCells } from './typed-cells.ts';

/**
 * What would become of a row: a record of its own, another version of one (held, or in a row above), the same as one, or
 * older than what is held. `acts` moves, merges or erases, which nobody can say before it is done.
 */
const FORESEEN = ['new', 'changed', 'known', 'older', 'acts'] as const;
export type Foreseen = (typeof FORESEEN)[number];

type Field = [name: string, text: string];

/** A row beside the record that it would become. */
export type SampledRow = {
  line: number;
  type: RecordType;
  id: string;
  foreseen: Foreseen;
  typed: Field[];
  kept: Field[];
};

/** What a file would do if it were imported. */
export type FileLookResult = {
  rows: number;
  /** Rows that would be taken in, by type and by what would become of them. */
  byType: Partial<Record<RecordType, Record<Foreseen, number>>>;
  refusedRows: number;
  refused: GroupedRefusals;
  /** Rows that are no records, with nothing wrong; absent in what was seen before they were told apart. */
  skippedRows?: number;
  skipped?: GroupedRefusals;
  /** Different client ids among the rows that would be taken in. */
  clients: number;
  /** The first and the last day of visits, scores and measurements: in the zone, in UTC where there is none. */
  days?: { first: string; last: string };
  samples: SampledRow[];
  /** Nothing from this line on can be read. */
  stoppedAt?: { line: number; reason: string };
};

const SAMPLES = 20;
const FIELDS_OF_SAMPLE = 40;

/** Adds up what the rows of a file would do. Of the rows themselves it keeps a few; of all others counts and client ids. */
export class FileLook {
  readonly #byType = new Map<RecordType, Record<Foreseen, number>>();
  readonly #refusals = new RefusalGroups();
  readonly #skips = new RefusalGroups();
  readonly #clients = new Set<string>();
  readonly #samples = new SpreadSample<Omit<SampledRow, 'kept'> & { record: SentRecord }>(SAMPLES);
  #refusedRows = 0;
  #skippedRows = 0;
  #first: string | undefined;
  #last: string | undefined;
  #stoppedAt: FileLookResult['stoppedAt'];

  refuse(refusal: FileRefusal, typed: TypedRow | undefined): void {
    this.#refusedRows += 1;
    this.#refusals.add(refusal, typed);
  }

  skip(row: SkippedRow): void {
    this.#skippedRows += 1;
    this.#skips.add(row, undefined);
  }

  take(line: number, record: SentRecord, foreseen: Foreseen, typed: () => TypedRow | undefined): void {
    const { type } = record;
    const counts = this.#byType.get(type) ?? { new: 0, changed: 0, known: 0, older: 0, acts: 0 };
    counts[foreseen] += 1;
    this.#byType.set(type, counts);
    if ('clientId' in record) this.#clients.add(record.clientId);
    this.#span(record);
    this.#samples.offer(() => ({
      ...{ line, type, id: readableId(record)!, foreseen, record },
      typed: fields(typedCells(typed()) ?? {}),
    }));
  }

  stop(line: number, reason: string): void {
    this.#stoppedAt = { line, reason };
  }

  /** @param kept the fields of a record as it would be kept */
  result(
    timeZone: string | undefined,
    kept: (record: SentRecord) => Readonly<Record<string, string>>,
  ): FileLookResult {
    const [first, last] = [this.#first, this.#last];
    const day = (instant: string) => dateIn(new Date(utcSeconds(instant) * 1000), timeZone);
    const counts = [...this.#byType.values()].flatMap((ofType) =>
      FORESEEN.map((foreseen) => ofType[foreseen]),
    );
    const types = RECORD_TYPES.filter((type) => this.#byType.has(type));
    return {
      rows: this.#refusedRows + this.#skippedRows + counts.reduce((sum, count) => sum + count, 0),
      byType: Object.fromEntries(types.map((type) => [type, this.#byType.get(type)!])),
      refusedRows: this.#refusedRows,
      refused: this.#refusals.toJSON(),
      ...(this.#skippedRows > 0 && { skippedRows: this.#skippedRows, skipped: this.#skips.toJSON() }),
      clients: this.#clients.size,
      ...(first !== undefined && last !== undefined && { days: { first: day(first), last: day(last) } }),
      samples: this.#samples.items().map(({ record, ...row }) => ({ ...row, kept: fields(kept(record)) })),
      ...(this.#stoppedAt && { stoppedAt: this.#stoppedAt }),
    };
  }

  #span(record: SentRecord): void {
    const at =
      record.type === 'session'
        ? record.startedAt
        : record.type === 'pain-score' || record.type === 'measurement'
          ? record.at
          : undefined;
    if (at === undefined) return;
    if (this.#first === undefined || utcSeconds(at) < utcSeconds(this.#first)) this.#first = at;
    if (this.#last === undefined || utcSeconds(at) > utcSeconds(this.#last)) this.#last = at;
  }
}

function fields(cells: Readonly<Record<string, string>>): Field[] {
  return Object.entries(cells)
    .slice(0, FIELDS_OF_SAMPLE)
    .map(([name, text]) => [name, foundText(text)]);
}
