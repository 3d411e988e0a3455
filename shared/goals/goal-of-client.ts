import type { GoalProgress } from './goal-progress.ts';

/** A goal's progress and whose it is, under a name that tells clients apart and nothing else. */
export type GoalOfClient = { client: string; progress: GoalProgress };
