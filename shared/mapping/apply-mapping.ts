import { FileBroken, type ImportItem } from '../records/files/file-item.ts';
import { readItem, refusedItem } from '../records/files/read-item.ts';
import { rowTexts } from '../records/files/row-texts.ts';
import type { Table, TableRow } from '../tables/table.ts';
import { draftRecord, lacksClient, NO_CLIENT } from './draft-record.ts';
import { checkColumns } from './mapped-columns-check.ts';
import type { Mapping } from './mapping.ts';
import { type Draft, MappedColumns, RowReading } from './row-reading.ts';
import { skippedRow } from './skipped-row.ts';
import { statusVocabulary } from './status-vocabulary.ts';
import { isTotalsRow } from './totals-of-table.ts';

export type MappingOptions = {
  /** The clinic that the file belongs to. */
  clinicId?: string;
  /**
   * Whether rows are only looked at. A look tells all that is in the way of them; an import ends before the first where
   * every one would be refused.
   */
  isLook?: boolean;
  /** When the file was written, for a mapping that takes it as the time of its versions: RFC 3339. */
  writtenAt?: string;
};

const MOST_WORDS = 200;

/** What is seen of a table's rows besides their items. */
export class MappingTally {
  rows = 0;
  /** Words without a code, with their rows, by vocabulary. */
  readonly unknownWords = new Map<string, Map<string, number>>();

  unknownWord(vocabulary: string, word: string): void {
    const words = this.unknownWords.get(vocabulary) ?? new Map<string, number>();
    this.unknownWords.set(vocabulary, words);
    if (words.has(word) || words.size < MOST_WORDS) words.set(word, (words.get(word) ?? 0) + 1);
  }
}

/**
 * Makes records of the rows of another system's table, as a mapping says. A row may become several records; each is
 * validated as any other, and one that is refused takes no other with it. A row that is no visit, or says nothing, is
 * passed over: an item too, so that all rows are accounted for.
 *
 * `endByte` of an item is its number among all items, as `ordinal` is: a reader goes on after any of them by leaving out
 * so many.
 *
 * @param tally where rows are counted, and the words that have no code
 * @throws FileBroken before any item when the columns are not those of the mapping, or it reads nobody's id; and as the
 * table's rows do
 */
export async function* applyMapping(
  { columns, rows, shape }: Table,
  mapping: Mapping,
  options: MappingOptions,
  tally = new MappingTally(),
): AsyncGenerator<ImportItem> {
  if (columns) checkColumns(mapping, columns, shape.headerLine || 1);
  if (!options.isLook && mapping.records.every(lacksClient))
    throw new FileBroken('missing-column', shape.headerLine || 1, NO_CLIENT);
  const mapped = new MappedColumns(mapping);
  let place = 0;
  for await (const batch of rows) {
    for (const row of batch) {
      tally.rows += 1;
      for (const item of itemsOf(row, mapped, options, tally)) {
        place += 1;
        yield Object.assign(item, { endByte: place, ordinal: place });
      }
    }
  }
}

function itemsOf(
  row: TableRow,
  mapped: MappedColumns,
  options: MappingOptions,
  tally: MappingTally,
): ImportItem[] {
  const { mapping } = mapped;
  const place = () => ({ line: row.line, endLine: row.endLine, endByte: 0 });
  if ('problem' in row) return [refusedItem(place(), [row.problem])];
  const reading = new RowReading(mapped, row.cells);
  if (isTotalsRow(mapping, reading)) return [passedOver(row, 'totals-row', TOTALS)];
  const passed = skippedRow(mapping.rows ?? [], reading);
  if (passed && 'skipped' in passed) return [passedOver(row, passed.skipped, NO_VISIT)];
  if (passed) {
    const { status } = passed;
    if (status) tally.unknownWord(statusVocabulary(status.rule), status.word);
    return [refusedItem(place(), [passed.refusal])];
  }
  const items = mapping.records.flatMap((template): ImportItem[] => {
    const draft = draftRecord(template, reading, (vocabulary, word) => tally.unknownWord(vocabulary, word));
    return draft ? [itemOf(draft, place(), mapping, options)] : [];
  });
  return items.length > 0 ? items : [passedOver(row, 'nothing-said', NOTHING_SAID)];
}

const NO_VISIT = 'passed over, as the mapping says of such rows';
const TOTALS = 'passed over: a row of totals, with a word for them, numbers, and neither a client nor a time';
const NOTHING_SAID = 'passed over: in none of the columns that a record needs is anything said';

function passedOver({ line, endLine }: TableRow, code: string, message: string): ImportItem {
  return { line, endLine, endByte: 0, skipped: { line, code, path: '', message } };
}

function itemOf(
  { input, problems, unread }: Draft,
  place: { line: number; endLine: number; endByte: number },
  { recordedAt }: Mapping,
  { clinicId, writtenAt }: MappingOptions,
): ImportItem {
  const stamp = recordedAt === 'file' && writtenAt !== undefined && !('recordedAt' in input);
  const stamped = stamp ? { ...input, recordedAt: writtenAt } : input;
  const item = readItem(place, stamped, clinicId, problems);
  item.typed = () => ({ cells: { ...rowTexts(stamped), ...unread } });
  return item;
}
