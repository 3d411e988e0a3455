import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { REGION } from '../account.ts';
import type { Application } from '../assembly/application.ts';
import type { Engines } from '../engines/engines.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Queues } from '../queues.ts';
import { createAlarm } from './alarms.ts';
import { createBucket } from './buckets.ts';
import { createQueues } from './queues.ts';
import { createSecret } from './secrets.ts';
import { createSigningKey } from './signing-keys.ts';
import { createTable, type Stream } from './tables.ts';

export type Provisioned = {
  /** Streams by table name. */
  readonly streams: Map<string, Stream>;
  /** Secret ARNs by stack and logical id, joined with a slash. */
  readonly secretArns: Map<string, string>;
};

/** Engines take any key pair; only the gateway knows who is who. */
const credentials = { accessKeyId: 'runner', secretAccessKey: 'runner' };

/**
 * Creates in the engines what the templates say: tables, buckets, queues, secrets, signing keys. What is there already
 * stays as it is, so that a start on kept data finds its data. Fills `into` as it goes.
 */
export async function provision(
  app: Application,
  place: { engines: Engines; gateway: Gateway; queues: Queues },
  into: Provisioned,
): Promise<void> {
  const tables = new DynamoDBClient({ region: REGION, endpoint: place.engines.dynamodbUrl, credentials });
  const buckets = new S3Client({
    region: REGION,
    endpoint: place.engines.storeUrl,
    credentials,
    forcePathStyle: true,
  });
  try {
    for (const secret of app.resources('AWS::SecretsManager::Secret')) {
      into.secretArns.set(`${secret.stack}/${secret.logicalId}`, await createSecret(place.gateway, secret));
    }
    for (const key of app.resources('AWS::KMS::Key')) await createSigningKey(place.gateway, key);
    await createQueues(place.queues, app.resources('AWS::SQS::Queue'));
    for (const alarm of app.resources('AWS::CloudWatch::Alarm')) createAlarm(place.gateway, alarm);
    for (const bucket of app.resources('AWS::S3::Bucket')) await createBucket(buckets, bucket);
    for (const table of app.resources('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')) {
      const stream = await createTable(tables, table);
      if (stream) into.streams.set(table.ref(), stream);
    }
    await place.engines.tuneAfterTables();
  } finally {
    tables.destroy();
    buckets.destroy();
  }
}
