import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { utcSeconds } from '../../records/time/instant.ts';
import { getAll, itemsOfPartition, keyOf, mapKey, text, textOf } from '../aws/dynamodb.ts';
import { SCHEMA_VERSION } from '../held/record-store.ts';
import { keyText } from '../keys/key-text.ts';
import type { ItemKey } from '../keys/keys.ts';

/** A receipt as it is kept, by when the erasure came and its reference; its content is the intake's, as text. */
export type KeptReceipt = { clinicId: string; erasedAt: string; reference: string; content: string };

export type ErasureReceipts = ReturnType<typeof createErasureReceipts>;

/**
 * Receipts of erasures, by clinic: so that who has erased somebody finds his receipt again. They tell nobody's id, lie in
 * no client's partition, and are no records. Of an erasure that found nothing the receipt ends with the mark.
 */
export function createErasureReceipts(client: DynamoDBClient, table: string) {
  return {
    /** Keeps a receipt; the same erasure again keeps the same. @param until as an ISO instant; for good if absent */
    async keep({ content, ...receipt }: KeptReceipt, until?: string): Promise<void> {
      const Item = {
        ...keyOf(receiptItem(receipt)),
        entity: text('erasure-receipt'),
        schemaVersion: { N: SCHEMA_VERSION },
        content: text(content),
        ...(until !== undefined && { expiresAt: { N: String(utcSeconds(until)) } }),
      };
      await client.send(new PutItemCommand({ TableName: table, Item }));
    },

    /** The receipts of a clinic, the latest erasure first. */
    async ofClinic(clinicId: string): Promise<string[]> {
      const items = await itemsOfPartition(client, table, receiptsPk(clinicId));
      return items.map((item) => textOf(item, 'content')!).reverse();
    },

    async one(receipt: Omit<KeptReceipt, 'content'>): Promise<string | undefined> {
      const key = receiptItem(receipt);
      return textOf((await getAll(client, table, [key])).get(mapKey(key)), 'content');
    },
  };
}

const receiptsPk = (clinicId: string) => keyText`ERASURES#${clinicId}`;

/** @param erasedAt in UTC with milliseconds, so that it sorts as time */
function receiptItem({ clinicId, erasedAt, reference }: Omit<KeptReceipt, 'content'>): ItemKey {
  return { pk: receiptsPk(clinicId), sk: keyText`${erasedAt}#${reference}` };
}
