import {
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  RestoreTableToPointInTimeCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { restoreDrill } from '../../infra/restore/drill.ts';

const ASKED = {
  ...({ asked: 'run', from: 'point-in-time', keep: false, at: '2026-11-29T10:00:00Z' } as const),
  ...{ recordsTable: 'records', outcomesTable: 'outcomes', registryTable: 'registry' },
};

/** An error of AWS's. */
const refusal = (name: string) => Object.assign(new Error(name), { name });

/**
 * Answers as AWS documents: a table is being made for a while, in which it cannot be removed; of the registry none can
 * be made.
 */
function refusingTheRegistry() {
  const ready = new Set<string>();
  const begun = new Set<string>();
  const send = async (command: { input: { TableName?: string; TargetTableName?: string } }) => {
    const { TableName = '', TargetTableName = '' } = command.input;
    if (command instanceof RestoreTableToPointInTimeCommand) {
      if (TargetTableName.startsWith('registry')) throw refusal('LimitExceededException');
      begun.add(TargetTableName);
    }
    if (command instanceof DescribeTableCommand) {
      await new Promise((resolve) => setImmediate(resolve));
      ready.add(TableName);
      return { Table: { TableStatus: 'ACTIVE' } };
    }
    if (command instanceof DeleteTableCommand) {
      if (!begun.has(TableName)) throw refusal('ResourceNotFoundException');
      if (!ready.has(TableName)) throw refusal('ResourceInUseException');
      begun.delete(TableName);
    }
    return {};
  };
  return { dynamodb: { send, config: {} } as unknown as DynamoDBClient, left: begun };
}

it('that one table cannot be restored for is told so, and leaves none of the others behind', async () => {
  const { dynamodb, left } = refusingTheRegistry();
  const lines: string[] = [];
  const drill = restoreDrill(dynamodb, ASKED, new Date('2026-11-30T10:00:00Z'), (line) => lines.push(line));
  await expect(drill).rejects.toThrow('LimitExceededException');
  expect([...left]).toEqual([]);
});
