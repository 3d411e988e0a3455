import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startEngines } from '../../../infra/local/engines/engines.ts';

/** The tables of facts, views and settings on a real engine, without the rest of the application. */
export type EngineTables = {
  client: DynamoDBClient;
  recordsTable: string;
  outcomesTable: string;
  registryTable: string;
  stop(): Promise<void>;
};

export async function startEngineTables(): Promise<EngineTables> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'massage-outcomes-'));
  const engines = await startEngines({ dataDirectory });
  const client = new DynamoDBClient({
    endpoint: engines.dynamodbUrl,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const tables = { recordsTable: 'records', outcomesTable: 'outcomes', registryTable: 'registry' };
  await client.send(
    new CreateTableCommand({
      TableName: tables.recordsTable,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'at'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: keySchema('sk'),
      LocalSecondaryIndexes: [
        { IndexName: 'by-instant', KeySchema: keySchema('at'), Projection: { ProjectionType: 'ALL' } },
      ],
    }),
  );
  for (const TableName of [tables.outcomesTable, tables.registryTable]) {
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: keySchema('sk'),
      }),
    );
  }
  return {
    client,
    ...tables,
    stop: async () => {
      client.destroy();
      await engines.stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

function keySchema(range: string) {
  return [
    { AttributeName: 'pk', KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
}
