import type { S3Client } from '@aws-sdk/client-s3';
import type { WrittenImport } from '../../records/files/written-import.ts';
import { mapInFlight } from '../aws/in-flight.ts';
import { getText, listKeys, listObjects } from '../aws/objects.ts';
import { importKey, importResultKey, isImportResult, longNamesPrefix } from '../keys/import-keys.ts';

/** Somewhere in a bucket. */
export type Place = { bucket: string; prefix: string };

const OBJECTS_IN_FLIGHT = 8;
/** A pseudonym as it stands anywhere: nothing of its letters before or behind it. */
const PSEUDONYM = /(?<![\w-])[\w-]{43}(?![\w-])/g;

/** Beside the files of a clinic. */
export const besideFiles = (bucket: string, clinicId: string): Place[] => [
  { bucket, prefix: importKey({ clinicId, name: '' }) },
  { bucket, prefix: longNamesPrefix(clinicId) },
];

/**
 * The objects that name clients, by client. Files themselves are passed over: they name nobody by pseudonym.
 *
 * @param clients by pseudonym
 * @param onLooked called as objects have been looked at
 */
export async function objectsNaming(
  s3: S3Client,
  places: readonly Place[],
  clients: ReadonlySet<string>,
  onLooked: (done: number, of: number) => void = () => {},
): Promise<Map<string, string[]>> {
  const listed = await mapInFlight(OBJECTS_IN_FLIGHT, places, async ({ bucket, prefix }) =>
    (await listKeys(s3, bucket, prefix)).map((key) => ({ bucket, key })),
  );
  const objects = listed.flat();
  const found = new Map<string, string[]>();
  let looked = 0;
  await mapInFlight(OBJECTS_IN_FLIGHT, objects, async ({ bucket, key }) => {
    const text = (await getText(s3, bucket, key)) ?? '';
    const named = new Set((text.match(PSEUDONYM) ?? []).filter((one) => clients.has(one)));
    for (const client of named) found.set(client, [...(found.get(client) ?? []), key]);
    looked += 1;
    onLooked(looked, objects.length);
  });
  return found;
}

/** Files of a clinic that an import has read to its end, and that are there all the same: it was cut off before they went. */
export async function filesReadAlready(
  s3: S3Client,
  bucket: string,
  clinicId: string,
): Promise<{ key: string; eTag: string }[]> {
  const kept = await listObjects(s3, bucket, importKey({ clinicId, name: '' }));
  const files = kept.filter(({ key }) => !isImportResult(key));
  const read = await mapInFlight(OBJECTS_IN_FLIGHT, files, async ({ key, eTag }) => {
    const result = await getText(s3, bucket, importResultKey(key));
    const isRead = result !== undefined && (JSON.parse(result) as WrittenImport).import?.eTag === eTag;
    return isRead ? [{ key, eTag }] : [];
  });
  return read.flat();
}
