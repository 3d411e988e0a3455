import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { requiredSettings } from '../../shared/environment.ts';
import { createLog } from '../../shared/log.ts';
import { secureRandom } from '../../shared/privacy/samplers/secure-random.ts';
import { loadSolver } from '../../shared/privacy/solver/highs-solver.ts';
import { textAudit } from '../../shared/releases/audit-texts.ts';
import { differentialPrivacy } from '../../shared/releases/mechanisms.ts';
import { thresholdMechanism } from '../../shared/releases/threshold-mechanism.ts';
import { createClientAccounts } from '../../shared/storage/client-accounts.ts';
import { createClinicFingerprints } from '../../shared/storage/clinic-fingerprints.ts';
import { createClinicReleases } from '../../shared/storage/clinic-releases.ts';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';
import { createKeptStore } from '../../shared/storage/kept-store.ts';
import { readProgrammes } from '../../shared/storage/programmes-file.ts';
import { createReleaseLedger } from '../../shared/storage/release-ledger.ts';
import { createReleaseSigner } from '../../shared/storage/release-signer.ts';
import { createReleaseStore } from '../../shared/storage/release-store.ts';
import { createTallyStore } from '../../shared/storage/tally-store.ts';
import { createPublishHandler } from './handler.ts';

const settings = requiredSettings(
  process.env,
  'LAMBDA_TASK_ROOT',
  'LEDGER_TABLE',
  'TALLIES_BUCKET',
  'ANONYMISED_BUCKET',
  'RELEASES_BUCKET',
  'SIGNING_KEY',
);
const s3 = new S3Client();
const dynamodb = createDynamoDBClient();

export const handler = createPublishHandler({
  programmes: readProgrammes(settings.LAMBDA_TASK_ROOT),
  tallies: createTallyStore(s3, settings.TALLIES_BUCKET),
  ledger: createReleaseLedger(dynamodb, settings.LEDGER_TABLE),
  clinics: createClinicReleases(dynamodb, settings.LEDGER_TABLE),
  accounts: createClientAccounts(dynamodb, settings.LEDGER_TABLE),
  fingerprintsOf: createClinicFingerprints(dynamodb, settings.LEDGER_TABLE),
  kept: createKeptStore(s3, settings.ANONYMISED_BUCKET),
  mechanisms: {
    'differential-privacy': differentialPrivacy(secureRandom()),
    threshold: thresholdMechanism(loadSolver),
  },
  signer: createReleaseSigner(new KMSClient(), settings.SIGNING_KEY),
  releases: createReleaseStore(s3, settings.RELEASES_BUCKET),
  audit: textAudit(loadSolver),
  now: () => new Date(),
  log: createLog('publish-release'),
});
