import { DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';

const client = new DynamoDBClient();
const TableName = process.env['TARGET_TABLE'];

/** Keeps a text under two keys, the last one wins. */
export const keep = async (pk: string, sk: string, content: string): Promise<void> => {
  await client.send(
    new PutItemCommand({ TableName, Item: { pk: { S: pk }, sk: { S: sk }, content: { S: content } } }),
  );
};

/** Adds a text to the list under two keys, so that the order of the calls can be read. */
export const append = async (pk: string, sk: string, content: string): Promise<void> => {
  await client.send(
    new UpdateItemCommand({
      TableName,
      Key: { pk: { S: pk }, sk: { S: sk } },
      UpdateExpression: 'SET entries = list_append(if_not_exists(entries, :none), :entry)',
      ExpressionAttributeValues: { ':none': { L: [] }, ':entry': { L: [{ S: content }] } },
    }),
  );
};
