import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { requiredSettings } from '../../shared/environment.ts';
import { createLog } from '../../shared/log.ts';
import { secureRandom } from '../../shared/privacy/samplers/secure-random.ts';
import { loadSolver } from '../../shared/privacy/solver/highs-solver.ts';
import { textAudit } from '../../shared/releases/audit-texts.ts';
import { differentialPrivacy } from '../../shared/releases/mechanisms.ts';
import { createClientAccounts } from '../../shared/releases/stores/client-accounts.ts';
import { createClinicFingerprints } from '../../shared/releases/stores/clinic-fingerprints.ts';
import { createClinicReleases } from '../../shared/releases/stores/clinic-releases.ts';
import { allProgrammes } from '../../shared/releases/stores/programme-store.ts';
import { createReleaseLedger } from '../../shared/releases/stores/release-ledger.ts';
import { createReleaseStore } from '../../shared/releases/stores/release-store.ts';
import { createTallyStore } from '../../shared/releases/stores/tally-store.ts';
import { thresholdMechanism } from '../../shared/releases/threshold-mechanism.ts';
import type { Scheduled } from '../../shared/schedule/expected-runs.ts';
import { BOUNDED_CALLS } from '../../shared/storage/aws/bounded-calls.ts';
import { bucketOf } from '../../shared/storage/aws/bucket.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { itemTable } from '../../shared/storage/aws/item-table.ts';
import { createKeptStore } from '../../shared/storage/aws/kept-store.ts';
import { createKmsSigner } from '../../shared/storage/aws/kms-signer.ts';
import { createScheduleRuns } from '../../shared/storage/views/schedule-runs.ts';
import { createPublishHandler } from './handler.ts';

const settings = requiredSettings(
  process.env,
  'LEDGER_TABLE',
  'REGISTRY_TABLE',
  'TALLIES_BUCKET',
  'ANONYMISED_BUCKET',
  'RELEASES_BUCKET',
  'SIGNING_KEY',
  'CODE_VERSION',
);
const s3 = new S3Client(BOUNDED_CALLS);
const log = createLog('publish-release');
const dynamodb = createDynamoDBClient({}, log);
const ledger = itemTable(dynamodb, settings.LEDGER_TABLE);
const registry = itemTable(dynamodb, settings.REGISTRY_TABLE);

export const handler = createPublishHandler({
  programmes: () => allProgrammes(registry),
  ran: (time) => createScheduleRuns(registry).note('publish-release' satisfies Scheduled, time),
  tallies: createTallyStore(bucketOf(s3, settings.TALLIES_BUCKET)),
  ledger: createReleaseLedger(ledger),
  clinics: createClinicReleases(ledger),
  accounts: createClientAccounts(ledger),
  fingerprintsOf: createClinicFingerprints(ledger),
  kept: createKeptStore(bucketOf(s3, settings.ANONYMISED_BUCKET)),
  mechanisms: {
    'differential-privacy': differentialPrivacy(secureRandom()),
    threshold: thresholdMechanism(loadSolver),
  },
  signer: createKmsSigner(new KMSClient(BOUNDED_CALLS), settings.SIGNING_KEY),
  releases: createReleaseStore(bucketOf(s3, settings.RELEASES_BUCKET)),
  audit: textAudit(loadSolver),
  code: settings.CODE_VERSION,
  now: () => new Date(),
  log,
});
