import { generateKeyPairSync, sign } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SQSEvent } from 'aws-lambda';
import type { Random } from '../../../examples/simulation/random.ts';
import { createClosePeriodHandler } from '../../../functions/close-period/handler.ts';
import { createPublishHandler } from '../../../functions/publish-release/handler.ts';
import { createTallyClinicHandler } from '../../../functions/tally-clinic/handler.ts';
import { asAnonymised } from '../../../shared/privacy/anonymised-table.ts';
import type { Mechanism } from '../../../shared/releases/mechanism.ts';
import type { ReleaseEvent } from '../../../shared/releases/releases-due.ts';
import { createClientAccounts } from '../../../shared/releases/stores/client-accounts.ts';
import { createClinicReleases } from '../../../shared/releases/stores/clinic-releases.ts';
import { allProgrammes } from '../../../shared/releases/stores/programme-store.ts';
import { createReleaseLedger } from '../../../shared/releases/stores/release-ledger.ts';
import { createReleaseStore } from '../../../shared/releases/stores/release-store.ts';
import { createTallyStore } from '../../../shared/releases/stores/tally-store.ts';
import { bucketOf } from '../../../shared/storage/aws/bucket.ts';
import { itemTable } from '../../../shared/storage/aws/item-table.ts';
import { createKeptStore } from '../../../shared/storage/aws/kept-store.ts';
import { createRecordReader } from '../../../shared/storage/held/record-store.ts';
import { createScheduleRuns } from '../../../shared/storage/views/schedule-runs.ts';
import { createViewStore } from '../../../shared/storage/views/view-store.ts';
import type { Wiring } from './functions.ts';
import { LEDGER, OUTCOMES, RECORDS, REGISTRY } from './tables.ts';

export const RELEASES_BUCKET = 'releases';
const TALLIES_BUCKET = 'tallies';
export const ANONYMISED_BUCKET = 'anonymised';

/** What a release of the simulation costs, in millionths of rho. */
export const MICRO_RHO = 62_500;
/** Drawn elsewhere; the same in every run, so that accounts are called the same. */
const ACCOUNT_KEY = 'the key of accounts';

/** @param send asks that a clinic be counted */
export function closePeriod({ worker, dynamodb, log }: Wiring, s3: S3Client, send: (body: string) => void) {
  const ledger = itemTable(dynamodb, LEDGER);
  const handler = createClosePeriodHandler({
    programmes: () => allProgrammes(itemTable(dynamodb, REGISTRY)),
    ran: (time) => createScheduleRuns(itemTable(dynamodb, REGISTRY)).note('close-period', time),
    tallies: createTallyStore(bucketOf(s3, TALLIES_BUCKET)),
    ledger: createReleaseLedger(ledger),
    clinics: createClinicReleases(ledger),
    now: worker.clock,
    send: async (messages) => {
      for (const message of messages) {
        await worker.call('write', 'asks for a tally', () => send(JSON.stringify(message)));
      }
    },
    log,
  });
  return (event: ReleaseEvent) => handler(event);
}

export function tallyClinic({ worker, dynamodb, log }: Wiring, s3: S3Client) {
  const handler = createTallyClinicHandler({
    views: createViewStore(dynamodb, OUTCOMES, worker.clock),
    records: createRecordReader(dynamodb, RECORDS),
    accounts: createClientAccounts(itemTable(dynamodb, LEDGER), () => ACCOUNT_KEY),
    tallies: createTallyStore(bucketOf(s3, TALLIES_BUCKET)),
    log,
  });
  return (event: SQSEvent) => handler(event);
}

/** @param random what is drawn from: a second drawing that left would be seen */
export function publishRelease({ worker, dynamodb, log }: Wiring, s3: S3Client, random: Random) {
  const ledger = itemTable(dynamodb, LEDGER);
  const mechanism = drawing(random);
  const handler = createPublishHandler({
    programmes: () => allProgrammes(itemTable(dynamodb, REGISTRY)),
    ran: (time) => createScheduleRuns(itemTable(dynamodb, REGISTRY)).note('publish-release', time),
    tallies: createTallyStore(bucketOf(s3, TALLIES_BUCKET)),
    ledger: createReleaseLedger(ledger),
    clinics: createClinicReleases(ledger),
    accounts: createClientAccounts(ledger, () => ACCOUNT_KEY),
    fingerprintsOf: async (clinics) => clinics.map((clinic) => `fingerprint of ${clinic}`),
    kept: createKeptStore(bucketOf(s3, ANONYMISED_BUCKET)),
    mechanisms: { 'differential-privacy': mechanism, threshold: mechanism },
    signer: SIGNER,
    releases: createReleaseStore(bucketOf(s3, RELEASES_BUCKET)),
    // What is drawn here is no table that could be audited.
    audit: async () => [],
    now: worker.clock,
    code: '0.1.0',
    log,
  });
  return (event: ReleaseEvent) => handler(event);
}

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const SIGNER = {
  sign: async (message: Uint8Array) => sign('sha256', message, privateKey),
  publicKeyPem: async () => publicKey.export({ format: 'pem', type: 'spki' }).toString(),
};

/** Publishes one drawn number, in place of noise: the mechanism's own source takes no seed. */
function drawing(random: Random): Mechanism {
  return {
    charge: () => ({ tables: { cells: MICRO_RHO }, microRho: MICRO_RHO }),
    anonymise: async () => JSON.stringify({ noise: random.integer(0, 2 ** 31) }),
    table: ({ release }, kept) =>
      asAnonymised({
        fields: [
          { name: 'period', type: 'string', description: 'The period', nullable: false },
          { name: 'noise', type: 'number', description: 'What was drawn', nullable: false },
        ],
        primaryKey: ['period'],
        rows: [{ period: release.period, noise: (JSON.parse(kept) as { noise: number }).noise }],
        privacy: { mode: 'test' },
        method: '# Method\n',
      }),
  };
}
