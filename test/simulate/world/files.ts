import type { Schedule } from '../schedule/schedule.ts';
import type { SentFile } from '../sent/files.ts';
import type { Buckets } from './buckets.ts';
import type { Queue } from './queue.ts';

export const IMPORTS_BUCKET = 'imports';

/** Drops files, one after the other; the bucket tells the queue of each, now and then twice. */
export class FileSender {
  readonly #schedule: Schedule;
  readonly #buckets: Buckets;
  readonly #queue: Queue;
  readonly #files: SentFile[];

  constructor(schedule: Schedule, buckets: Buckets, queue: Queue, files: readonly SentFile[]) {
    this.#schedule = schedule;
    this.#buckets = buckets;
    this.#queue = queue;
    this.#files = [...files];
  }

  weight(): number {
    return this.#files.length > 0 ? 0.05 : 0;
  }

  happen(): void {
    const { key, records } = this.#files.shift()!;
    this.#schedule.note(`drops ${key}`);
    const body = Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    const eTag = this.#buckets.put(IMPORTS_BUCKET, key, body);
    const s3 = { bucket: { name: IMPORTS_BUCKET }, object: { key, eTag } };
    const message = JSON.stringify({
      Records: [{ eventTime: new Date(this.#schedule.now).toISOString(), s3 }],
    });
    this.#queue.send(message);
    if (this.#schedule.happens('delivered-again')) this.#queue.send(message);
  }
}
