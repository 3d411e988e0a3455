import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { FileRefusal, KeptRow } from '../../records/files/file-item.ts';
import type { ImportPage, WrittenImport } from '../../records/files/written-import.ts';
import { mapInFlight } from '../aws/in-flight.ts';
import { getText, listKeys } from '../aws/objects.ts';
import {
  firstOfPart,
  importKey,
  importProgressKey,
  importResultKey,
  isImportResult,
  lineOfMended,
  mendedRowsPrefix,
  parseImportKey,
} from '../keys/import-keys.ts';

export type ImportResults = ReturnType<typeof createImportResults>;

const READS_IN_FLIGHT = 8;
const RESULT_NAME = '/result.json';

/** A folder that a console has made looks like a file without a name; nobody misses its result. */
const isResultOfFile = (key: string) =>
  isImportResult(key) &&
  key.endsWith(RESULT_NAME) &&
  parseImportKey(key.slice(0, -'.import/result.json'.length)) !== undefined;

/** What is kept of a row, without whose it is: that is kept for the day on which somebody is erased. */
export function withoutClients<Row extends object>(row: Row): Omit<Row, 'clients'> {
  const { clients: _, ...shown } = row as Row & { clients?: unknown };
  return shown;
}

/** Reads the results that imports have written beside their files. */
export function createImportResults(client: S3Client, bucket: string) {
  const rowsOfPart = async (part: string | undefined): Promise<KeptRow[]> => {
    const text = part === undefined ? undefined : await getText(client, bucket, part);
    const lines = (text ?? '').split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as KeptRow);
  };
  const resultAt = async (key: string): Promise<WrittenImport | undefined> => {
    const text = await getText(client, bucket, key);
    if (text === undefined) return undefined;
    const kept = JSON.parse(text) as WrittenImport;
    return { ...kept, replaced: kept.replaced.map(withoutClients) };
  };
  return {
    /**
     * The imports of a clinic by the names of their files.
     *
     * @param after `next` of the page before
     * @param most objects to look at; a file may have several beside it
     */
    async list(
      clinicId: string,
      { after, most = 500 }: { after?: string; most?: number },
    ): Promise<ImportPage> {
      const prefix = importKey({ clinicId, name: '' });
      const { Contents = [], IsTruncated } = await client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          MaxKeys: most,
          ...(after !== undefined && { StartAfter: `${prefix}${after}` }),
        }),
      );
      const results = Contents.filter(({ Key }) => isResultOfFile(Key!));
      const found = await mapInFlight(READS_IN_FLIGHT, results, async ({ Key, LastModified }) => {
        const result = await resultAt(Key!);
        // Gone since it was listed: its days had passed.
        return result && { ...result, finishedAt: LastModified!.toISOString() };
      });
      const last = parseImportKey(Contents.at(-1)?.Key ?? '');
      return {
        imports: found.filter((result) => result !== undefined),
        ...(IsTruncated && last && { next: last.name }),
      };
    },

    /** What became of one file of a clinic, by its name below the clinic's folder; undefined when no import has ended. */
    of: (clinicId: string, name: string): Promise<WrittenImport | undefined> =>
      resultAt(importResultKey(importKey({ clinicId, name }))),

    /** The first rows that an import refused, and why: nothing of what they say. */
    async firstRefused({ refusedParts }: WrittenImport, most: number): Promise<FileRefusal[]> {
      const rows = await rowsOfPart(refusedParts[0]);
      return rows.slice(0, most).map(({ sealedRow: _, ...row }) => withoutClients(row));
    },

    /**
     * The refused rows that are still open, with what was typed, sealed.
     *
     * @param settled lines of rows that are passed over
     */
    async openRows(
      { refusedParts }: WrittenImport,
      settled: ReadonlySet<number>,
      most: number,
    ): Promise<KeptRow[]> {
      const open: KeptRow[] = [];
      for (const part of refusedParts) {
        if (open.length >= most) break;
        open.push(...(await rowsOfPart(part)).filter(({ line }) => !settled.has(line)));
      }
      return open.slice(0, most);
    },

    /** One refused row of a file, by its line; undefined when the import refused none there. */
    async refusedRow({ refusedParts }: WrittenImport, line: number): Promise<KeptRow | undefined> {
      const part = refusedParts.findLast((key) => firstOfPart(key) <= line);
      return (await rowsOfPart(part)).find((row) => row.line === line);
    },

    /** The lines of the refused rows of a file that are settled. */
    async settledLines(clinicId: string, name: string): Promise<Set<number>> {
      const keys = await listKeys(client, bucket, mendedRowsPrefix(importKey({ clinicId, name })));
      return new Set(keys.map(lineOfMended));
    },

    /** How many rows of a file have been read by an import that goes on; undefined where there is none. */
    async progressOf(clinicId: string, name: string): Promise<number | undefined> {
      const key = importKey({ clinicId, name });
      // Its mapping lies beside a file before that is there.
      if (!(await listKeys(client, bucket, key)).includes(key)) return undefined;
      const text = await getText(client, bucket, importProgressKey(key));
      return text === undefined ? 0 : (JSON.parse(text) as { rows: number }).rows;
    },
  };
}
