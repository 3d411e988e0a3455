import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BatchWriteItemCommand, CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startEngines } from '../../infra/local/engines/engines.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import { type Fact, parseRecord } from '../../shared/records/record.ts';
import { chunksOf, mapInFlight } from '../../shared/storage/aws/in-flight.ts';
import { addressOf, recordItem } from '../../shared/storage/held/record-store.ts';
import { BY_FILE } from '../records/by-file.ts';

const BATCH = 25;
const BATCHES_IN_FLIGHT = 16;

/**
 * Seconds that the engine alone takes to write the same items with BatchWriteItem, into a table like ours
 * with its index and its stream: what the pipeline is measured against.
 */
export async function rawWriteSeconds(lines: readonly string[]): Promise<number> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'massage-outcomes-bench-'));
  const engines = await startEngines({ dataDirectory });
  const client = new DynamoDBClient({
    endpoint: engines.dynamodbUrl,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const key = (range: string) => [
    { AttributeName: 'pk', KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName: 'records',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'at'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: key('sk'),
      LocalSecondaryIndexes: [
        { IndexName: 'by-instant', KeySchema: key('at'), Projection: { ProjectionType: 'ALL' } },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
  await engines.tuneAfterTables();
  const items = lines.map(itemOf);
  const started = performance.now();
  await mapInFlight(BATCHES_IN_FLIGHT, chunksOf(items, BATCH), async (batch) => {
    const requests = batch.map((Item) => ({ PutRequest: { Item } }));
    const { UnprocessedItems } = await client.send(
      new BatchWriteItemCommand({ RequestItems: { records: requests } }),
    );
    if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error('the engine left items unprocessed');
  });
  const seconds = (performance.now() - started) / 1000;
  client.destroy();
  await engines.stop();
  await rm(dataDirectory, { recursive: true, force: true });
  return seconds;
}

function itemOf(line: string) {
  const parsed = parseRecord({ clinicId: 'bench', ...JSON.parse(line) });
  if (!('record' in parsed)) throw new Error('the bench made a record that is refused');
  const fact = parsed.record as Fact;
  return recordItem(
    addressOf({ clinicId: 'bench', client: pseudonym('bench', fact.clientId) }, fact, BY_FILE),
  );
}
