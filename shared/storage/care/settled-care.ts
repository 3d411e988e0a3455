import { type Item, text, textOf } from '../aws/dynamodb.ts';
import { careIn, isUnsettled, mayFollow } from '../held/care-item.ts';
import { namedCareIn } from '../held/record-store.ts';
import { isVersion, recordOfVersion } from '../keys/keys.ts';
import { careImpliedBy } from './derive-care.ts';

/**
 * An item of care as the records have it that are held: implied care ends with the last record that names the
 * therapist, and care that had ended and went on because of a record ends again without it. What somebody has said of
 * care stays as it was said.
 *
 * @param held the item of care
 * @param items everything of the client
 * @returns the same item where nothing is to be changed; undefined where the care is no more
 */
export function settledCare(held: Item, items: readonly Item[]): Item | undefined {
  if (!mayFollow(held)) return seen(held);
  const { therapistId, implied, until, again } = careIn(held)!;
  const naming = items.filter((item) => isRecordNaming(item, therapistId));
  if (implied) return naming.length > 0 ? seen(held) : undefined;
  const ended = textOf(held, 'arrivedAt') ?? '';
  const next = naming
    .filter((item) => careImpliedBy(item) !== undefined)
    .map((item) => ({ from: namedCareIn(item)!.from, said: firstSaid(item, items) }))
    // Of what came at once with the end, only the record that care went on with came after it, as far as is known.
    .filter(({ from, said }) => said > ended || (said === ended && from === again))
    .map(({ from }) => from)
    .filter((from) => until !== null && from > until)
    .toSorted()[0];
  if (next !== undefined && next <= again!) return seen(held);
  const { again: _again, ...said } = seen(held);
  return { ...said, ...(next !== undefined && { again: text(next) }) };
}

/** Whether an item is a record, no version of one, that names the therapist. */
export function isRecordNaming(item: Item, therapistId: string): boolean {
  return !isVersion(textOf(item, 'sk')!) && namedCareIn(item)?.therapistId === therapistId;
}

function seen(held: Item): Item {
  if (!isUnsettled(held)) return held;
  const { unsettled: _unsettled, ...settled } = held;
  return settled;
}

/** When a record first said what it says of care: a correction of something else says nothing new. */
function firstSaid(record: Item, items: readonly Item[]): string {
  const named = namedCareIn(record)!;
  const arrivals = items
    .filter((item) => {
      const sk = textOf(item, 'sk')!;
      if ((isVersion(sk) ? recordOfVersion(sk) : sk) !== textOf(record, 'sk')) return false;
      const was = namedCareIn(item);
      return was?.therapistId === named.therapistId && was.from === named.from;
    })
    .map((item) => textOf(item, 'arrivedAt') ?? '');
  return arrivals.toSorted()[0] ?? '';
}
