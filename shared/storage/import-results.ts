import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { FileRefusal } from '../records/file-item.ts';
import type { ImportPage, WrittenImport } from '../records/written-import.ts';
import { importKey, importResultKey, isImportResult, parseImportKey } from './import-keys.ts';
import { mapInFlight } from './in-flight.ts';
import { getText } from './objects.ts';

export type ImportResults = ReturnType<typeof createImportResults>;

const READS_IN_FLIGHT = 8;
const RESULT_NAME = '/result.json';

/** A folder that a console has made looks like a file without a name; nobody misses its result. */
const isResultOfFile = (key: string) =>
  isImportResult(key) &&
  key.endsWith(RESULT_NAME) &&
  parseImportKey(key.slice(0, -'.import/result.json'.length)) !== undefined;

/** Reads the results that imports have written beside their files. */
export function createImportResults(client: S3Client, bucket: string) {
  const resultAt = async (key: string): Promise<WrittenImport | undefined> => {
    const text = await getText(client, bucket, key);
    return text === undefined ? undefined : (JSON.parse(text) as WrittenImport);
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

    /** The first rows that an import refused. */
    async firstRefused({ refusedParts }: WrittenImport, most: number): Promise<FileRefusal[]> {
      const [first] = refusedParts;
      const text = first === undefined ? undefined : await getText(client, bucket, first);
      const lines = (text ?? '').split('\n', most).filter((line) => line !== '');
      return lines.map((line) => JSON.parse(line) as FileRefusal);
    },
  };
}
