import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSEvent } from 'aws-lambda';
import { createDeriveHandler } from '../../../functions/derive-outcomes/handler.ts';
import { createImportHandler } from '../../../functions/import-file/handler.ts';
import { createUnusedRows } from '../../../functions/import-file/unused-rows.ts';
import { createIngestHandler } from '../../../functions/ingest-records/handler.ts';
import { createSummariseHandler } from '../../../functions/summarise-techniques/handler.ts';
import { createForesee } from '../../../shared/intake/foresee.ts';
import { createTakeIn } from '../../../shared/intake/take-in.ts';
import type { Log } from '../../../shared/log.ts';
import { createClientReading } from '../../../shared/reading/client-reading.ts';
import { getText, listKeys, openObject, putText, removeObject } from '../../../shared/storage/aws/objects.ts';
import { createCareReader } from '../../../shared/storage/care/care-store.ts';
import { createArrivals } from '../../../shared/storage/clinics/arrivals.ts';
import { createClinicKeys } from '../../../shared/storage/clinics/clinic-keys.ts';
import { createClinicRegistry } from '../../../shared/storage/clinics/clinic-registry.ts';
import { createClinicSettings } from '../../../shared/storage/clinics/clinic-settings.ts';
import { createMasterSecret } from '../../../shared/storage/clinics/master-secret.ts';
import { createUploadClearing } from '../../../shared/storage/files/uploads.ts';
import { createRecordReader } from '../../../shared/storage/held/record-store.ts';
import { recordsInZone } from '../../../shared/storage/held/records-in-zone.ts';
import { createRecordWriter } from '../../../shared/storage/record-writer.ts';
import { createTakingBack } from '../../../shared/storage/take-back.ts';
import { createHeldClients } from '../../../shared/storage/views/held-clients.ts';
import { createViewStore } from '../../../shared/storage/views/view-store.ts';
import type { Worker } from '../schedule/worker.ts';
import { MASTER_SECRET_TEXT, OUTCOMES, RECORDS, REGISTRY } from './tables.ts';

/** What a function needs of the world: wired as its `index.ts` does, but for the clients and the clock. */
export type Wiring = { worker: Worker; dynamodb: DynamoDBClient; log: Log };

const SETTINGS = {
  RECORDS_TABLE: RECORDS,
  REGISTRY_TABLE: REGISTRY,
  SECOND_FACTOR: 'not-required',
  MASTER_SECRET: 'master',
} as const;

const SECRETS = { send: async () => ({ SecretString: MASTER_SECRET_TEXT }) } as never;

/** What only links to journals and undone imports need. */
const notSimulated = () => Promise.reject(new Error('this is not simulated'));

export function ingestRecords({ worker, dynamodb, log }: Wiring) {
  const reading = createClientReading({ dynamodb, secrets: SECRETS, clock: worker.clock }, SETTINGS);
  return createIngestHandler({
    ...reading,
    place: { origin: 'https://pages.example' },
    takeIn: createTakeIn({
      writer: createRecordWriter(dynamodb, RECORDS),
      keyOfClinic: reading.keyOfClinic,
      settingsOf: reading.settings.of,
    }),
    undo: { find: notSimulated, ask: notSimulated } as never,
    log,
  });
}

/** Few rows are taken in together, so that a short file is cut off as a long one is. */
const ROWS_A_CHUNK = 2;
const MUCH_TIME = 900_000;

/** @param s3 and @param send the bucket and the queue that it works with */
export function importFile({ worker, dynamodb, log }: Wiring, s3: S3Client, files: ImportSurroundings) {
  const registry = createClinicRegistry(dynamodb, REGISTRY, worker.clock);
  const master = createMasterSecret(SECRETS, 'master', worker.clock);
  const { keyOfClinic, rowKeyOf } = createClinicKeys(registry, master);
  const { of: settingsOf } = createClinicSettings(registry);
  const intake = { writer: createRecordWriter(dynamodb, RECORDS), keyOfClinic, settingsOf };
  const handler = createImportHandler({
    takeIn: createTakeIn(intake),
    foresee: createForesee(intake),
    ...{ keyOfClinic, rowKeyOf, settingsOf, log, rowsAChunk: ROWS_A_CHUNK },
    newRun: files.newRun,
    unused: createUnusedRows({ records: createRecordReader(dynamodb, RECORDS), keyOfClinic, settingsOf }),
    takingBack: createTakingBack(dynamodb, RECORDS),
    read: (key) => getText(s3, files.bucket, key),
    open: (job, fromByte) => openObject(s3, { ...job, fromByte }),
    write: (key, text) => putText(s3, files.bucket, { key, text, mediaType: 'application/json' }),
    keptMappings: async () => [],
    keys: (prefix) => listKeys(s3, files.bucket, prefix),
    remove: (object) => removeObject(s3, files.bucket, object),
    clearUpload: createUploadClearing(s3, files.bucket),
    send: (message) => worker.call('write', 'sends a message', () => files.send(message)),
    showAgain: async () => undefined, // the simulated queue shows it again at once
  });
  const getRemainingTimeInMillis = () => (files.isOutOfTime() ? 0 : MUCH_TIME);
  return (event: SQSEvent) => handler(event, { getRemainingTimeInMillis });
}

/** Where files lie, and how the rest of one is asked for. */
export type ImportSurroundings = {
  bucket: string;
  send(message: string): void;
  isOutOfTime(): boolean;
  newRun(): string;
};

export function deriveOutcomes({ worker, dynamodb, log }: Wiring) {
  const clinics = createClinicSettings(createClinicRegistry(dynamodb, REGISTRY, worker.clock));
  const zoneOf = async (clinicId: string) => (await clinics.of(clinicId)).timeZone;
  return createDeriveHandler({
    records: recordsInZone(createRecordReader(dynamodb, RECORDS), zoneOf),
    care: createCareReader(dynamodb, RECORDS),
    isHeld: createHeldClients(dynamodb, RECORDS),
    views: createViewStore(dynamodb, OUTCOMES, worker.clock),
    arrivals: createArrivals(dynamodb, OUTCOMES),
    ...{ log, now: worker.clock },
  });
}

export function summariseTechniques({ worker, dynamodb, log }: Wiring) {
  return createSummariseHandler({
    views: createViewStore(dynamodb, OUTCOMES, worker.clock),
    log,
    now: worker.clock,
  });
}
