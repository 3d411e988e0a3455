import {
  type DynamoDBClient,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { StorageUnavailableError } from '../../errors.ts';
import { utcSortKey } from '../../records/time/instant.ts';
import { collect, getAll, type Item, keyOf, mapKey, queryPrefix, text, textOf } from '../aws/dynamodb.ts';
import { isLostRace } from '../aws/lost-race.ts';
import { DEFAULT_RETRY, waitBefore } from '../aws/retry.ts';
import { erasedUpToIn } from '../held/held-version.ts';
import { mergedIntoIn } from '../held/merged-clients.ts';
import { SCHEMA_VERSION } from '../held/record-store.ts';
import { type ClientKey, erasureMark, PARKED_SK_PREFIX, parseParkedSk } from '../keys/keys.ts';
import { isLabel, labelItem } from '../keys/label-keys.ts';
import { asSeen } from './record-actions.ts';

/** When a label is set or removed, and when the form was opened that says so. */
export type LabelMoment = { now: Date; openedAt: Date };

export type LabelWriter = ReturnType<typeof createLabelWriter>;

/**
 * Keeps labels of clients, sealed. Of clients who are made one the label that was set last stands, and the other is
 * parked, until they are two again or a label is set.
 */
export function createLabelWriter(client: DynamoDBClient, table: string) {
  const write = async (owner: ClientKey, openedAt: Date, label: Item | undefined): Promise<boolean> => {
    const key = labelItem(owner);
    const mark = erasureMark(key.pk);
    for (let attempt = 0; attempt < DEFAULT_RETRY.attempts; attempt++) {
      await waitBefore(attempt, client);
      const seen = await getAll(client, table, [key, mark]);
      const markItem = seen.get(mapKey(mark));
      if (isOver(markItem, openedAt)) return false;
      const held = asSeen(seen.get(mapKey(key)));
      const TransactItems: TransactWriteItem[] = [
        label
          ? { Put: { TableName: table, Item: { ...keyOf(key), ...label }, ...held } }
          : { Delete: { TableName: table, Key: keyOf(key), ...held } },
        ...(await parkedLabels(client, table, key.pk)).map((item) => ({
          Delete: { TableName: table, Key: { pk: item['pk']!, sk: item['sk']! } },
        })),
        // Nothing comes back behind an erasure that comes meanwhile.
        { ConditionCheck: { TableName: table, Key: keyOf(mark), ...asSeen(markItem) } },
      ];
      try {
        await client.send(new TransactWriteItemsCommand({ TransactItems }));
        return true;
      } catch (error) {
        if (!isLostRace(error)) throw error;
      }
    }
    throw new StorageUnavailableError('a label lost every race for its place');
  };

  return {
    /**
     * Keeps a client's label in place of what was.
     *
     * @param sealed for this very pseudonym
     * @returns whether it was kept: not where the client was erased, or made one with another, meanwhile
     */
    put: (owner: ClientKey, sealed: string, { now, openedAt }: LabelMoment): Promise<boolean> => {
      const at = text(utcSortKey(now.toISOString()));
      return write(owner, openedAt, {
        entity: text('label'),
        schemaVersion: { N: SCHEMA_VERSION },
        recordedAt: at,
        arrivedAt: at,
        sealed: text(sealed),
      });
    },

    /** Removes a client's label, those of ids that were made his too. @returns the same */
    remove: (owner: ClientKey, { openedAt }: Pick<LabelMoment, 'openedAt'>): Promise<boolean> =>
      write(owner, openedAt, undefined),
  };
}

/** Whether a form is of before an erasure, or of a client who is another's by now. */
function isOver(mark: Item | undefined, openedAt: Date): boolean {
  if (mergedIntoIn(mark) !== undefined) return true;
  const { recordedAt = '', arrivedAt = '' } = erasedUpToIn(mark) ?? {};
  const opened = utcSortKey(openedAt.toISOString());
  return opened <= recordedAt || opened <= arrivedAt;
}

async function parkedLabels(client: DynamoDBClient, table: string, pk: string): Promise<Item[]> {
  const parked = await collect(queryPrefix(client, table, pk, PARKED_SK_PREFIX));
  return parked.filter((item) => isLabel(parseParkedSk(textOf(item, 'sk')!).sk));
}
