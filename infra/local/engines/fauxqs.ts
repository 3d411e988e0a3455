import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { type BuildAppOptions, buildApp } from 'fauxqs';
import { REGION } from '../account.ts';
import { pageOfKeys } from './key-listing.ts';

type Stores = NonNullable<BuildAppOptions['stores']>;
type Persistence = NonNullable<Stores['sqsStore']['persistence']>;
type FilePersistence = NonNullable<Stores['s3Store']['persistence']>;

/** S3's own limit for one PutObject or part is 5 GB; one Buffer of Node's is what bounds us first. */
const LARGEST_BODY_BYTES = 2 ** 32;

export type Fauxqs = { readonly url: string; stop(): Promise<void> };

/**
 * Starts fauxqs (S3 and SQS) inside this process, on a free port of 127.0.0.1, with queues in SQLite and
 * objects in plain files under `dataDirectory`.
 *
 * Not by its `startFauxqs`: that one listens on every interface of the machine, to anybody, and answers
 * 413 to a PutObject above 11 MB. The stores that it wires are not exported, so they are loaded by path;
 * the version of the package is pinned, and the engines' integration test fails when the wiring changes.
 */
export async function startFauxqs(dataDirectory: string): Promise<Fauxqs> {
  const objects = join(dataDirectory, 'objects');
  mkdirSync(objects, { recursive: true });
  const { SqsStore } = await internal<{ SqsStore: new () => Stores['sqsStore'] }>('sqs/sqsStore.js');
  const { SnsStore } = await internal<{ SnsStore: new () => Stores['snsStore'] }>('sns/snsStore.js');
  const { S3Store } = await internal<{ S3Store: new () => Stores['s3Store'] }>('s3/s3Store.js');
  const { PersistenceManager } = await internal<{
    PersistenceManager: new (directory: string) => Persistence;
  }>('persistence.js');
  const { FileS3Persistence } = await internal<{
    FileS3Persistence: new (
      directory: string,
    ) => FilePersistence & {
      loadS3(store: Stores['s3Store']): void;
      close(): void;
    };
  }>('s3/fileS3Persistence.js');

  const stores: Stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  listInKeyOrder(stores.s3Store);
  const queuesOnDisk = new PersistenceManager(dataDirectory);
  putBackOnDisk(queuesOnDisk);
  const objectsOnDisk = new FileS3Persistence(objects);
  // Loaded before the stores know where they persist, or loading would write everything again.
  queuesOnDisk.loadSqsAndSns(stores.sqsStore, stores.snsStore);
  objectsOnDisk.loadS3(stores.s3Store);
  stores.sqsStore.persistence = queuesOnDisk;
  stores.snsStore.persistence = queuesOnDisk;
  for (const queue of stores.sqsStore.allQueues()) queue.persistence = queuesOnDisk;
  stores.s3Store.persistence = objectsOnDisk;

  const app = buildApp({ logger: false, defaultRegion: REGION, stores });
  app.removeContentTypeParser('*');
  app.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: LARGEST_BODY_BYTES },
    (_request: unknown, body: Buffer, done: (error: Error | null, body: Buffer) => void) => done(null, body),
  );
  app.addHook('preClose', () => {
    queuesOnDisk.close();
    objectsOnDisk.close();
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url, stop: async () => void (await app.close()) };
}

/** S3 lists keys in the order of their bytes; fauxqs sorts by locale, and loses keys between two pages. */
function listInKeyOrder(store: Stores['s3Store']): void {
  const list = store.listObjects.bind(store);
  store.listObjects = (bucket, options = {}) => {
    const everything = list(bucket, {
      maxKeys: Number.POSITIVE_INFINITY,
      ...(options.prefix && { prefix: options.prefix }),
    });
    return pageOfKeys(everything.objects, {
      prefix: options.prefix ?? '',
      delimiter: options.delimiter || undefined,
      after: options.startAfter || options.marker || '',
      limit: options.maxKeys ?? 1_000,
    });
  };
}

/**
 * A message that is put back at once (a visibility timeout of 0) is told to the disk with no count of its receipts, which the
 * disk refuses after it has left memory: it would be seen again only after the next start.
 */
function putBackOnDisk(queuesOnDisk: Persistence): void {
  const { db } = queuesOnDisk as unknown as { db: DatabaseSync };
  const ready = db.prepare(
    'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
  );
  queuesOnDisk.updateMessageReady = (messageId) => void ready.run(messageId);
}

async function internal<Module>(path: string): Promise<Module> {
  return (await import(new URL(path, import.meta.resolve('fauxqs')).href)) as Module;
}
