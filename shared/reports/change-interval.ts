import type { Change, Interval } from '../statistics/contract.ts';
import { withInterval } from './number-text.ts';
import { REPEATS_MARK } from './section.ts';

/** Whether some client has more than one of the pairs. */
export function hasRepeats({ n, clients }: Pick<Change, 'n' | 'clients'>): boolean {
  return n > clients;
}

/** The interval that is shown for a mean: the one that allows for repeated clients, where there is one. */
export function shownInterval({ clustered, ci95 }: Pick<Change, 'clustered' | 'ci95'>): Interval | null {
  return clustered.ci95 ?? ci95;
}

/** `2.26 (2.04 to 2.47)`; marked where only the interval over pairs exists and clients came more than once. */
export function meanText(change: Change): string {
  const text = withInterval(change.improvement.mean, shownInterval(change), 2);
  const plain = change.clustered.ci95 === null && change.ci95 !== null;
  return plain && hasRepeats(change) ? text + REPEATS_MARK : text;
}
