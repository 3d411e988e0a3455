import { IMPORT_STATUSES } from '../../../shared/records/files/import-summary.ts';
import type { SentRecord } from './http-records.ts';
import type { ImportedFile } from './import-files.ts';

/** `Imported 12,345 rows of 11 files: 12,300 accepted, 2 duplicate, 40 stale, 1 conflict, 2 refused.` */
export function importText(imported: readonly ImportedFile[]): string {
  const rows = imported.reduce((sum, { result }) => sum + result.rows, 0);
  const parts = IMPORT_STATUSES.map((status) => {
    const count = imported.reduce((sum, { result }) => sum + result.counts[status], 0);
    return { status, count };
  }).filter(({ count }) => count > 0);
  return `Imported ${many(rows, 'row')} of ${many(imported.length, 'file')}${listed(parts)}.`;
}

/** `Sent 12 records over HTTP: 12 accepted.` */
export function sentText(sent: readonly SentRecord[]): string {
  const byStatus = Map.groupBy(sent, ({ status }) => status);
  const parts = [...byStatus].map(([status, records]) => ({ status, count: records.length }));
  return `Sent ${many(sent.length, 'record')} over HTTP${listed(parts)}.`;
}

function listed(parts: readonly { status: string; count: number }[]): string {
  if (parts.length === 0) return '';
  return `: ${parts.map(({ status, count }) => `${grouped(count)} ${status}`).join(', ')}`;
}

function many(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

const grouped = (count: number) => count.toLocaleString('en-US');
