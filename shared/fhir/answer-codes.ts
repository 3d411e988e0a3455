import type { Coding } from './coding.ts';
import { LOINC } from './house.ts';

/** LOINC's answer list LL2335-9. Its numbers follow no order, and displays differ ("2 or more" for 2): the code counts. */
const SCORES: ReadonlyMap<string, number> = new Map([
  ['LA6111-4', 0],
  ['LA6112-2', 1],
  ['LA6113-0', 2],
  ['LA6114-8', 3],
  ['LA6115-5', 4],
  ['LA10137-0', 5],
  ['LA10138-8', 6],
  ['LA10139-6', 7],
  ['LA10140-4', 8],
  ['LA10141-2', 9],
  ['LA13942-0', 10],
]);
const BY_NUMBER = new Map([...SCORES].map(([code, score]) => [numberOf(code), score]));

/**
 * The score that an answer code of LOINC stands for. The digit after the hyphen only checks the number before it: where
 * it is wrong, the answer counts if its display says the same score.
 *
 * @returns undefined for a code of another system or one that is no answer about pain
 */
export function scoreOfAnswer({ system, code, display }: Coding): number | undefined {
  if (system !== LOINC) return undefined;
  const score = SCORES.get(code);
  if (score !== undefined) return score;
  const meant = BY_NUMBER.get(numberOf(code));
  return meant !== undefined && display?.trim() === String(meant) ? meant : undefined;
}

function numberOf(code: string): string {
  return code.replace(/-\d$/, '');
}
