import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { notHeld } from '../../access/held-clinic.ts';
import { newOrigin } from '../../clinics/clinic-keyring.ts';
import type { ClinicSettings } from '../../clinics/clinic-settings.ts';
import type { MasterKeys } from '../../clinics/master-keys.ts';
import { DomainError, StorageUnavailableError } from '../../errors.ts';
import { getAll, itemsOfPartition, keyOf, mapKey, text } from '../aws/dynamodb.ts';
import { chunksOf, mapInFlight } from '../aws/in-flight.ts';
import { type ItemTable, itemTable } from '../aws/item-table.ts';
import {
  CLINICS_PK,
  CLINICS_SK_PREFIX,
  clinicOfDirectory,
  directoryItem,
  settingsItem,
} from '../keys/keys.ts';
import {
  CLINIC_ITEM,
  type ClinicEntry,
  clinicEntry,
  originAttributes,
  settingsAttributes,
} from './clinic-item.ts';

export type NewClinic = { clinicId: string; settings: ClinicSettings };

/** Two items of each clinic, and a transaction has a hundred at most. */
const CLINICS_A_TRANSACTION = 50;
const TRANSACTIONS_IN_FLIGHT = 4;
/** Others may add some of the same clinics at the same time. */
const ATTEMPTS = 4;

/** A clinic that cannot be added, and why. */
export class ClinicNotAddedError extends DomainError {
  constructor(message: string) {
    super('clinic.not-added', message);
  }
}

/** The clinics that are held, in the order of their ids. */
export const heldClinics = (client: DynamoDBClient, table: string): AsyncGenerator<string> =>
  heldClinicsIn(itemTable(client, table));

/** The same of a Registry table that is open already. */
export async function* heldClinicsIn(registry: Pick<ItemTable, 'query'>): AsyncGenerator<string> {
  for await (const { sk } of registry.query(CLINICS_PK, CLINICS_SK_PREFIX)) yield clinicOfDirectory(sk!.S!);
}

export type Clinics = ReturnType<typeof createClinics>;

/** Adds, changes and forgets clinics: for an operator, on the command line or on a page. */
export function createClinics(client: DynamoDBClient, table: string, clock: () => Date = () => new Date()) {
  const addNew = async (masters: MasterKeys, clinics: readonly NewClinic[]): Promise<readonly string[]> => {
    const TransactItems = clinics.flatMap(({ clinicId, settings }): TransactWriteItem[] =>
      addition(table, clinicId, { ...settingsAttributes(settings), ...originAttributes(newOrigin(masters)) }),
    );
    await client.send(new TransactWriteItemsCommand({ TransactItems }));
    return clinics.map(({ clinicId }) => clinicId);
  };

  const addSome = async (masters: MasterKeys, clinics: readonly NewClinic[]): Promise<readonly string[]> => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const missing = await missingOf(client, table, clinics);
      if (missing.length === 0) return [];
      try {
        return await addNew(masters, missing);
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
      }
    }
    throw new StorageUnavailableError('clinics are added by others at the same time');
  };

  return {
    /**
     * Adds clinics, fifty at a time and each of them whole. Of one that is there already nothing is changed.
     *
     * @param masters what their keys are derived from, as it is now
     * @returns those that were not there
     * @throws ClinicNotAddedError of one that is forgotten, or that is there from before clinics were data; ZodError for
     *   settings that are none
     */
    async add(masters: MasterKeys, clinics: readonly NewClinic[]): Promise<readonly string[]> {
      const distinct = [...new Map(clinics.map((one) => [one.clinicId, one])).values()];
      const added = await mapInFlight(
        TRANSACTIONS_IN_FLIGHT,
        chunksOf(distinct, CLINICS_A_TRANSACTION),
        (some) => addSome(masters, some),
      );
      return added.flat();
    },

    /** Replaces the settings of a clinic. @throws ZodError when they are none, ForbiddenError when it is not held */
    async put(clinicId: string, settings: ClinicSettings): Promise<void> {
      const { settings: value } = settingsAttributes(settings);
      await ofHeld(clinicId, () =>
        client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: keyOf(settingsItem(clinicId)),
            UpdateExpression: 'SET settings = :settings',
            ConditionExpression: 'attribute_exists(salt)',
            ExpressionAttributeValues: { ':settings': value! },
          }),
        ),
      );
    },

    /**
     * Destroys a clinic's salt, and all else that the registry holds of it; its id stays taken. May be repeated.
     *
     * @throws ForbiddenError when it was never held
     */
    async forget(clinicId: string): Promise<void> {
      const entry = await entryOf(client, table, clinicId);
      if (!entry.origin && entry.forgottenOn === undefined) throw notHeld(clinicId);
      const key = settingsItem(clinicId);
      if (entry.origin) {
        const forgotten = {
          TableName: table,
          Key: keyOf(key),
          UpdateExpression: 'SET forgottenOn = :day REMOVE salt, masterVersion, keptKey, settings',
          ExpressionAttributeValues: { ':day': text(clock().toISOString().slice(0, 10)) },
        };
        const unlisted = { TableName: table, Key: keyOf(directoryItem(clinicId)) };
        const TransactItems = [{ Update: forgotten }, { Delete: unlisted }];
        await client.send(new TransactWriteItemsCommand({ TransactItems }));
      }
      for (const { pk, sk } of await itemsOfPartition(client, table, key.pk)) {
        if (sk!.S !== key.sk) {
          await client.send(new DeleteItemCommand({ TableName: table, Key: { pk: pk!, sk: sk! } }));
        }
      }
    },
  };
}

/** Those that are not there. @throws ClinicNotAddedError of one that never can be */
async function missingOf(
  client: DynamoDBClient,
  table: string,
  clinics: readonly NewClinic[],
): Promise<NewClinic[]> {
  const keys = clinics.map(({ clinicId }) => settingsItem(clinicId));
  const found = await getAll(client, table, keys);
  return clinics.filter(({ clinicId }) => {
    const item = found.get(mapKey(settingsItem(clinicId)));
    const { origin, forgottenOn } = clinicEntry(item);
    if (forgottenOn !== undefined) {
      throw new ClinicNotAddedError(
        `the clinic "${clinicId}" was forgotten on ${forgottenOn}; choose another id`,
      );
    }
    if (item && !origin) {
      throw new ClinicNotAddedError(
        `the clinic "${clinicId}" is there from before; migrate it, or its clients get other pseudonyms`,
      );
    }
    return !item;
  });
}

async function entryOf(client: DynamoDBClient, table: string, clinicId: string): Promise<ClinicEntry> {
  const key = settingsItem(clinicId);
  return clinicEntry((await getAll(client, table, [key])).get(mapKey(key)));
}

async function ofHeld(clinicId: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) throw notHeld(clinicId);
    throw error;
  }
}

function addition(
  TableName: string,
  clinicId: string,
  attributes: ReturnType<typeof originAttributes>,
): TransactWriteItem[] {
  const ConditionExpression = 'attribute_not_exists(pk)';
  const item = { ...keyOf(settingsItem(clinicId)), ...CLINIC_ITEM, ...attributes };
  const listed = { ...keyOf(directoryItem(clinicId)), entity: text('clinic-listed') };
  return [{ Put: { TableName, Item: item, ConditionExpression } }, { Put: { TableName, Item: listed } }];
}
