import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { PROGRAMMES_PK } from '../shared/storage/keys/keys.ts';
import {
  allow,
  DELETE,
  dataKey,
  GET,
  key,
  listing,
  objects,
  outcomes,
  PUT,
  QUERY,
  READ_AND_WRITE,
  READ_ONLY,
  records,
  registryPartition,
  scheduleNotes,
  UPDATE,
} from './grants.ts';
import type { StatefulStack } from './stateful-stack.ts';

/** What each function that releases may do, action by action. */

export function closePeriodPermissions(data: StatefulStack, queue: IQueue): PolicyStatement[] {
  const { releasing } = data;
  return [
    // Terms are fixed once and read back when they were fixed before.
    allow(['s3:GetObject', 's3:PutObject'], [objects(releasing.tallies, 'tallies/*/terms.json')]),
    listing(releasing.tallies),
    // Which months and modes clinics have told in, and what is claimed for this release.
    allow([GET, QUERY, PUT, 'dynamodb:ConditionCheckItem'], [releasing.ledger.tableArn]),
    key(releasing.rawKey, ['dynamodb', 's3'], READ_AND_WRITE),
    registryPartition(data, PROGRAMMES_PK),
    scheduleNotes(data),
    dataKey(data, ['dynamodb'], READ_AND_WRITE),
    allow(['sqs:SendMessage'], [queue.queueArn]),
  ];
}

export function tallyClinicPermissions(data: StatefulStack): PolicyStatement[] {
  const { ledger, tallies, rawKey } = data.releasing;
  return [
    records(data, [GET]),
    outcomes(data, [QUERY]),
    // What clients have spent, and what is reserved for this release; the key of accounts' names, and those that had none.
    allow([GET, QUERY, PUT, UPDATE, DELETE], [ledger.tableArn]),
    allow(['s3:GetObject', 's3:PutObject'], [objects(tallies, 'tallies/*')]),
    listing(tallies),
    key(rawKey, ['dynamodb', 's3'], READ_AND_WRITE),
    dataKey(data, ['dynamodb'], READ_ONLY),
  ];
}

/**
 * Of what is exact it reads the frozen counts and nothing of any client but his account; what is public it can
 * read, to audit it, and add to, and not change.
 */
export function publishReleasePermissions(data: StatefulStack): PolicyStatement[] {
  const { ledger, tallies, rawKey, anonymised, privateKey, releases, publicKey, signingKey } = data.releasing;
  return [
    allow(
      ['s3:GetObject'],
      [objects(tallies, 'tallies/*/frozen.json'), objects(tallies, 'tallies/*/terms.json')],
    ),
    listing(tallies),
    allow([GET, QUERY, PUT, UPDATE, DELETE, 'dynamodb:ConditionCheckItem'], [ledger.tableArn]),
    key(rawKey, ['dynamodb', 's3'], READ_AND_WRITE),
    registryPartition(data, PROGRAMMES_PK),
    scheduleNotes(data),
    dataKey(data, ['dynamodb'], READ_AND_WRITE),
    allow(['s3:GetObject', 's3:PutObject'], [objects(anonymised, '*')]),
    listing(anonymised),
    key(privateKey, ['s3'], READ_AND_WRITE),
    allow(['s3:GetObject', 's3:PutObject'], [objects(releases, 'v1/*')]),
    key(publicKey, ['s3'], READ_AND_WRITE),
    allow(['kms:Sign', 'kms:GetPublicKey'], [signingKey.keyArn]),
  ];
}
