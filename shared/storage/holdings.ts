import type { FactType } from '../records/record.ts';
import { type Item, textOf } from './dynamodb.ts';
import { isBegunMark, isMark, isParked, isVersion } from './keys.ts';

/** How much is held of a client, by type; versions that were replaced, and tombstones, under their own names. */
export type Holdings = Partial<Record<FactType | 'earlierVersions' | 'deletions', number>>;

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

function nameOf(item: Item, sk: string): keyof Holdings {
  if (isVersion(sk) || isParked(sk)) return 'earlierVersions';
  // Of what was moved away, as of what was deleted, only an id is left.
  if (item['movedTo'] !== undefined) return 'deletions';
  return item['deleted'] === undefined ? (textOf(item, 'entity') as FactType) : 'deletions';
}
