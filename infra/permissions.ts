import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { DIGESTS_PREFIX, MONTHLY_REPORTS_PREFIX } from '../shared/reports/stores/report-keys.ts';
import { EXPORTS_PREFIX } from '../shared/storage/files/exports.ts';
import { LOOKS_PREFIX, READINGS_PREFIX, UPLOADS_PREFIX } from '../shared/storage/keys/import-keys.ts';
import { CLINICS_PK, PROGRAMMES_PK } from '../shared/storage/keys/keys.ts';
import {
  allow,
  DELETE,
  dataKey,
  GET,
  key,
  listing,
  masterSecret,
  membersOfClinics,
  objects,
  outcomes,
  PUT,
  QUERY,
  READ_AND_WRITE,
  READ_ONLY,
  records,
  recordsByInstant,
  registry,
  registryPartition,
  scheduleNotes,
  UPDATE,
} from './grants.ts';
import type { StatefulStack } from './stateful-stack.ts';

/** What each function may do, action by action. A transaction needs what its parts need, ConditionCheckItem too. */

const STORE_RECORDS = [GET, QUERY, PUT, DELETE, 'dynamodb:ConditionCheckItem'];

/** Who takes records from programs also hears that an import be undone: that is asked beside its file. */
export function ingestRecordsPermissions(data: StatefulStack): PolicyStatement[] {
  return [
    ...intake(data),
    allow(['s3:GetObject'], [objects(data.importsBucket, '*.import/*')]),
    allow(['s3:PutObject'], [objects(data.importsBucket, '*.import/undo-*')]),
    listing(data.importsBucket),
    dataKey(data, ['dynamodb', 's3', 'secretsmanager'], READ_AND_WRITE),
  ];
}

/** Who takes records, from programs or from forms, by the same intake. */
function intake(data: StatefulStack): PolicyStatement[] {
  return [records(data, STORE_RECORDS), registry(data), masterSecret(data)];
}

export function importFilePermissions(data: StatefulStack): PolicyStatement[] {
  return [
    records(data, STORE_RECORDS),
    registry(data),
    allow(
      ['s3:GetObject'],
      ['clinic=*', `${UPLOADS_PREFIX}*`, `${READINGS_PREFIX}*`].map((path) =>
        objects(data.importsBucket, path),
      ),
    ),
    // That an import be undone is asked beside its file, wherever that lies.
    allow(['s3:GetObject'], [objects(data.importsBucket, '*.import/*')]),
    // Results and refused rows, in the same place.
    allow(
      ['s3:PutObject'],
      [objects(data.importsBucket, '*.import/*'), objects(data.importsBucket, `${LOOKS_PREFIX}*`)],
    ),
    // What has been read goes: it names clients.
    allow(
      ['s3:DeleteObject'],
      [
        objects(data.importsBucket, 'clinic=*'),
        objects(data.importsBucket, `${UPLOADS_PREFIX}*`),
        objects(data.importsBucket, '*.import/progress.json'),
      ],
    ),
    // Of what was seen of an upload, counts stay once it is imported.
    allow(['s3:GetObject'], [objects(data.importsBucket, `${LOOKS_PREFIX}*`)]),
    listing(data.importsBucket),
    // To hand the rest of a long file to a next run, and to try soon again what has failed.
    allow(['sqs:SendMessage', 'sqs:ChangeMessageVisibility'], [data.imports.queue.queueArn]),
    masterSecret(data),
    dataKey(data, ['dynamodb', 's3', 'secretsmanager'], READ_AND_WRITE),
  ];
}

export function deriveOutcomesPermissions(data: StatefulStack): PolicyStatement[] {
  return [
    records(data, [GET, QUERY]),
    recordsByInstant(data),
    outcomes(data, [GET, PUT]),
    registry(data),
    dataKey(data, ['dynamodb'], READ_AND_WRITE),
  ];
}

export function summariseTechniquesPermissions(data: StatefulStack): PolicyStatement[] {
  return [outcomes(data, [GET, QUERY, PUT]), dataKey(data, ['dynamodb'], READ_AND_WRITE)];
}

/** Who erases clients, by the same intake as an erasure that is sent, and hands over exports that others write. */
export function keepDataPermissions(data: StatefulStack, work: IQueue): PolicyStatement[] {
  return [
    ...intake(data),
    // Also what a presigned link may do: it acts in this role's name.
    allow(['s3:GetObject'], [objects(data.reportsBucket, `${EXPORTS_PREFIX}*`)]),
    // That one was asked for and whose turn it is, or that it was given up.
    allow(
      ['s3:PutObject'],
      ['*/asked.json', '*/given-up.json', '*/turns/*'].map((file) =>
        objects(data.reportsBucket, EXPORTS_PREFIX + file),
      ),
    ),
    listing(data.reportsBucket),
    allow(['sqs:SendMessage'], [work.queueArn]),
    dataKey(data, ['dynamodb', 's3', 'secretsmanager'], READ_AND_WRITE),
  ];
}

/** Who exports a clinic, derives everything of it again, and rids files of an erased client: of records nothing is written. */
export function workForClinicPermissions(
  data: StatefulStack,
  queues: { work: IQueue; digests: IQueue; monthlyReports: IQueue },
): PolicyStatement[] {
  const { importsBucket, reportsBucket } = data;
  const looks = [UPLOADS_PREFIX, LOOKS_PREFIX].map((prefix) => objects(importsBucket, `${prefix}*`));
  return [
    records(data, [GET, QUERY]),
    recordsByInstant(data),
    outcomes(data, [GET, QUERY, PUT]),
    registry(data),
    allow(
      ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
      [objects(reportsBucket, `${EXPORTS_PREFIX}*`)],
    ),
    // Digests that name an erased client go, and are asked for again with the reports that he counted in.
    allow(['s3:GetObject', 's3:DeleteObject'], [objects(reportsBucket, `${DIGESTS_PREFIX}*`)]),
    listing(reportsBucket),
    // So does what was sent to be looked at; beside files his rows are written over.
    allow(['s3:DeleteObject'], looks),
    allow(['s3:GetObject', 's3:PutObject'], [objects(importsBucket, '*.import/*')]),
    listing(importsBucket),
    allow(
      ['sqs:SendMessage'],
      [queues.work, queues.digests, queues.monthlyReports].map(({ queueArn }) => queueArn),
    ),
    masterSecret(data),
    dataKey(data, ['dynamodb', 's3', 'secretsmanager'], READ_AND_WRITE),
  ];
}

/** Who takes forms also takes files: they are sent in this role's name, looked at, and handed to the import. */
export function takeFormsPermissions(data: StatefulStack): PolicyStatement[] {
  const { importsBucket } = data;
  return [
    ...intake(data),
    // A client's last weeks, in which a journal's entry is looked for that is sent again.
    recordsByInstant(data),
    membersOfClinics(data),
    // What a form uploads acts in this role's name; what was looked at is copied for the import.
    allow(['s3:GetObject', 's3:PutObject'], [objects(importsBucket, `${UPLOADS_PREFIX}*`)]),
    allow(['s3:PutObject'], [objects(importsBucket, 'clinic=*/uploaded/*')]),
    allow(['s3:GetObject'], [objects(importsBucket, `${LOOKS_PREFIX}*`)]),
    // In which way a file is to be read.
    allow(['s3:PutObject'], [objects(importsBucket, `${READINGS_PREFIX}*`)]),
    // Refused rows, and which of them are settled.
    allow(['s3:GetObject', 's3:PutObject'], [objects(importsBucket, '*.import/*')]),
    listing(importsBucket),
    dataKey(data, ['dynamodb', 's3', 'secretsmanager'], READ_AND_WRITE),
  ];
}

/** Who shows pages also shows what was seen of files that were sent. */
export function showPagesPermissions(data: StatefulStack): PolicyStatement[] {
  return [
    ...readingPermissions(data),
    membersOfClinics(data),
    allow(['s3:GetObject'], [objects(data.importsBucket, `${LOOKS_PREFIX}*`)]),
  ];
}

/** Of what people and programs look at, all, and nothing that changes it. */
export function readingPermissions(data: StatefulStack): PolicyStatement[] {
  return [
    records(data, [GET, QUERY]),
    recordsByInstant(data),
    outcomes(data, [QUERY]),
    registry(data),
    // Who may read which releases.
    registryPartition(data, PROGRAMMES_PK),
    // Also what a presigned link may do: it acts in this role's name.
    allow(['s3:GetObject'], [objects(data.releasing.releases, 'v1/*')]),
    listing(data.releasing.releases),
    allow(['s3:GetObject'], [objects(data.reportsBucket, `${MONTHLY_REPORTS_PREFIX}*`)]),
    listing(data.reportsBucket),
    // What became of files, never the files.
    allow(['s3:GetObject'], [objects(data.importsBucket, '*.import/*')]),
    listing(data.importsBucket),
    key(data.releasing.publicKey, ['s3'], READ_ONLY),
    // Its fingerprint is told to everybody who may read releases.
    allow(['kms:GetPublicKey'], [data.releasing.signingKey.keyArn]),
    masterSecret(data),
    dataKey(data, ['dynamodb', 's3', 'secretsmanager'], READ_ONLY),
  ];
}

/** The one function that says who belongs to a clinic, and what it says of itself: others may only write to the Registry table that a schedule has run. */
export function keepPeoplePermissions(data: StatefulStack, work: IQueue): PolicyStatement[] {
  return [
    allow([GET, QUERY, PUT, UPDATE, DELETE, 'dynamodb:ConditionCheckItem'], [data.registry.tableArn]),
    // To have a clinic derived again by its new time zone.
    allow(['sqs:SendMessage'], [work.queueArn]),
    allow(
      ['cognito-idp:AdminCreateUser', 'cognito-idp:AdminDeleteUser', 'cognito-idp:AdminGetUser'],
      [data.identity.userPool.userPoolArn],
    ),
    masterSecret(data),
    dataKey(data, ['dynamodb', 'secretsmanager'], READ_AND_WRITE),
  ];
}

export function writeDigestsPermissions(data: StatefulStack, queue: IQueue): PolicyStatement[] {
  return [
    // In whose care the clients are; while that is not settled, what it follows from.
    records(data, [GET, QUERY]),
    outcomes(data, [QUERY]),
    // What the clinic is called.
    registry(data),
    // Whom the schedule is for.
    registryPartition(data, CLINICS_PK),
    scheduleNotes(data),
    // Written in place of what an earlier run of the same week wrote, and never read.
    allow(['s3:PutObject'], [objects(data.reportsBucket, `${DIGESTS_PREFIX}*`)]),
    // To hand each clinic to a run of its own.
    allow(['sqs:SendMessage'], [queue.queueArn]),
    dataKey(data, ['dynamodb', 's3'], READ_AND_WRITE),
  ];
}

export function writeReportsPermissions(data: StatefulStack, queue: IQueue): PolicyStatement[] {
  return [
    outcomes(data, [QUERY]),
    registry(data),
    // Whom the schedule is for.
    registryPartition(data, CLINICS_PK),
    scheduleNotes(data),
    // Numbers are frozen once and read back when they were frozen before.
    allow(['s3:GetObject', 's3:PutObject'], [objects(data.reportsBucket, `${MONTHLY_REPORTS_PREFIX}*`)]),
    // Without it S3 would not say that nothing is frozen yet, but refuse.
    listing(data.reportsBucket),
    // To hand each clinic to a run of its own.
    allow(['sqs:SendMessage'], [queue.queueArn]),
    dataKey(data, ['dynamodb', 's3'], READ_AND_WRITE),
  ];
}
