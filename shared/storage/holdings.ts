import type { FactType } from '../records/record.ts';
import { type Item, textOf } from './dynamodb.ts';
import { isBegunMark, isEvent, isMark, isParked, isVersion } from './keys.ts';
import { isLabel } from './label-keys.ts';
import { happeningIn } from './record-events.ts';

/**
 * How much is held of a client, by type; versions that were replaced, tombstones, and notes that a record was moved from
 * or to him under their own names; and his label.
 */
export type Holdings = Partial<
  Record<FactType | 'earlierVersions' | 'deletions' | 'moves' | 'label', number>
>;

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
  if (isLabel(sk)) return 'label';
  if (isVersion(sk) || isParked(sk)) return 'earlierVersions';
  if (item['movedTo'] !== undefined) return 'moves';
  if (isEvent(sk)) return happeningIn(item).what === 'moved' ? 'moves' : 'earlierVersions';
  return item['deleted'] === undefined ? (textOf(item, 'entity') as FactType) : 'deletions';
}
