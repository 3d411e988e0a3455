import { PassThrough } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getText, listKeys, putOnce, putText, removeObject } from './objects.ts';

/** Exports of clinics, in the reports bucket: `exports/clinic=<clinic>/<export>/<file>`. */
export const EXPORTS_PREFIX = 'exports/';

/** An export by when it was asked for, in milliseconds, and a part that nobody can guess. */
export type ExportKey = { clinicId: string; exportId: string };

export const EXPORT_ID = /^\d{13}-[0-9a-f-]{36}$/;

const ASKED = 'asked.json';
const DONE = 'manifest.json';
/** As much of a file as is sent at once: of seven files that much is held, and 10,000 parts are 80 GB. */
const PART_BYTES = 8 * 1024 * 1024;
/** As much as waits between whoever writes and a part. */
const WAITING_BYTES = 256 * 1024;

export type Exports = ReturnType<typeof createExports>;

/** What is kept of exports: that one was asked for, its files, and last its manifest, by which it is whole. */
export function createExports(client: S3Client, bucket: string) {
  const at = (key: ExportKey, file: string) => `${prefixOf(key.clinicId)}${key.exportId}/${file}`;
  return {
    fileKey: at,

    /** Notes that an export was asked for. */
    async ask(key: ExportKey): Promise<void> {
      await putOnce(client, bucket, { key: at(key, ASKED), body: '{}', mediaType: 'application/json' });
    },

    /**
     * Opens a file of an export, in place of one that a run has begun which was cut off. What is written is sent on in
     * parts: `write` waits while one is on its way and the next is full.
     */
    open(key: ExportKey, file: string, mediaType: string) {
      const body = new PassThrough({ highWaterMark: WAITING_BYTES });
      const params = { Bucket: bucket, Key: at(key, file), Body: body, ContentType: mediaType };
      const sent = new Upload({ client, params, queueSize: 1, partSize: PART_BYTES }).done();
      // Told where the file is ended; until then it must not count as unhandled.
      sent.catch((error: unknown) => body.destroy(error instanceof Error ? error : new Error(String(error))));
      return {
        async write(text: string): Promise<void> {
          if (body.write(text)) return;
          await Promise.race([sent, new Promise((taken) => body.once('drain', taken))]);
        },
        async end(): Promise<void> {
          body.end();
          await sent;
        },
      };
    },

    /** Says that an export is whole. */
    async finish(key: ExportKey, manifest: string): Promise<void> {
      await putText(client, bucket, { key: at(key, DONE), text: manifest, mediaType: 'application/json' });
    },

    /** Whether an export was asked for, and its manifest once it is whole. */
    async state(key: ExportKey): Promise<{ manifest?: string } | undefined> {
      const manifest = await getText(client, bucket, at(key, DONE));
      if (manifest !== undefined) return { manifest };
      return (await getText(client, bucket, at(key, ASKED))) === undefined ? undefined : {};
    },

    /** The exports of a clinic that are kept, the latest first, and whether each is whole. */
    async ofClinic(clinicId: string): Promise<{ exportId: string; isDone: boolean }[]> {
      const keys = await listKeys(client, bucket, prefixOf(clinicId));
      const files = Map.groupBy(keys, (key) => key.slice(prefixOf(clinicId).length).split('/')[0]!);
      return [...files]
        .map(([exportId, of]) => ({ exportId, isDone: of.some((key) => key.endsWith(`/${DONE}`)) }))
        .toSorted((a, b) => (a.exportId < b.exportId ? 1 : -1));
    },

    /**
     * Removes the exports of a clinic that were asked for up to an instant.
     *
     * @returns how many there were that were still being written: what was on its way may come yet
     */
    async removeUpTo(clinicId: string, instant: Date): Promise<number> {
      const keys = await listKeys(client, bucket, prefixOf(clinicId));
      const exports = Map.groupBy(keys, (key) => key.slice(prefixOf(clinicId).length).split('/')[0]!);
      const earlier = [...exports].filter(
        ([exportId]) => Number(exportId.split('-')[0]) <= instant.getTime(),
      );
      for (const key of earlier.flatMap(([, of]) => of)) await removeObject(client, bucket, { key });
      return earlier.filter(([, of]) => !of.some((key) => key.endsWith(`/${DONE}`))).length;
    },
  };
}

const prefixOf = (clinicId: string) => `${EXPORTS_PREFIX}clinic=${clinicId}/`;
