import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { ACCOUNT, REGION } from '../../../infra/local/account.ts';
import { type EngineName, type Engines, startEngines } from '../../../infra/local/engines/engines.ts';
import { type Gateway, type ObjectEvent, startGateway } from '../../../infra/local/gateway/gateway.ts';
import { createDynamoDBClient } from '../../../shared/storage/aws/dynamodb.ts';

export { ACCOUNT, REGION };

export type Clients = {
  config: {
    endpoint: string;
    region: string;
    maxAttempts: number;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
  dynamodb: DynamoDBClient;
  streams: DynamoDBStreamsClient;
  s3: S3Client;
  sqs: SQSClient;
  secrets: SecretsManagerClient;
};

export type StartedGateway = {
  dataDirectory: string;
  engines: Engines;
  gateway: Gateway;
  /** Every object event so far. */
  events: ObjectEvent[];
  /** SDK clients of somebody who is allowed everything. */
  operator: Clients;
  /** SDK clients of a role with these statements. */
  role(name: string, ...statements: object[]): Clients;
  stop(): Promise<void>;
};

/** Starts engines and a gateway on a fresh directory, or on the one given, with the SDK's own clients to call it. */
export async function startedGateway(
  options: { dataDirectory?: string; engine?: EngineName } = {},
): Promise<StartedGateway> {
  const dataDirectory = options.dataDirectory ?? mkdtempSync(join(tmpdir(), 'gateway-test-'));
  const engines = await startEngines({ dataDirectory, ...(options.engine && { engine: options.engine }) });
  const events: ObjectEvent[] = [];
  const gateway = await startGateway({
    engines,
    dataDirectory,
    onObjectEvent: (event) => void events.push(event),
  });
  const open: Clients[] = [];
  const clients = (accessKeyId: string): Clients => {
    const made = clientsFor(gateway.url, accessKeyId, `secret of ${accessKeyId}`);
    open.push(made);
    return made;
  };
  gateway.admit('OPERATOR', 'secret of OPERATOR', { name: 'operator', operator: true });
  return {
    dataDirectory,
    engines,
    gateway,
    events,
    operator: clients('OPERATOR'),
    role: (name, ...statements) => {
      const policies = [{ Version: '2012-10-17', Statement: statements }];
      gateway.admit(name, `secret of ${name}`, { name, policies });
      return clients(name);
    },
    stop: async () => {
      for (const { dynamodb, streams, s3, sqs, secrets } of open) {
        for (const client of [dynamodb, streams, s3, sqs, secrets]) client.destroy();
      }
      await gateway.stop();
      await engines.stop();
      if (!options.dataDirectory) rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

export function clientsFor(endpoint: string, accessKeyId: string, secretAccessKey: string): Clients {
  const config = { endpoint, region: REGION, maxAttempts: 1, credentials: { accessKeyId, secretAccessKey } };
  return {
    config,
    dynamodb: createDynamoDBClient(config),
    streams: new DynamoDBStreamsClient(config),
    s3: new S3Client(config),
    sqs: new SQSClient(config),
    secrets: new SecretsManagerClient(config),
  };
}

/** A table with a string key `pk`, a stream of both images, and an index `by-group`. */
export async function createTable({ dynamodb }: Clients, name: string): Promise<string> {
  const { TableDescription } = await dynamodb.send(
    new CreateTableCommand({
      TableName: name,
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'group', AttributeType: 'S' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-group',
          KeySchema: [{ AttributeName: 'group', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
  if (!TableDescription?.LatestStreamArn) throw new Error(`table ${name} has no stream`);
  return TableDescription.LatestStreamArn;
}

/** Name and HTTP status of the error that a call ends with; `done` when it does not. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'done';
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    return `${$metadata?.httpStatusCode} ${name}`;
  }
}
