import { createHash } from 'node:crypto';
import { clinicId } from '../records/fields.ts';

/** Every key of the imports bucket, built and parsed here and nowhere else. */

/** Where a file to import lies: `clinic=<id>/<name>`. */
export type ImportObject = { clinicId: string; name: string };

const RESULTS = '.import/';
const LONGEST_RESULT_NAME = 'refused-0000000000000.jsonl'.length;

/** @returns undefined for an object that lies in no clinic's folder */
export function parseImportKey(key: string): ImportObject | undefined {
  const match = /^clinic=([^/]+)\/(.+)$/s.exec(key);
  return match && clinicId.safeParse(match[1]).success ? { clinicId: match[1]!, name: match[2]! } : undefined;
}

/** Whether an object is what an import has written: it is no import itself, or there would be no end. */
export function isImportResult(key: string): boolean {
  return /\.import\/(result\.json|refused-\d{9,}\.jsonl|erased-\d{9,}\.json)$/.test(key);
}

export const importKey = ({ clinicId, name }: ImportObject) => `clinic=${clinicId}/${name}`;

/** Beside the file: what became of it. */
export const importResultKey = (key: string) => `${besideImport(key)}result.json`;

/** Beside the file: what was refused, from a line on. */
export const refusedRowsKey = (key: string, firstLine: number) =>
  `${besideImport(key)}refused-${String(firstLine).padStart(9, '0')}.jsonl`;

/** Beside the file: the receipt of the erasure on a line. */
export const erasureReceiptKey = (key: string, line: number) =>
  `${besideImport(key)}erased-${String(line).padStart(9, '0')}.json`;

const LONGEST_KEY_BYTES = 1024;

/** Nothing fits beside a key of nearly the greatest length: such an import's result lies under the key's digest. */
function besideImport(key: string): string {
  const beside = `${key}${RESULTS}`;
  if (Buffer.byteLength(beside) + LONGEST_RESULT_NAME <= LONGEST_KEY_BYTES) return beside;
  return `long-names/${createHash('sha256').update(key).digest('hex')}${RESULTS}`;
}
