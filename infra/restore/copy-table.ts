import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  paginateScan,
  type WriteRequest,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { chunksOf } from '../../shared/storage/aws/in-flight.ts';

/** The most that one call may write. */
const ITEMS_A_CALL = 25;
const LONGEST_SECONDS = 60;

/** Copies a table as it is, with its keys and indexes, into a new one: what stands in for a backup where none are kept. */
export async function copyTable(dynamodb: DynamoDBClient, from: string, to: string): Promise<void> {
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: from }));
  await dynamodb.send(
    new CreateTableCommand({
      TableName: to,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: Table!.KeySchema!,
      AttributeDefinitions: Table!.AttributeDefinitions!,
      ...(Table!.LocalSecondaryIndexes && {
        LocalSecondaryIndexes: Table!.LocalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
          ...{ IndexName: IndexName!, KeySchema: KeySchema!, Projection: Projection! },
        })),
      }),
    }),
  );
  await waitUntilTableExists({ client: dynamodb, maxWaitTime: LONGEST_SECONDS }, { TableName: to });
  for await (const { Items = [] } of paginateScan(
    { client: dynamodb },
    { TableName: from, ConsistentRead: true },
  )) {
    for (const items of chunksOf(Items, ITEMS_A_CALL)) {
      let left: WriteRequest[] = items.map((Item) => ({ PutRequest: { Item } }));
      while (left.length > 0) {
        const { UnprocessedItems } = await dynamodb.send(
          new BatchWriteItemCommand({ RequestItems: { [to]: left } }),
        );
        left = UnprocessedItems?.[to] ?? [];
      }
    }
  }
}
