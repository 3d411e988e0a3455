import { type WrittenOffsets, writtenOffsets } from '../records/time/written-offsets.ts';
import type { GoalOfClient } from './goal-of-client.ts';

/** The offsets in which the values of goals were written: of sessions, journals and measurements. */
export function offsetsOfGoals(goals: readonly GoalOfClient[]): WrittenOffsets {
  return writtenOffsets(goals.flatMap(({ progress }) => progress.points.map(({ at }) => at)));
}
