import {
  DescribeContinuousBackupsCommand,
  type DynamoDBClient,
  RestoreTableToPointInTimeCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { DomainError } from '../../shared/errors.ts';

/** A restoration takes minutes, and of very large tables hours. */
const LONGEST_SECONDS = 6 * 3600;

/**
 * The latest instant that all of some tables can be restored to, in ISO 8601.
 *
 * @throws DomainError that names the tables of which no backups are kept
 */
export async function latestRestorable(dynamodb: DynamoDBClient, tables: readonly string[]): Promise<string> {
  const latest = await Promise.all(
    tables.map(async (TableName) => {
      const asked = new DescribeContinuousBackupsCommand({ TableName });
      const { ContinuousBackupsDescription } = await dynamodb.send(asked);
      return ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.LatestRestorableDateTime?.getTime();
    }),
  );
  const without = tables.filter((_, index) => latest[index] === undefined);
  if (without.length > 0)
    throw new DomainError('restore.no-backup', `no backups are kept of the tables ${without.join(', ')}`);
  return new Date(Math.min(...latest.map(Number))).toISOString();
}

/** Restores a table, as it was at an instant, into a new one. @returns when that can be read and written */
export async function restoreTable(
  dynamodb: DynamoDBClient,
  from: string,
  to: string,
  at: string,
): Promise<void> {
  await dynamodb.send(
    new RestoreTableToPointInTimeCommand({
      SourceTableName: from,
      TargetTableName: to,
      RestoreDateTime: new Date(at),
    }),
  );
  await waitUntilTableExists({ client: dynamodb, maxWaitTime: LONGEST_SECONDS }, { TableName: to });
}
