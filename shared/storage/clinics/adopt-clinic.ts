import {
  type DynamoDBClient,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { clinicKeyring, newOrigin, sealedKey } from '../../clinics/clinic-keyring.ts';
import type { MasterKeys } from '../../clinics/master-keys.ts';
import { keyOf, text } from '../aws/dynamodb.ts';
import { directoryItem, settingsItem } from '../keys/keys.ts';
import { originAttributes } from './clinic-item.ts';
import { createClinicRegistry } from './clinic-registry.ts';
import { ClinicNotAddedError } from './clinics.ts';

/**
 * Makes a clinic of a deployment that named its clinics one that is data. Its pseudonym key lives on, sealed in its
 * item, so that no client gets another pseudonym and its journal links still open; its settings stay. May be repeated,
 * and the key is read back and compared every time.
 *
 * @param pseudonymKey what its secret held
 * @returns whether it was one already
 * @throws ClinicNotAddedError when its item has another key, or is forgotten
 */
export async function adoptClinic(
  client: DynamoDBClient,
  table: string,
  masters: MasterKeys,
  clinicId: string,
  pseudonymKey: string,
): Promise<'adopted' | 'adopted before'> {
  const { current } = createClinicRegistry(client, table);
  const before = await current(clinicId);
  if (before.forgottenOn !== undefined) {
    throw new ClinicNotAddedError(`the clinic "${clinicId}" was forgotten on ${before.forgottenOn}`);
  }
  if (!before.origin) await adopt(client, table, masters, clinicId, pseudonymKey);
  const { origin } = before.origin ? before : await current(clinicId);
  if (!origin || clinicKeyring(masters, origin).pseudonymKey !== pseudonymKey) {
    throw new ClinicNotAddedError(
      `the clinic "${clinicId}" was added anew: its clients have other pseudonyms now than under its secret`,
    );
  }
  return before.origin ? 'adopted before' : 'adopted';
}

async function adopt(
  client: DynamoDBClient,
  TableName: string,
  masters: MasterKeys,
  clinicId: string,
  pseudonymKey: string,
): Promise<void> {
  const origin = newOrigin(masters);
  const attributes = originAttributes({ ...origin, keptKey: sealedKey(masters, origin, pseudonymKey) });
  const names = Object.keys(attributes);
  const Update = {
    TableName,
    Key: keyOf(settingsItem(clinicId)),
    UpdateExpression: `SET entity = :entity, ${names.map((name) => `${name} = :${name}`).join(', ')}`,
    ConditionExpression: 'attribute_not_exists(salt)',
    ExpressionAttributeValues: {
      ':entity': text('clinic'),
      ...Object.fromEntries(names.map((name) => [`:${name}`, attributes[name]!])),
    },
  };
  const Put = { TableName, Item: { ...keyOf(directoryItem(clinicId)), entity: text('clinic-listed') } };
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: [{ Update }, { Put }] }));
  } catch (error) {
    // Somebody else does the same at the same time; what is held then is read back.
    if (!(error instanceof TransactionCanceledException)) throw error;
  }
}
