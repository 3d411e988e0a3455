import { type Item, textOf } from '../aws/dynamodb.ts';
import { factIn } from './record-store.ts';

/**
 * Which of two items stands where two clients are one and there is room for one only. Of consents the stricter: one
 * that was withdrawn or taken back, else the latest. Of two words about one therapist's care what was said over
 * what is implied, and then what lasts longer. Of anything else what is held over what was deleted or moved away, and then the later version.
 */
export function prevails(one: Item, other: Item): boolean {
  const [a, b] = [standingOf(one), standingOf(other)];
  for (const [index, value] of a.entries()) {
    if (value !== b[index]) return value > b[index]!;
  }
  return false;
}

/** Compared from the first entry on; the greater one stands. */
function standingOf(item: Item): string[] {
  const recordedAt = textOf(item, 'recordedAt') ?? '';
  const fact = factIn(item);
  if (textOf(item, 'sk') === 'CONSENT') {
    const isGiven = fact?.type === 'consent' && fact.partnerReports;
    return [isGiven ? '0' : '1', recordedAt];
  }
  if (fact?.type === 'care') {
    // Said before implied, open before ended, and then whichever lasts longer.
    const isSaid = item['implied'] === undefined;
    return ['1', isSaid ? '1' : '0', fact.until ?? 'open', recordedAt];
  }
  return [fact ? '1' : '0', recordedAt];
}
