import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { refreshByZone } from '../../../infra/clinic/refresh-by-zone.ts';
import { changedSettings } from '../../../shared/clinics/settings-change.ts';
import { monthAfter } from '../../../shared/outcomes/months.ts';
import { createClinicRegistry } from '../../../shared/storage/clinics/clinic-registry.ts';
import { createClinicSettings } from '../../../shared/storage/clinics/clinic-settings.ts';
import { createClinics } from '../../../shared/storage/clinics/clinics.ts';
import {
  CLIENT_SK_PREFIX,
  COURSES_SK_PREFIX,
  goalsPk,
  goalsSkPrefix,
  monthPk,
  statisticsPk,
} from '../../../shared/storage/keys/keys.ts';
import { createViewStore } from '../../../shared/storage/views/view-store.ts';
import type { Pipeline } from './pipeline.ts';

/** What `npm run clinic` prints, run as an operator runs it, against the local cloud. */
export async function clinicCommand(pipeline: Pipeline, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await commandOf('clinic', pipeline, ...args);
  if (code !== 0) throw new Error(stderr);
  return stdout;
}

/** How a command of ours ends that an operator runs against the local cloud. */
export async function commandOf(
  name: 'clinic' | 'people' | 'programme' | 'verify' | 'rebuild' | 'restore' | 'replay' | 'prune' | 'export',
  { cloud }: Pipeline,
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const room = name === 'rebuild' ? 'verify' : name;
  const file = fileURLToPath(new URL(`../../../infra/${room}/${name}.ts`, import.meta.url));
  const { endpoint, region, credentials } = cloud.clientConfig;
  const env = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    REGISTRY_TABLE: cloud.outputs['RegistryTableName'],
    MASTER_SECRET: cloud.outputs['MasterSecretArn'],
    USER_POOL_ID: cloud.outputs['UserPoolId'],
    RECORDS_TABLE: cloud.outputs['RecordsTableName'],
    OUTCOMES_TABLE: cloud.outputs['OutcomesTableName'],
    IMPORTS_BUCKET: cloud.outputs['ImportsBucketName'],
    REPORTS_BUCKET: cloud.outputs['ReportsBucketName'],
    CLINIC_WORK_QUEUE_URL: cloud.outputs['ClinicWorkQueueUrl'],
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [file, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}

/** Takes the zone of a clinic back, as the command does, without its wait: what functions remember dies with them. */
export async function withoutZone({ cloud }: Pipeline, clinicId: string): Promise<void> {
  const dynamodb = new DynamoDBClient(cloud.clientConfig);
  const registryTable = cloud.outputs['RegistryTableName']!;
  const settings = createClinicSettings(createClinicRegistry(dynamodb, registryTable));
  await createClinics(dynamodb, registryTable).put(
    clinicId,
    changedSettings(await settings.current(clinicId), { timeZone: null }),
  );
  cloud.killEnvironments();
  const tables = {
    recordsTable: cloud.outputs['RecordsTableName']!,
    outcomesTable: cloud.outputs['OutcomesTableName']!,
  };
  const failed = await refreshByZone(dynamodb, settings, tables, clinicId, () => {});
  dynamodb.destroy();
  if (failed.size > 0) throw [...failed.values()][0];
}

/** All that is derived for a clinic from 2026 on, to the byte, but for names of the clinic and of its clients. */
export async function derivedOf({ cloud }: Pipeline, clinicId: string): Promise<Record<string, string[]>> {
  const client = new DynamoDBClient(cloud.clientConfig);
  const views = createViewStore(client, cloud.outputs['OutcomesTableName']!, () => new Date());
  const found: Record<string, string[]> = {};
  const take = async (name: string, pk: string, prefix: string) => {
    const items = (await views.list(pk, prefix)).flatMap(({ content }) => content ?? []);
    found[name] = items.map((content) => content.replaceAll(clinicId, 'clinic')).sort();
  };
  for (let month = '2026-01'; month < '2027-03'; month = monthAfter(month, 1)) {
    await take(`outcomes ${month}`, monthPk({ clinicId, month }), CLIENT_SK_PREFIX);
    await take(`courses ${month}`, monthPk({ clinicId, month }), COURSES_SK_PREFIX);
    await take(`statistics ${month}`, statisticsPk(clinicId), month);
  }
  await take('goals', goalsPk(clinicId), goalsSkPrefix());
  client.destroy();
  return found;
}
