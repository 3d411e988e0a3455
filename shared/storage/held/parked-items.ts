import { type Item, keyOf, text, textOf } from '../aws/dynamodb.ts';
import { isParked, parkedItem, parseClientPk, parseParkedSk } from '../keys/keys.ts';

/**
 * What of two clients who are one person has no place of its own: each had a consent, say. The one that does not stand
 * is parked whole, as text, so that it is no fact and in no index, and stands again when the two are two.
 */
export const isParkedItem = (item: Item) => isParked(textOf(item, 'sk')!);

/** The client, by pseudonym, under whose id an item came: where two are one not the one in whose partition it lies. */
export function cameFor(item: Item): string {
  if (isParkedItem(item)) return parseParkedSk(textOf(item, 'sk')!).client;
  return textOf(item, 'under') ?? parseClientPk(textOf(item, 'pk')!).client;
}

/** An item parked beside the one that stands in its place. */
export function parkedOf(item: Item): Item {
  const { pk, sk, recordedAt, arrivedAt } = item;
  return {
    ...keyOf(parkedItem({ pk: pk!.S!, sk: sk!.S! }, cameFor(item))),
    entity: text('parked'),
    ...(recordedAt && { recordedAt }),
    ...(arrivedAt && { arrivedAt }),
    parked: text(JSON.stringify(item)),
  };
}

/** The item as it was when it was parked, in its own place of the partition that it lies in now. */
export function unparked(item: Item): Item {
  const { sk } = parseParkedSk(textOf(item, 'sk')!);
  return {
    ...(JSON.parse(textOf(item, 'parked')!) as Item),
    ...keyOf({ pk: textOf(item, 'pk')!, sk }),
  };
}
