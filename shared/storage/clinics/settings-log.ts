import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type LoggedSettings, loggedSettingsSchema } from '../../clinics/settings-change.ts';
import { collect, keyOf, text, textOf } from '../aws/dynamodb.ts';
import { itemTable } from '../aws/item-table.ts';
import { keyText } from '../keys/key-text.ts';
import { settingsItem } from '../keys/keys.ts';
import { settingsAttributes } from './clinic-item.ts';

const SCHEMA_VERSION = '1';

export type SettingsLog = ReturnType<typeof createSettingsLog>;

/** What clinics say of themselves, changed with a note of who has changed it: both are written, or neither. */
export function createSettingsLog(client: DynamoDBClient, tableName: string) {
  const table = itemTable(client, tableName);
  return {
    /** @returns false when the settings are not those of before any more, or the clinic is not held */
    async write(clinicId: string, change: LoggedSettings): Promise<boolean> {
      const values = {
        ':before': settingsAttributes(change.before)['settings']!,
        ':after': settingsAttributes(change.after)['settings']!,
      };
      const update = {
        Key: keyOf(settingsItem(clinicId)),
        UpdateExpression: 'SET settings = :after',
        ConditionExpression: 'attribute_exists(salt) AND settings = :before',
        ExpressionAttributeValues: values,
      };
      const note = {
        ...keyOf({ pk: changesPk(clinicId), sk: keyText`${change.at}#${change.id}` }),
        entity: text('settings-change'),
        schemaVersion: { N: SCHEMA_VERSION },
        change: text(JSON.stringify(change)),
      };
      const put = { Item: note, ConditionExpression: 'attribute_not_exists(pk)' };
      return (await table.transact([{ Update: update }, { Put: put }])) === undefined;
    },

    /** What has been changed, the latest first. */
    async changes(clinicId: string): Promise<LoggedSettings[]> {
      const items = await collect(table.query(changesPk(clinicId)));
      return items.map((item) => loggedSettingsSchema.parse(JSON.parse(textOf(item, 'change')!))).reverse();
    },
  };
}

const changesPk = (clinicId: string) => keyText`CLINIC#${clinicId}#SETTINGS-CHANGES`;
