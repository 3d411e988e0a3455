import { DeleteTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { rebuildClinic, verifyClinic } from '../../shared/views/verify-clinic.ts';
import type { ViewTables } from '../command-line/view-tables-option.ts';
import { clinicSources, clinicsToCheck } from '../verify/clinics-to-check.ts';
import { copyTable } from './copy-table.ts';
import { latestRestorable, restoreTable } from './point-in-time.ts';
import type { RestoreArguments } from './restore-arguments.ts';

type Asked = Extract<RestoreArguments, { asked: 'run' }>;

/**
 * Restores the tables into new ones, derives what was on its way, and verifies them. The new tables are removed, unless they are
 * to stay; also when it fails.
 *
 * @param now when it is, for the new tables' names
 * @param print a line for whoever started it
 * @returns whether every view is what the restored records come to
 */
export async function restoreDrill(
  dynamodb: DynamoDBClient,
  { from, at, keep, recordsTable, outcomesTable, registryTable }: Asked,
  now: Date,
  print: (line: string) => void,
): Promise<boolean> {
  const sources = [recordsTable, outcomesTable, registryTable];
  const suffix = `-restored-${now.toISOString().slice(0, 19).replace(/\D/g, '')}`;
  const restored: ViewTables = {
    recordsTable: recordsTable + suffix,
    outcomesTable: outcomesTable + suffix,
    registryTable: registryTable + suffix,
  };
  const timed = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
    const begun = performance.now();
    const result = await work();
    print(`${((performance.now() - begun) / 1000).toFixed(1).padStart(8)} s  ${what}`);
    return result;
  };
  const instant = from === 'copy' ? undefined : (at ?? (await latestRestorable(dynamodb, sources)));
  print(instant === undefined ? 'From the tables as they are, not from a backup:' : `As of ${instant}:`);
  try {
    await allSettled(
      sources.map((table) =>
        timed(`${table} into ${table}${suffix}`, () =>
          instant === undefined
            ? copyTable(dynamodb, table, table + suffix)
            : restoreTable(dynamodb, table, table + suffix, instant),
        ),
      ),
    );
    const clinics = await timed('which clinics are held, and what of them', () =>
      clinicsToCheck(dynamodb, restored, undefined),
    );
    const clinicViews = clinicSources(dynamodb, restored, () => {});
    let areWell = true;
    await timed('what was on its way is derived', async () => {
      for (const [clinicId, partitions] of clinics) {
        const failed = await rebuildClinic(clinicViews, clinicId, partitions);
        if (failed.size > 0) areWell = false;
        for (const [id, error] of failed) print(`${clinicId}  could not be derived: ${id}: ${String(error)}`);
      }
    });
    await timed('every view is compared with the records', async () => {
      const now = await clinicsToCheck(dynamodb, restored, undefined);
      for (const [clinicId, partitions] of now) {
        const { items, drifts } = await verifyClinic(clinicViews, clinicId, partitions);
        if (drifts.length > 0) areWell = false;
        for (const { is, entity, key } of drifts)
          print(`${clinicId}  ${is}: ${entity}  ${key.pk}  ${key.sk}`);
        print(`${clinicId}  ${items} items looked at, ${drifts.length} not as the records say`);
      }
    });
    if (keep) print(`They stay: ${Object.values(restored).join(', ')}`);
    return areWell;
  } finally {
    if (!keep)
      await timed('the new tables are removed', () => removeTables(dynamodb, Object.values(restored)));
  }
}

/**
 * Waits for all, also when one has failed: a table that is being made cannot be removed.
 *
 * @throws what the first of them has failed with
 */
async function allSettled(work: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(work);
  await Promise.all(work);
}

/** One that was never made is none to remove. */
async function removeTables(dynamodb: DynamoDBClient, tables: readonly string[]): Promise<void> {
  for (const TableName of tables) {
    await dynamodb.send(new DeleteTableCommand({ TableName })).catch((error: Error) => {
      if (error.name !== 'ResourceNotFoundException') throw error;
    });
  }
}
