import type { RecordResult } from '../../shared/intake/record-result.ts';
import type { Arrival } from '../../shared/records/arrival.ts';
import { type ImportItem, placeOf } from '../../shared/records/files/file-item.ts';
import type { ImportSummary } from '../../shared/records/files/import-summary.ts';
import { readableId, type SentRecord } from '../../shared/records/record.ts';
import { broughtBy } from './brought-by.ts';
import type { BroughtRows } from './brought-rows.ts';
import type { ImportAccount } from './import-account.ts';
import type { RefusedRows } from './refused-rows.ts';
import type { RetakenRows } from './retaken-rows.ts';
import type { RowNames } from './row-names.ts';

/** Where what became of rows is told. */
export type Told = {
  names: RowNames;
  summary: ImportSummary;
  account: ImportAccount;
  refused: RefusedRows;
  brought: BroughtRows;
  retaken: RetakenRows;
  /** Keeps the receipt of an erasure beside the file. */
  keep(line: number, receipt: object): Promise<void>;
};

/** Takes in records of a file, in their order, from the place of the first on. */
export type TakeRows = (records: SentRecord[], firstPlace: number) => Promise<RecordResult[]>;

/**
 * Takes the records among some rows in, and tells what became of each row. Each row has its place in the file: of several
 * without a recordedAt the last one stands.
 */
export async function importChunk(
  chunk: readonly ImportItem[],
  take: TakeRows,
  arrival: Arrival,
  { names, summary, account, refused, brought, retaken, keep }: Told,
): Promise<void> {
  const firstPlace = placeOf(chunk[0]!);
  const records = chunk.flatMap((item): SentRecord[] => ('record' in item ? [item.record] : []));
  const results = (await take(records, firstPlace)).values();
  let place = firstPlace;
  for (const item of chunk) {
    if (!('record' in item)) brought.add({ line: item.line });
    if ('skipped' in item) {
      summary.add({ status: 'skipped' });
      account.skip(item.skipped.code);
      continue;
    }
    if ('refusal' in item) {
      const { type, code } = item.refusal;
      summary.add({ ...(type && { type }), status: 'refused', code });
      account.refuse(code);
      refused.add(names.ofRefused(item.refusal, item.typed?.()));
      continue;
    }
    const { record, line } = item;
    const named = names.ofRecord(record);
    const id = readableId(record)!;
    const result = retaken.asTaken(record, id, results.next().value!);
    account.take({ line, ...named }, record, result);
    brought.add(broughtBy({ line, ...named }, record, result, arrival, place));
    place += 1;
    if (result.status !== 'refused') {
      summary.add({ type: record.type, status: result.status });
      if ('receipt' in result && result.receipt) await keep(line, result.receipt);
      continue;
    }
    const [refusal] = result.refusals;
    const status = refusal!.code === 'conflict' ? 'conflict' : 'refused';
    summary.add({ type: record.type, status, code: refusal!.code });
    refused.add(names.ofRefused({ line, type: record.type, id, ...refusal! }, item.typed?.(), record));
  }
}
