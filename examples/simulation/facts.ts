import type { Goal } from '../../shared/records/goal.ts';
import type { PainScore } from '../../shared/records/pain-score.ts';

/** Records as a sender writes them, where a field that has a default may be left out. */
type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;
export type WrittenPainScore = Optional<PainScore, 'window'>;
export type WrittenGoal = Optional<Goal, 'weight'>;

/** A whole number on the 0-10 scale; what a client would answer for a pain that has no such bounds. */
export function asScore(points: number): number {
  return Math.min(10, Math.max(0, Math.round(points)));
}
