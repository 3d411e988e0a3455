import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type ClinicSettings, clinicSettings, DEFAULT_SETTINGS } from '../clinics/clinic-settings.ts';
import { getAll, keyOf, mapKey, text, textOf } from './dynamodb.ts';
import { settingsItem } from './keys.ts';
import { together } from './together.ts';

const SCHEMA_VERSION = '1';

/** For how long an answer is used again, that there are no settings among them. */
export const SETTINGS_SECONDS = 60;

export type ClinicSettingsStore = ReturnType<typeof createClinicSettings>;

/** The settings of clinics, in the Registry table. A clinic that has none has the defaults. */
export function createClinicSettings(
  client: DynamoDBClient,
  table: string,
  clock: () => Date = () => new Date(),
) {
  const known = new Map<string, { until: number; settings: Promise<ClinicSettings> }>();
  const getTogether = together((clinics: string[]) => getAll(client, table, clinics.map(settingsItem)));

  const current = async (clinicId: string): Promise<ClinicSettings> => {
    const key = settingsItem(clinicId);
    const held = textOf((await getTogether([clinicId])).get(mapKey(key)), 'settings');
    return held === undefined ? DEFAULT_SETTINGS : clinicSettings.parse(JSON.parse(held));
  };

  return {
    /** The settings as they are now, strongly consistent: for who is about to change them. */
    current,

    /** The settings as they were at most a minute ago: for what a request asks. */
    of(clinicId: string): Promise<ClinicSettings> {
      const now = clock().getTime();
      const held = known.get(clinicId);
      if (held && held.until > now) return held.settings;
      const settings = current(clinicId);
      known.set(clinicId, { until: now + SETTINGS_SECONDS * 1000, settings });
      settings.catch(() => known.delete(clinicId)); // the next call asks again
      return settings;
    },

    /** Replaces the settings of a clinic. @throws ZodError when they are none */
    async put(clinicId: string, settings: ClinicSettings): Promise<void> {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: {
            ...keyOf(settingsItem(clinicId)),
            entity: text('clinic-settings'),
            schemaVersion: { N: SCHEMA_VERSION },
            settings: text(JSON.stringify(clinicSettings.parse(settings))),
          },
        }),
      );
      known.delete(clinicId);
    },
  };
}
