import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createClinicRegistry } from '../../../shared/storage/clinics/clinic-registry.ts';
import { createClinicSettings } from '../../../shared/storage/clinics/clinic-settings.ts';
import { createClinics } from '../../../shared/storage/clinics/clinics.ts';
import { refreshByZone } from '../../clinic/refresh-by-zone.ts';
import type { LocalCloud } from '../local-cloud.ts';
import { CommandError } from './command-error.ts';

/**
 * Sets the time zone of clinics before anything of theirs is imported. Kept data of an earlier start are derived again;
 * no function has to be waited for, since what they keep in memory goes with them.
 *
 * @throws CommandError when something that was kept could not be derived again
 */
export async function setTimeZone(
  {
    clientConfig,
    outputs,
    killEnvironments,
  }: Pick<LocalCloud, 'clientConfig' | 'outputs' | 'killEnvironments'>,
  clinics: readonly string[],
  timeZone: string,
): Promise<void> {
  const dynamodb = new DynamoDBClient(clientConfig);
  try {
    const registryTable = outputs['RegistryTableName']!;
    const settings = createClinicSettings(createClinicRegistry(dynamodb, registryTable));
    const { put } = createClinics(dynamodb, registryTable);
    const tables = {
      recordsTable: outputs['RecordsTableName']!,
      outcomesTable: outputs['OutcomesTableName']!,
    };
    for (const clinic of clinics) {
      await put(clinic, { ...(await settings.current(clinic)), timeZone });
    }
    killEnvironments();
    for (const clinic of clinics) {
      const failed = await refreshByZone(dynamodb, settings, tables, clinic, () => {});
      const [first] = failed.values();
      if (failed.size > 0)
        throw new CommandError(`What was kept of ${clinic} could not be derived again: ${first}`);
    }
  } finally {
    dynamodb.destroy();
  }
}
