import { CopyObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { ReadingRequest } from '../../imports/foreign-file.ts';
import { fingerprintOfReading, type LookedFile, withoutRows } from '../../imports/looked-file.ts';
import { eTagOf, getText, listKeys, putText, removeObject } from '../aws/objects.ts';
import { createUploadForms, type UploadForm } from '../aws/upload-form.ts';
import {
  importKey,
  importMappingKey,
  isVersion,
  lookResultKey,
  mendedRowKey,
  nameOfImport,
  readingKey,
  type UploadedObject,
  uploadPrefix,
} from '../keys/import-keys.ts';

/** A larger file goes into the bucket by other ways than a browser. */
export const LARGEST_UPLOAD_BYTES = 256 * 1024 * 1024;
/** So long may somebody take to choose a file and send it. */
const FORM_SECONDS = 30 * 60;

const JSON_TEXT = 'application/json; charset=utf-8';

/** A look of a clinic, by its id. */
type LookAddress = { clinicId: string; look: string };

type SeenFile = Extract<LookedFile, { state: 'read' }>;

export type LookReader = ReturnType<typeof createLookReader>;
export type UploadClearing = ReturnType<typeof createUploadClearing>;
export type Uploads = ReturnType<typeof createUploads>;

/** Reads what was seen of files that owners have sent, of the clinic that asks alone. */
export function createLookReader(client: S3Client, bucket: string) {
  return {
    /** What was seen, `arrived` while nothing was; undefined where no file of this clinic came under the id. */
    async seen(address: LookAddress): Promise<LookedFile | 'arrived' | undefined> {
      const text = await getText(client, bucket, lookResultKey(address));
      if (text !== undefined) return JSON.parse(text) as LookedFile;
      const [arrived] = await listKeys(client, bucket, uploadPrefix(address));
      return arrived === undefined ? undefined : 'arrived';
    },
  };
}

/**
 * What is left of uploads goes once they are imported: the file, if it is still the version that was, and what was seen of its
 * rows. That it was looked at stays for its day, as its page leads on to what became of it.
 */
export function createUploadClearing(client: S3Client, bucket: string) {
  return async (upload: UploadedObject & { version: string }): Promise<void> => {
    const key = `${uploadPrefix(upload)}${upload.name}`;
    const eTag = await eTagOf(client, bucket, key);
    if (eTag !== undefined && isVersion(eTag, upload.version))
      await removeObject(client, bucket, { key, eTag });
    const seen = await createLookReader(client, bucket).seen(upload);
    if (seen === undefined || seen === 'arrived' || seen.state !== 'read') return;
    if (!isVersion(seen.eTag, upload.version)) return;
    const text = JSON.stringify(withoutRows(seen));
    await putText(client, bucket, {
      key: lookResultKey(upload),
      text,
      mediaType: JSON_TEXT,
    });
  };
}

/** Takes files from owners' browsers, and hands them to the import once they have been looked at. */
export function createUploads(client: S3Client, bucket: string) {
  const formFor = createUploadForms(client, bucket);
  return {
    ...createLookReader(client, bucket),

    /** The form by which a file is sent to be looked at. */
    form(address: LookAddress, leadsTo: string, now: Date): Promise<UploadForm> {
      const upload = { prefix: uploadPrefix(address), mostBytes: LARGEST_UPLOAD_BYTES, leadsTo };
      return formFor({ ...upload, lifeSeconds: FORM_SECONDS }, now);
    },

    /** Asks that a file be read in another way and looked at anew. */
    askReading(address: LookAddress, request: ReadingRequest): Promise<void> {
      const text = JSON.stringify(request);
      return putText(client, bucket, { key: readingKey(address), text, mediaType: JSON_TEXT });
    },

    /**
     * Hands exactly what was looked at to the import, with the mapping by which it was read; whoever asks again changes nothing.
     *
     * @returns false when the file has gone, or another has come in its place
     */
    async beginImport(address: LookAddress, seen: SeenFile): Promise<boolean> {
      const { name, eTag, foreign } = seen;
      const source = `${uploadPrefix(address)}${name}`;
      const file = nameOfImport({ ...address, name }, eTag, fingerprintOfReading(seen));
      const Key = importKey({ clinicId: address.clinicId, name: file });
      const arrived = async () =>
        (await listKeys(client, bucket, Key)).some((one) => one !== importMappingKey(Key));
      // Imported before, and its file gone since: what became of it lies there.
      if (await arrived()) return true;
      // Before the file, whose coming is what the import hears of. Its name says which mapping it is.
      if (foreign && 'reading' in foreign) {
        const text = JSON.stringify(foreign.reading.mapping);
        await putText(client, bucket, { key: importMappingKey(Key), text, mediaType: JSON_TEXT });
      }
      const copy = new CopyObjectCommand({
        ...{ Bucket: bucket, Key, IfNoneMatch: '*' },
        CopySource: `${bucket}/${source.split('/').map(encodeURIComponent).join('/')}`,
        CopySourceIfMatch: `"${eTag}"`,
      });
      try {
        await client.send(copy);
        return true;
      } catch (error) {
        const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
        if (status === 404) return false;
        // One status for two conditions: it is there already, or the source is another one.
        if (status === 412) return arrived();
        throw error;
      }
    },

    /** Keeps that a refused row needs nothing more, and why. */
    settle(
      clinicId: string,
      file: string,
      line: number,
      how: 'mended' | 'put-aside',
      at: Date,
    ): Promise<void> {
      const key = mendedRowKey(importKey({ clinicId, name: file }), line);
      const text = JSON.stringify({ line, how, at: at.toISOString() });
      return putText(client, bucket, { key, text, mediaType: JSON_TEXT });
    },
  };
}
