import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { engineChoice } from '../../../infra/local/engines/engine-choice.ts';
import { DEEP } from '../../deep.ts';
import { TablesInMemory } from '../../simulate/tables/tables-in-memory.ts';
import { sharedEngines } from '../shared-engines.ts';

const { engine, dynamodbEndpoint } = engineChoice(process.env);

/**
 * Whether the stores are tried on the engine that simulations run on, in seconds: what is simulated is true as far as this
 * holds. `npm run test:deep` tries them on a real one, and so does whoever names one (`DYNAMODB_ENGINE=dynoxide npm test`).
 */
export const IN_MEMORY = !DEEP && engine === undefined && dynamodbEndpoint === undefined;

/** The tables of facts, views and settings, without the rest of the application. */
export type EngineTables = {
  client: DynamoDBClient;
  recordsTable: string;
  outcomesTable: string;
  registryTable: string;
  stop(): Promise<void>;
};

/** New tables, of whoever asks for them alone; in memory or on the engine that files share. */
export async function startTables(): Promise<EngineTables> {
  return IN_MEMORY ? tablesOf(new TablesInMemory().client()) : startEngineTables();
}

/** The same on a real engine, for who reads what a call costs, or has another process look. */
export async function startEngineTables(): Promise<EngineTables> {
  return tablesOf(await engineClient());
}

/** The same in whatever a client reaches. */
export async function tablesOf(client: DynamoDBClient): Promise<EngineTables> {
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
