import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Aws } from 'aws-cdk-lib/core';
import { BY_INSTANT } from '../shared/storage/keys/keys.ts';
import { CLINIC_PK_PREFIX } from '../shared/storage/keys/member-keys.ts';
import { SCHEDULES_PK } from '../shared/storage/keys/schedule-keys.ts';
import type { StatefulStack } from './stateful-stack.ts';

/** What permissions are made of: a resource of ours, and what may be done with it. */

export const PUT = 'dynamodb:PutItem';
export const UPDATE = 'dynamodb:UpdateItem';
export const DELETE = 'dynamodb:DeleteItem';
export const GET = 'dynamodb:BatchGetItem';
export const QUERY = 'dynamodb:Query';

export function records(data: StatefulStack, actions: string[]): PolicyStatement {
  return allow(actions, [data.records.tableArn]);
}

/** A window of one client's time; an index can only be queried. */
export function recordsByInstant(data: StatefulStack): PolicyStatement {
  return allow([QUERY], [`${data.records.tableArn}/index/${BY_INSTANT}`]);
}

export function outcomes(data: StatefulStack, actions: string[]): PolicyStatement {
  return allow(actions, [data.outcomes.tableArn]);
}

/** Clinics, what they say of themselves, and who belongs to them. */
export function registry(data: StatefulStack): PolicyStatement {
  return allow([GET], [data.registry.tableArn]);
}

/** One partition of the registry, and nothing else of it. */
export function registryPartition(data: StatefulStack, key: string): PolicyStatement {
  return partitions(data.registry, [key]);
}

/** To note in the registry that a schedule has run, and nothing else of it. */
export function scheduleNotes({ registry }: StatefulStack): PolicyStatement {
  return new PolicyStatement({
    actions: [PUT],
    resources: [registry.tableArn],
    conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [SCHEDULES_PK] } },
  });
}

/** Who belongs to clinics, to whom a client can be handed over; nothing else of the registry. */
export function membersOfClinics({ registry }: StatefulStack): PolicyStatement {
  return new PolicyStatement({
    actions: [QUERY],
    resources: [registry.tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${CLINIC_PK_PREFIX}*`] } },
  });
}

/** One partition of a table, and nothing else of it. */
export function partitions({ tableArn }: ITable, keys: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    actions: [QUERY],
    resources: [tableArn],
    conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [...keys] } },
  });
}

/** Without leave to list, S3 answers 403 instead of 404 for an object that does not exist. */
export function listing(bucket: IBucket): PolicyStatement {
  return allow(['s3:ListBucket'], [bucket.bucketArn]);
}

export function objects(bucket: IBucket, pattern: string): string {
  return bucket.arnForObjects(pattern);
}

/** The one secret that clinics' keys are derived from, and no other. */
export function masterSecret(data: StatefulStack): PolicyStatement {
  return allow(['secretsmanager:GetSecretValue'], [data.master.secretArn]);
}

export const READ_ONLY = ['kms:Decrypt', 'kms:DescribeKey'];
export const READ_AND_WRITE = [
  ...READ_ONLY,
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

export function dataKey(data: StatefulStack, services: string[], actions: string[]): PolicyStatement {
  return key(data.dataKey, services, actions);
}

/** A key of ours, only by way of the services that keep our data: DynamoDB and S3 use it in the caller's name. */
export function key({ keyArn }: IKey, services: string[], actions: string[]): PolicyStatement {
  return new PolicyStatement({
    actions,
    resources: [keyArn],
    conditions: {
      StringEquals: { 'kms:ViaService': services.map((service) => `${service}.${Aws.REGION}.amazonaws.com`) },
    },
  });
}

export function allow(actions: string[], resources: string[]): PolicyStatement {
  return new PolicyStatement({ actions, resources });
}
