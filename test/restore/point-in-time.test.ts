import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  RestoreTableToPointInTimeCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { latestRestorable, restoreTable } from '../../infra/restore/point-in-time.ts';

/** Answers as AWS documents, for tables with backups until an instant; it keeps what it was sent. */
function answering(until: Readonly<Record<string, string>>) {
  const sent: { name: string; input: object }[] = [];
  const send = async (command: { constructor: unknown; input: { TableName?: string } }) => {
    sent.push({ name: (command.constructor as { name: string }).name, input: command.input });
    if (command instanceof DescribeContinuousBackupsCommand) {
      const instant = until[command.input.TableName!];
      const LatestRestorableDateTime = instant === undefined ? undefined : new Date(instant);
      return {
        ContinuousBackupsDescription: { PointInTimeRecoveryDescription: { LatestRestorableDateTime } },
      };
    }
    if (command instanceof DescribeTableCommand) return { Table: { TableStatus: 'ACTIVE' } };
    return {};
  };
  return { dynamodb: { send, config: {} } as unknown as DynamoDBClient, sent };
}

it('takes the latest instant that every table can be restored to, and refuses one without backups', async () => {
  const { dynamodb } = answering({ a: '2026-11-29T10:05:00Z', b: '2026-11-29T10:04:00Z' });
  expect(await latestRestorable(dynamodb, ['a', 'b'])).toBe('2026-11-29T10:04:00.000Z');
  await expect(latestRestorable(dynamodb, ['a', 'c'])).rejects.toThrow('no backups are kept of the tables c');
});

it('asks for one table as of the instant under the new name, and waits until it is there', async () => {
  const { dynamodb, sent } = answering({});
  await restoreTable(dynamodb, 'a', 'a-restored', '2026-11-29T10:04:00Z');
  expect(sent[0]).toEqual({
    name: RestoreTableToPointInTimeCommand.name,
    input: {
      SourceTableName: 'a',
      TargetTableName: 'a-restored',
      RestoreDateTime: new Date('2026-11-29T10:04:00Z'),
    },
  });
  expect(sent.at(-1)).toEqual({ name: DescribeTableCommand.name, input: { TableName: 'a-restored' } });
});
