import type { RecordResult } from '../../shared/intake/record-result.ts';
import type { ImportItem } from '../../shared/records/file-item.ts';
import type { ImportSummary } from '../../shared/records/import-summary.ts';
import { readableId, type SentRecord } from '../../shared/records/record.ts';
import type { ImportAccount } from './import-account.ts';
import type { RefusedRows } from './refused-rows.ts';
import type { RetakenRows } from './retaken-rows.ts';

/** Where what became of rows is told. */
export type Told = {
  summary: ImportSummary;
  account: ImportAccount;
  refused: RefusedRows;
  retaken: RetakenRows;
  /** Keeps the receipt of an erasure beside the file. */
  keep(line: number, receipt: object): Promise<void>;
};

/** Takes the records among some rows in, and tells what became of each row. */
export async function importChunk(
  chunk: readonly ImportItem[],
  take: (records: SentRecord[]) => Promise<RecordResult[]>,
  { summary, account, refused, retaken, keep }: Told,
): Promise<void> {
  const records = chunk.flatMap((item): SentRecord[] => ('record' in item ? [item.record] : []));
  const results = (await take(records)).values();
  for (const item of chunk) {
    if ('skipped' in item) {
      summary.add({ status: 'skipped' });
      account.skip(item.skipped.code);
      continue;
    }
    if ('refusal' in item) {
      const { type, code } = item.refusal;
      summary.add({ ...(type && { type }), status: 'refused', code });
      account.refuse(code);
      refused.add(item.refusal, item.typed?.());
      continue;
    }
    const { record, line } = item;
    const id = readableId(record)!;
    const result = retaken.asTaken(record, id, results.next().value!);
    account.take(line, record, id, result);
    if (result.status !== 'refused') {
      summary.add({ type: record.type, status: result.status });
      if ('receipt' in result && result.receipt) await keep(line, result.receipt);
      continue;
    }
    const [refusal] = result.refusals;
    const status = refusal!.code === 'conflict' ? 'conflict' : 'refused';
    summary.add({ type: record.type, status, code: refusal!.code });
    refused.add({ line, type: record.type, id, ...refusal! }, item.typed?.());
  }
}
