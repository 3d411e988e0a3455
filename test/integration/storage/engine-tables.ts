import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { sharedEngines } from '../shared-engines.ts';

/** The tables of facts, views and settings on a real engine, without the rest of the application. */
export type EngineTables = {
  client: DynamoDBClient;
  recordsTable: string;
  outcomesTable: string;
  registryTable: string;
  stop(): Promise<void>;
};

/** New tables, of whoever asks for them alone, on the engine that files share. */
export async function startEngineTables(): Promise<EngineTables> {
  const engines = await sharedEngines();
  const client = new DynamoDBClient({
    endpoint: engines.dynamodbUrl,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const named = (table: string) => `${table}-${randomUUID()}`;
  const tables = {
    recordsTable: named('records'),
    outcomesTable: named('outcomes'),
    registryTable: named('registry'),
  };
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
      for (const TableName of Object.values(tables)) await client.send(new DeleteTableCommand({ TableName }));
      client.destroy();
    },
  };
}

function keySchema(range: string) {
  return [
    { AttributeName: 'pk', KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
}
