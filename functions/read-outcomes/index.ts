import { randomUUID } from 'node:crypto';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { secondFactorRule } from '../../shared/access/second-factor.ts';
import { requiredSettings } from '../../shared/environment.ts';
import type { HttpEvent } from '../../shared/http/route.ts';
import { createLog } from '../../shared/log.ts';
import { dateIn } from '../../shared/records/in-zone.ts';
import { createKeyFingerprint } from '../../shared/releases/files/signing-key.ts';
import { readProgrammes } from '../../shared/releases/stores/programmes-file.ts';
import { createReleaseLinks } from '../../shared/releases/stores/release-links.ts';
import { createReleaseStore } from '../../shared/releases/stores/release-store.ts';
import { createMonthlyReportLinks } from '../../shared/reports/stores/monthly-report-links.ts';
import { createMonthlyReportStore } from '../../shared/reports/stores/monthly-report-store.ts';
import { bucketOf } from '../../shared/storage/bucket.ts';
import { createCareReader } from '../../shared/storage/care-store.ts';
import { createClinicKeys } from '../../shared/storage/clinic-keys.ts';
import { createClinicSettings } from '../../shared/storage/clinic-settings.ts';
import { readClinics } from '../../shared/storage/clinics-file.ts';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';
import { createImportResults } from '../../shared/storage/import-results.ts';
import { createKmsSigner } from '../../shared/storage/kms-signer.ts';
import { createMemberReader } from '../../shared/storage/member-store.ts';
import { createHistoryReader } from '../../shared/storage/record-history.ts';
import { createRecordReader } from '../../shared/storage/record-store.ts';
import { recordsInZone } from '../../shared/storage/records-in-zone.ts';
import { createSignedLinks } from '../../shared/storage/signed-links.ts';
import { createViewStore } from '../../shared/storage/view-store.ts';
import { createReadHandler } from './handler.ts';
import { createPages } from './pages/pages.ts';
import { createUserPool } from './pages/user-pool.ts';

const settings = requiredSettings(
  process.env,
  'LAMBDA_TASK_ROOT',
  'RECORDS_TABLE',
  'OUTCOMES_TABLE',
  'REGISTRY_TABLE',
  'RELEASES_BUCKET',
  'REPORTS_BUCKET',
  'IMPORTS_BUCKET',
  'SIGNING_KEY',
  'PSEUDONYM_KEY_PREFIX',
  'PAGES_ORIGIN',
  'PAGES_CLIENT_ID',
  'SIGN_IN_ORIGIN',
  'TOKEN_ISSUER',
  'SECOND_FACTOR',
);
const dynamodb = createDynamoDBClient();
const clock = () => new Date();
const place = {
  origin: settings.PAGES_ORIGIN,
  clientId: settings.PAGES_CLIENT_ID,
  signInOrigin: settings.SIGN_IN_ORIGIN,
};
const s3 = new S3Client();
const isHeld = readClinics(settings.LAMBDA_TASK_ROOT);
const clinics = createClinicSettings(dynamodb, settings.REGISTRY_TABLE);
const zoneOf = async (clinicId: string) => (await clinics.of(clinicId)).timeZone;
/** Data that have ended, such as a sample, are looked at as of their last day. */
const lastDay = process.env['AS_OF'];

const care = createCareReader(dynamodb, settings.RECORDS_TABLE);

const deps = {
  records: recordsInZone(createRecordReader(dynamodb, settings.RECORDS_TABLE), zoneOf),
  care,
  // By the clock, also where data have ended: who may see is a matter of today.
  inCare: async (clinicId: string, therapistId: string, clients: readonly string[]) =>
    care.inCareOn(dateIn(clock(), await zoneOf(clinicId)))(clinicId, therapistId, clients),
  histories: createHistoryReader(dynamodb, settings.RECORDS_TABLE),
  views: createViewStore(dynamodb, settings.OUTCOMES_TABLE, clock),
  releasing: {
    programmes: readProgrammes(settings.LAMBDA_TASK_ROOT),
    releases: createReleaseStore(bucketOf(s3, settings.RELEASES_BUCKET)),
    keyFingerprint: createKeyFingerprint(createKmsSigner(new KMSClient(), settings.SIGNING_KEY)),
    linkTo: createReleaseLinks(createSignedLinks(s3, settings.RELEASES_BUCKET)),
    // Periods begin and end by UTC, for all clinics of a programme at once.
    today: () => lastDay ?? dateIn(clock(), undefined),
  },
  reports: {
    ...createMonthlyReportStore(bucketOf(s3, settings.REPORTS_BUCKET)),
    linkTo: createMonthlyReportLinks(createSignedLinks(s3, settings.REPORTS_BUCKET)),
  },
  imports: createImportResults(s3, settings.IMPORTS_BUCKET),
  keyOfClinic: createClinicKeys(new SecretsManagerClient(), settings.PSEUDONYM_KEY_PREFIX, isHeld),
  admission: {
    memberOf: createMemberReader(dynamodb, settings.REGISTRY_TABLE),
    isHeld,
    secondFactor: secondFactorRule(settings.SECOND_FACTOR),
  },
  settings: clinics,
  today: async (clinicId: string) => lastDay ?? dateIn(clock(), await zoneOf(clinicId)),
  clock,
  place,
  log: createLog('read-outcomes'),
};
const answerJson = createReadHandler(deps);
const answerPage = createPages({
  ...deps,
  userPool: createUserPool(place, settings.TOKEN_ISSUER),
  newId: randomUUID,
});

/**
 * Routes below /v1 come with a token that API Gateway has checked; the others are pages. What matches no route comes
 * here too (`$default`), so that "not found" is a page to a person and problem details to a program.
 */
export const handler = (event: HttpEvent) =>
  /^\/v1(\/|$)/.test(event.rawPath) ? answerJson(event) : answerPage(event);
