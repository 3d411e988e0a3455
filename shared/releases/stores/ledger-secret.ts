import { randomBytes } from 'node:crypto';
import { keyOf, mapKey, text, textOf } from '../../storage/aws/dynamodb.ts';
import type { ItemTable } from '../../storage/aws/item-table.ts';
import type { ItemKey } from '../../storage/keys/keys.ts';

const KEY_BYTES = 32;
const drawnKey = () => randomBytes(KEY_BYTES).toString('hex');

/** A key that is drawn once, by whoever comes first, and stays in the ledger. */
export async function ledgerSecret(
  table: Pick<ItemTable, 'getAll' | 'putIf'>,
  item: ItemKey,
  draw: () => string = drawnKey,
): Promise<string> {
  const read = async () => textOf((await table.getAll([item])).get(mapKey(item)), 'key');
  const held = await read();
  if (held !== undefined) return held;
  const drawn = draw();
  const isDrawn = await table.putIf(
    { ...keyOf(item), key: text(drawn) },
    { ConditionExpression: 'attribute_not_exists(pk)' },
  );
  return isDrawn ? drawn : (await read())!;
}
