import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { arn } from '../account.ts';
import type { Resource } from '../assembly/application.ts';

type Index = { IndexName: string; KeySchema: unknown; Projection: unknown };
type TableProperties = {
  AttributeDefinitions: CreateTableCommandInput['AttributeDefinitions'];
  KeySchema: CreateTableCommandInput['KeySchema'];
  LocalSecondaryIndexes?: Index[];
  GlobalSecondaryIndexes?: Index[];
  StreamSpecification?: { StreamViewType: string };
  TimeToLiveSpecification?: { AttributeName: string; Enabled: boolean };
};

/** A stream as the templates name it and as the engine does. */
export type Stream = { readonly arn: string; readonly engineArn: string; readonly partitionKey: string };

/**
 * Creates a table as its template says; one that is there already, from a start before, is left as it is.
 *
 * @returns its stream, when it has one
 */
export async function createTable(client: DynamoDBClient, resource: Resource): Promise<Stream | undefined> {
  const TableName = resource.ref();
  const properties = resource.properties() as TableProperties;
  const viewType = properties.StreamSpecification?.StreamViewType;
  const input: CreateTableCommandInput = {
    TableName,
    AttributeDefinitions: properties.AttributeDefinitions,
    KeySchema: properties.KeySchema,
    BillingMode: 'PAY_PER_REQUEST',
    ...(properties.LocalSecondaryIndexes && {
      LocalSecondaryIndexes: indexes(properties.LocalSecondaryIndexes),
    }),
    ...(properties.GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: indexes(properties.GlobalSecondaryIndexes),
    }),
    ...(viewType && {
      StreamSpecification: {
        StreamEnabled: true,
        StreamViewType: viewType,
      } as CreateTableCommandInput['StreamSpecification'],
    }),
  };
  try {
    await client.send(new CreateTableCommand(input));
  } catch (error) {
    if (!(error instanceof ResourceInUseException))
      throw new Error(`could not create ${resource.label}`, { cause: error });
  }
  await expire(client, TableName, properties.TimeToLiveSpecification);
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  if (!viewType) return undefined;
  if (!Table?.LatestStreamArn || !Table.LatestStreamLabel) {
    throw new Error(`${resource.label} should have a stream, but the table in the data directory has none`);
  }
  const partitionKey = Table.KeySchema?.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName;
  if (!partitionKey) throw new Error(`${resource.label} has no partition key`);
  const streamArn = arn('dynamodb', `table/${TableName}/stream/${Table.LatestStreamLabel}`);
  return { arn: streamArn, engineArn: Table.LatestStreamArn, partitionKey };
}

/** Only what CreateTable takes: templates carry capacity and replica settings too. */
function indexes(given: Index[]): CreateTableCommandInput['GlobalSecondaryIndexes'] {
  return given.map(({ IndexName, KeySchema, Projection }) => ({
    IndexName,
    KeySchema,
    Projection,
  })) as ReturnType<typeof indexes>;
}

async function expire(
  client: DynamoDBClient,
  TableName: string,
  wanted: TableProperties['TimeToLiveSpecification'],
): Promise<void> {
  if (!wanted?.Enabled) return;
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
  // Turning it on twice is a ValidationException.
  if (TimeToLiveDescription?.AttributeName === wanted.AttributeName) return;
  await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: wanted }));
}
