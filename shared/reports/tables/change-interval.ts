import type { Change } from '../../statistics/contract.ts';
import { withInterval } from '../words/number-text.ts';

/** `2.26 (2.04 to 2.47)`, with the interval by client; without one the mean alone. */
export function meanText({ improvement, clustered }: Pick<Change, 'improvement' | 'clustered'>): string {
  return withInterval(improvement.mean, clustered.ci95, 2);
}
