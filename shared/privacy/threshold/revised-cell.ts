import { FEWEST_CHANGED, FEWEST_CLIENTS, shownCount } from './limits.ts';

/**
 * Whether a revision may show a cell anew that its first release has shown, or hide it. Two versions of a cell tell
 * their difference: with one client fewer, counts that round to 35 and 30 are 33 and 32. So at least 11 clients
 * have to have come, gone or changed; and the count stays unless it differs by as many, since those who came
 * and those who went make up for each other.
 *
 * @param first clients by change, as the first release counted them, and `now`, as the revision does
 */
export function hasChanged(first: readonly number[], now: readonly number[]): boolean {
  const differences = now.map((count, change) => count - (first[change] ?? 0));
  const came = sumOf(differences.filter((difference) => difference > 0));
  const went = -sumOf(differences.filter((difference) => difference < 0));
  if (Math.max(came, went) < FEWEST_CHANGED) return false;
  if (Math.abs(came - went) >= FEWEST_CHANGED) return true;
  const clients = sumOf(now);
  return clients >= FEWEST_CLIENTS && shownCount(clients) === shownCount(sumOf(first));
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
