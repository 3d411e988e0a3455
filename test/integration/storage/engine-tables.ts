import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { TablesInMemory } from '../../simulate/tables/tables-in-memory.ts';
import { sharedEngines } from '../shared-engines.ts';

/**
 * Whether the stores are tried on the engine that simulations run on, which is held to what the others do by that. It is
 * no engine of the application, so that nothing else takes the name.
 */
export const IN_MEMORY = process.env['DYNAMODB_ENGINE'] === 'memory';

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
  const client = IN_MEMORY ? new TablesInMemory().client() : await engineClient();
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

async function engineClient(): Promise<DynamoDBClient> {
  const { dynamodbUrl: endpoint } = await sharedEngines();
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new DynamoDBClient({ endpoint, region: 'eu-west-1', credentials });
}

function keySchema(range: string) {
  return [
    { AttributeName: 'pk', KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
}
