import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { requiredSettings } from '../../shared/environment.ts';
import { behindEdge } from '../../shared/http/behind-edge.ts';
import { createLog } from '../../shared/log.ts';
import { createReading, READING_SETTINGS } from '../../shared/reading/reading.ts';
import { BOUNDED_CALLS } from '../../shared/storage/aws/bounded-calls.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { createReadHandler } from './handler.ts';

const clients = {
  dynamodb: createDynamoDBClient(),
  secrets: new SecretsManagerClient(BOUNDED_CALLS),
  s3: new S3Client(BOUNDED_CALLS),
  kms: new KMSClient(BOUNDED_CALLS),
};
const settings = requiredSettings(process.env, ...READING_SETTINGS);
const reading = createReading(clients, settings, process.env['AS_OF']);

export const handler = behindEdge(
  process.env,
  createReadHandler({ ...reading, log: createLog('read-outcomes') }),
);
