import { PassThrough } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getText, listKeys, putOnce, putText, removeObject } from '../aws/objects.ts';

/** Exports of clinics, in the reports bucket: `exports/clinic=<clinic>/<export>/<file>`. */
export const EXPORTS_PREFIX = 'exports/';

/** An export by when it was asked for, in milliseconds, and a part that nobody can guess. */
export type ExportKey = { clinicId: string; exportId: string };

export const EXPORT_ID = /^\d{13}-[0-9a-f-]{36}$/;

const ASKED = 'asked.json';
const DONE = 'manifest.json';
const GIVEN_UP = 'given-up.json';
/** Beside the exports of a clinic: who was asked for first, second ..., a text with the export's id each. */
const TURNS = 'turns/';
const TURN_DIGITS = 9;
/** Three attempts of a message that is hidden for six times the fifteen minutes that one may take (infra/clinic-work.ts). */
const LONGEST_MILLISECONDS = 3 * 6 * 15 * 60_000;
/** As much of a file as is sent at once: of seven files that much is held, and 10,000 parts are 80 GB. */
const PART_BYTES = 8 * 1024 * 1024;
/** As much as waits between whoever writes and a part. */
const WAITING_BYTES = 256 * 1024;

export type Exports = ReturnType<typeof createExports>;

/** What is kept of exports: that one was asked for, its files, and last its manifest, by which it is whole. */
export function createExports(client: S3Client, bucket: string) {
  const at = (key: ExportKey, file: string) => `${prefixOf(key.clinicId)}${key.exportId}/${file}`;
  const note = (key: ExportKey, file: string) =>
    putOnce(client, bucket, { key: at(key, file), body: '{}', mediaType: 'application/json' });
  return {
    fileKey: at,

    /**
     * Begins an export, unless one of the clinic is under way: turns are taken one after the other, and S3 gives each
     * of them to one who asks.
     *
     * @param now in milliseconds; one that has taken longer than its attempts may is under way no more
     * @returns the id of the one that is under way now: this one, or the other
     */
    async begin(key: ExportKey, now: number): Promise<string> {
      const { clinicId, exportId } = key;
      const keys = await listKeys(client, bucket, prefixOf(clinicId));
      const last = keys.filter((each) => each.startsWith(turnsOf(clinicId))).at(-1);
      const other = last && (await getText(client, bucket, last));
      if (other) {
        const hasEnded = [DONE, GIVEN_UP].some((file) =>
          keys.includes(at({ clinicId, exportId: other }, file)),
        );
        if (!hasEnded && now - Number.parseInt(other, 10) < LONGEST_MILLISECONDS) return other;
      }
      const turn = `${turnsOf(clinicId)}${String(numberOf(last) + 1).padStart(TURN_DIGITS, '0')}`;
      const taken = await putOnce(client, bucket, { key: turn, body: exportId, mediaType: 'text/plain' });
      const underWay = (taken === 'exists' && (await getText(client, bucket, turn))) || exportId;
      // Also for whoever was faster, but not as far: by it he who is told of the export finds it.
      await note({ clinicId, exportId: underWay }, ASKED);
      return underWay;
    },

    /** Says that nobody will write an export that was begun: the next one need not wait for it. */
    async giveUp(key: ExportKey): Promise<void> {
      await note(key, GIVEN_UP);
    },

    /**
     * Where an export's files go, each in place of one that a run has begun which was cut off. What is written is sent on
     * in parts: `write` waits while one is on its way and the next is full.
     */
    place: (key: ExportKey) => ({
      open(file: string, mediaType: string) {
        const body = new PassThrough({ highWaterMark: WAITING_BYTES });
        const params = { Bucket: bucket, Key: at(key, file), Body: body, ContentType: mediaType };
        const sent = new Upload({ client, params, queueSize: 1, partSize: PART_BYTES }).done();
        // Told where the file is ended; until then it must not count as unhandled.
        sent.catch((error: unknown) =>
          body.destroy(error instanceof Error ? error : new Error(String(error))),
        );
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
      /** Says that the export is whole. */
      async finish(manifest: string): Promise<void> {
        await putText(client, bucket, { key: at(key, DONE), text: manifest, mediaType: 'application/json' });
      },
    }),

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
        .filter(
          ([exportId, of]) => EXPORT_ID.test(exportId) && !of.some((key) => key.endsWith(`/${GIVEN_UP}`)),
        )
        .map(([exportId, of]) => ({ exportId, isDone: of.some((key) => key.endsWith(`/${DONE}`)) }))
        .toSorted((a, b) => (a.exportId < b.exportId ? 1 : -1));
    },

    /**
     * Removes the exports of a clinic that were asked for up to an instant. That each has ended stays, or the next one would
     * wait for it.
     *
     * @returns how many there were that were still being written: what was on its way may come yet
     */
    async removeUpTo(clinicId: string, instant: Date): Promise<number> {
      const keys = await listKeys(client, bucket, prefixOf(clinicId));
      const exports = Map.groupBy(keys, (key) => key.slice(prefixOf(clinicId).length).split('/')[0]!);
      const earlier = [...exports].filter(
        ([exportId]) => Number(exportId.split('-')[0]) <= instant.getTime(),
      );
      let underWay = 0;
      for (const [exportId, of] of earlier) {
        await note({ clinicId, exportId }, GIVEN_UP);
        const files = of.filter((key) => !key.endsWith(`/${GIVEN_UP}`));
        for (const key of files) await removeObject(client, bucket, { key });
        if (files.length > 0 && !files.some((key) => key.endsWith(`/${DONE}`))) underWay += 1;
      }
      return underWay;
    },
  };
}

const prefixOf = (clinicId: string) => `${EXPORTS_PREFIX}clinic=${clinicId}/`;
const turnsOf = (clinicId: string) => prefixOf(clinicId) + TURNS;
const numberOf = (turn: string | undefined) => Number.parseInt(turn?.split('/').at(-1) ?? '0', 10);
