import type { ImportResult } from '../../../shared/records/files/import-summary.ts';
import type { RowAccount } from '../../../shared/records/files/row-account.ts';
import { importResultKey } from '../../../shared/storage/keys/import-keys.ts';
import type { SentFile } from '../sent/files.ts';
import type { Buckets } from '../world/buckets.ts';
import { IMPORTS_BUCKET } from '../world/files.ts';
import type { Heard } from './heard.ts';

type Result = ImportResult & { account: RowAccount; refusedParts: string[] };
type RefusedLine = { line: number; code: string; path: string; message: string };

/**
 * What a file's sender hears: each row that is not told as refused was taken, as a repetition of what is held, or as an
 * older version of it, so that it or a later one is there.
 *
 * @returns what was heard of its rows, and what is wrong with how they are told
 */
export function heardOfFile(
  buckets: Buckets,
  { key, records }: SentFile,
): { heard: Heard[]; wrong: string[] } {
  const text = buckets.text(IMPORTS_BUCKET, importResultKey(key));
  if (text === undefined) return { heard: [], wrong: [`${key} has no result`] };
  const { rows, account, counts, refusedParts, stoppedAt } = JSON.parse(text) as Result;
  const wrong: string[] = [];
  if (stoppedAt) wrong.push(`${key} stopped: ${stoppedAt.reason}`);
  if (rows !== records.length) wrong.push(`${key} has ${records.length} rows, and ${rows} are told`);
  if (account.rows !== records.length) wrong.push(`${key} has an account of ${account.rows} rows`);
  const lines = refusedParts.flatMap((part) =>
    (buckets.text(IMPORTS_BUCKET, part) ?? '').split('\n').filter(Boolean),
  );
  const refused = new Map(lines.map((line) => JSON.parse(line) as RefusedLine).map((row) => [row.line, row]));
  if (lines.length !== counts.refused + counts.conflict) {
    wrong.push(`${key} tells ${counts.refused + counts.conflict} rows as refused, and shows ${lines.length}`);
  }
  const heard = records.map((record, index): Heard => {
    const row = refused.get(index + 1);
    if (!row) return { record, result: { index, status: 'accepted' } };
    const { code, path, message } = row;
    return { record, result: { index, status: 'refused', refusals: [{ code, path, message }] } };
  });
  return { heard, wrong };
}
