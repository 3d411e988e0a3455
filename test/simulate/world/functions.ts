import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDeriveHandler } from '../../../functions/derive-outcomes/handler.ts';
import { createIngestHandler } from '../../../functions/ingest-records/handler.ts';
import { createSummariseHandler } from '../../../functions/summarise-techniques/handler.ts';
import { createTakeIn } from '../../../shared/intake/take-in.ts';
import type { Log } from '../../../shared/log.ts';
import { createClientReading } from '../../../shared/reading/client-reading.ts';
import { createArrivals } from '../../../shared/storage/arrivals.ts';
import { createCareReader } from '../../../shared/storage/care-store.ts';
import { createClinicRegistry } from '../../../shared/storage/clinic-registry.ts';
import { createClinicSettings } from '../../../shared/storage/clinic-settings.ts';
import { createHeldClients } from '../../../shared/storage/held-clients.ts';
import { createRecordReader } from '../../../shared/storage/record-store.ts';
import { createRecordWriter } from '../../../shared/storage/record-writer.ts';
import { recordsInZone } from '../../../shared/storage/records-in-zone.ts';
import { createViewStore } from '../../../shared/storage/view-store.ts';
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

/** What only links to journals and undone imports need. */
const notSimulated = () => Promise.reject(new Error('this is not simulated'));

export function ingestRecords({ worker, dynamodb, log }: Wiring) {
  const secrets = { send: async () => ({ SecretString: MASTER_SECRET_TEXT }) };
  const reading = createClientReading({ dynamodb, secrets: secrets as never, clock: worker.clock }, SETTINGS);
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

export function deriveOutcomes({ worker, dynamodb, log }: Wiring) {
  const clinics = createClinicSettings(createClinicRegistry(dynamodb, REGISTRY, worker.clock));
  const zoneOf = async (clinicId: string) => (await clinics.of(clinicId)).timeZone;
  return createDeriveHandler({
    records: recordsInZone(createRecordReader(dynamodb, RECORDS), zoneOf),
    care: createCareReader(dynamodb, RECORDS),
    isHeld: createHeldClients(dynamodb, RECORDS),
    views: createViewStore(dynamodb, OUTCOMES, worker.clock),
    arrivals: createArrivals(dynamodb, OUTCOMES),
    log,
  });
}

export function summariseTechniques({ worker, dynamodb, log }: Wiring) {
  return createSummariseHandler({ views: createViewStore(dynamodb, OUTCOMES, worker.clock), log });
}
