import { type DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { clinicSources, clinicsToCheck } from '../../infra/verify/clinics-to-check.ts';
import type { WrittenImport } from '../../shared/records/files/written-import.ts';
import { SUMS } from '../../shared/releases/files/release-file.ts';
import { accountsPk } from '../../shared/releases/stores/ledger-keys.ts';
import { releasePrefix } from '../../shared/releases/stores/release-keys.ts';
import { createReleaseLedger } from '../../shared/releases/stores/release-ledger.ts';
import { itemsOfPartition } from '../../shared/storage/aws/dynamodb.ts';
import { itemTable } from '../../shared/storage/aws/item-table.ts';
import { importKey, importResultKey } from '../../shared/storage/keys/import-keys.ts';
import { verifyClinic } from '../../shared/views/verify-clinic.ts';
import { asked, ERASED, FILE, releaseOf } from './day.ts';
import type { RunningCloud } from './killable-cloud.ts';

/**
 * What a clinic's day has come to, by what it is about, as texts that are the same for two clinics with the same records: without
 * their names, pseudonyms, instants of arrival, and noise.
 */
export async function endStateOf(cloud: RunningCloud, clinic: string): Promise<Record<string, string>> {
  const text = async (output: string, Key: string) => {
    const { Body } = await cloud.s3.send(new GetObjectCommand({ Bucket: cloud.outputs[output]!, Key }));
    return Body!.transformToString();
  };
  const told = async (path: string) => (await asked(cloud, clinic, 'GET', path)).body;
  const { asOf: _asOf, ...outcomes } = JSON.parse(await told('/v1/outcomes?from=2026-08&to=2026-08'));
  const result = JSON.parse(
    await text('ImportsBucketName', importResultKey(importKey({ clinicId: clinic, name: FILE }))),
  ) as WrittenImport;
  const parts = await Promise.all(result.refusedParts.map((part) => text('ImportsBucketName', part)));
  const refused = parts.flatMap((part) =>
    part
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Refused),
  );
  const { rows, counts, byType, refusalsByCode, account } = result;
  return {
    outcomes: JSON.stringify(outcomes).replaceAll(clinic, 'the clinic'),
    import: JSON.stringify({ rows, counts, byType, refusalsByCode, account }),
    'refused rows': JSON.stringify(refused.map(({ line, code }) => [line, code]).toSorted()),
    views: (await driftsOf(cloud, clinic)).join('\n') || 'as the records say',
    'the erased client': await told(`/v1/clients/${ERASED}/holdings`),
    ...(await releaseStateOf(cloud, clinic)),
  };
}

type Refused = { line: number; code: string };

async function driftsOf({ dynamodb, outputs }: RunningCloud, clinic: string): Promise<string[]> {
  const tables = {
    recordsTable: outputs['RecordsTableName']!,
    outcomesTable: outputs['OutcomesTableName']!,
    registryTable: outputs['RegistryTableName']!,
  };
  const partitions = (await clinicsToCheck(dynamodb, tables, clinic)).get(clinic)!;
  const { drifts } = await verifyClinic(
    clinicSources(dynamodb, tables, () => {}),
    clinic,
    partitions,
  );
  return drifts.map(({ is, entity, key }) => `${is}: ${entity} ${key.pk} ${key.sk}`);
}

/** No output tells of it: nobody but the release functions needs it. */
async function ledgerTable(dynamodb: DynamoDBClient): Promise<string> {
  const { TableNames = [] } = await dynamodb.send(new ListTablesCommand({}));
  return TableNames.find((name) => /ledger/i.test(name))!;
}

/** What has left, what was paid for it, and by whom. */
async function releaseStateOf({ s3, dynamodb, outputs }: RunningCloud, clinic: string) {
  const table = await ledgerTable(dynamodb);
  const ledger = createReleaseLedger(itemTable(dynamodb, table));
  const { programme } = releaseOf(clinic);
  const entries = await ledger.entries(programme);
  const Prefix = releasePrefix(releaseOf(clinic));
  const { Contents = [] } = await s3.send(
    new ListObjectsV2Command({ Bucket: outputs['ReleasesBucketName']!, Prefix }),
  );
  const accounts = await itemsOfPartition(dynamodb, table, accountsPk(clinic));
  const paid = accounts.map(({ pk: _pk, sk: _sk, ...item }) => JSON.stringify(item)).toSorted();
  const files = Contents.map(({ Key }) => Key!.slice(Prefix.length)).toSorted();
  return {
    'what has left': files.includes(SUMS) ? files.join(' ') : 'nothing that is whole',
    'what it has cost': JSON.stringify([
      entries.length,
      await ledger.spent(programme),
      entries.map(({ sumsSha256 }) => sumsSha256 !== undefined),
    ]),
    'what clients have paid': paid.join('\n'),
  };
}
