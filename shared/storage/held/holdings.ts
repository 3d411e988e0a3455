import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { FactType } from '../../records/record.ts';
import { type Item, itemsOfPartition, textOf } from '../aws/dynamodb.ts';
import { type ClientKey, clientPk, isBegunMark, isEvent, isMark, isParked, isVersion } from '../keys/keys.ts';
import { isLabel } from '../keys/label-keys.ts';
import { countBegunVisits } from './begun-visits.ts';
import { countJournalLinks } from './journal-links.ts';
import { samePerson } from './merged-clients.ts';
import { happeningIn } from './record-events.ts';

/** What is held of a client that is no record as he is known by now. */
const BESIDE_FACTS = [
  'earlierVersions',
  'deletions',
  'moves',
  'journalLinks',
  'begunVisits',
  'label',
] as const;

/**
/**
 * How much is held of a client, by type; versions that were replaced, tombstones, notes that a record was moved from or
 * to him, links to his journal, visits that have begun and his label under their own names.
 */
export type Holdings = Partial<Record<FactType | (typeof BESIDE_FACTS)[number], number>>;

export type HoldingsReader = ReturnType<typeof createHoldingsReader>;

/** Reads how much is held of a client, under all ids that are his: what an erasure removes. Empty where nothing is. */
export function createHoldingsReader(client: DynamoDBClient, table: string) {
  return async (owner: ClientKey): Promise<Holdings> => {
    const ids = [owner, ...(await samePerson(client, table, owner))];
    const [held, beside] = await Promise.all([
      Promise.all(ids.map((one) => itemsOfPartition(client, table, clientPk(one)))),
      holdingsBeside(client, table, ids),
    ]);
    return { ...holdingsIn(held.flat()), ...beside };
  };
}

/** Counts a client's items of the Records table; marks hold nothing of him. */
export function holdingsIn(items: readonly Item[]): Holdings {
  const holdings: Holdings = {};
  for (const item of items) {
    const sk = textOf(item, 'sk')!;
    if (isMark(sk) || isBegunMark(sk)) continue;
    const kind = nameOf(item, sk);
    holdings[kind] = (holdings[kind] ?? 0) + 1;
  }
  return holdings;
}

/**
 * Counts what lies beside the records of some clients: what an erasure removes too.
 *
 * @param until of links, those that were made until then, as utcSortKey; all if absent
 */
export async function holdingsBeside(
  client: DynamoDBClient,
  table: string,
  owners: readonly ClientKey[],
  until?: string,
): Promise<Holdings> {
  const links = await countJournalLinks({ client, table }, owners, until);
  const begun = await countBegunVisits(client, table, owners);
  return { ...(links > 0 && { journalLinks: links }), ...(begun > 0 && { begunVisits: begun }) };
}

function nameOf(item: Item, sk: string): keyof Holdings {
  if (isLabel(sk)) return 'label';
  if (isVersion(sk) || isParked(sk)) return 'earlierVersions';
  if (item['movedTo'] !== undefined) return 'moves';
  if (isEvent(sk)) return happeningIn(item).what === 'moved' ? 'moves' : 'earlierVersions';
  return item['deleted'] === undefined ? (textOf(item, 'entity') as FactType) : 'deletions';
}
