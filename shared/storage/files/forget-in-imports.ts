import type { S3Client } from '@aws-sdk/client-s3';
import { WITHOUT_CLIENT } from '../../imports/without-client.ts';
import { mapInFlight } from '../aws/in-flight.ts';
import { listObjects, removeObject, rewriteText } from '../aws/objects.ts';
import {
  importKey,
  isImportResult,
  longNamesPrefix,
  looksPrefix,
  uploadsPrefix,
} from '../keys/import-keys.ts';
import type { ClientKey } from '../keys/keys.ts';

export type ForgettingInImports = ReturnType<typeof createForgettingInImports>;

const OBJECTS_IN_FLIGHT = 4;

/** Of what is kept beside files: what may name clients, by the end of its key. */
const NAMING: readonly [RegExp, keyof typeof WITHOUT_CLIENT][] = [
  [/\/refused-[0-9a-f-]+\.jsonl$/, 'refused'],
  [/\/brought-[0-9a-f-]+\.jsonl$/, 'brought'],
  [/\/result\.json$/, 'result'],
  [/\/undo-(seen|result)\.json$/, 'undo'],
];

/** Rids the imports bucket of a client who was erased. It may be done again, and by several at once. */
export function createForgettingInImports(client: S3Client, bucket: string) {
  /** What was sent to be looked at holds whatever was typed: all of it goes that was there when the erasure came. */
  const removeLooks = async (clinicId: string, erasedAt: Date): Promise<number> => {
    const sent = await listObjects(client, bucket, uploadsPrefix(clinicId));
    const seen = await listObjects(client, bucket, looksPrefix(clinicId));
    const [uploads, looks] = [sent, seen].map((some) =>
      some.filter(({ writtenAt }) => writtenAt <= erasedAt),
    );
    for (const { key } of [...uploads!, ...looks!]) await removeObject(client, bucket, { key });
    return uploads!.length;
  };

  /** @returns whether the client stood in it */
  const rewrite = async (key: string, whom: string): Promise<boolean> => {
    const kind = NAMING.find(([end]) => end.test(key))?.[1];
    if (kind === undefined || !isImportResult(key)) return false;
    const mediaType = 'application/json; charset=utf-8';
    return rewriteText(client, bucket, { key, mediaType }, (text) => {
      if (!text.includes(whom)) return undefined;
      const changed = WITHOUT_CLIENT[kind](text, whom);
      if (changed.includes(whom))
        throw new Error('what is kept beside a file names a client where none is expected');
      return changed;
    });
  };

  return {
    /**
     * @param erasedAt when the erasure came, by our clock
     * @returns how many objects the client stood in, and how many files of before the erasure were being read or looked at: of those
     *   something may be kept yet
     */
    async forget(owner: ClientKey, erasedAt: Date): Promise<{ rewritten: number; underWay: number }> {
      const { clinicId, client: whom } = owner;
      const kept = [
        ...(await listObjects(client, bucket, importKey({ clinicId, name: '' }))),
        ...(await listObjects(client, bucket, longNamesPrefix(clinicId))),
      ];
      const files = kept.filter(({ key, writtenAt }) => !isImportResult(key) && writtenAt <= erasedAt);
      const underWay = files.length + (await removeLooks(clinicId, erasedAt));
      const changed = await mapInFlight(OBJECTS_IN_FLIGHT, kept, ({ key }) => rewrite(key, whom));
      return { rewritten: changed.filter(Boolean).length, underWay };
    },
  };
}
