import type { EarlierVersion, GoalProgress, GoalTerms, GoalVersion } from './goal-progress.ts';
import { type GoalStanding, goalStanding } from './goal-standing.ts';

/** A goal as it is read: what was asked for, how it stands, and what it came to as it was before. */
export type GoalReport = { goalId: string } & GoalTerms &
  GoalStanding & {
    /**
     * Versions that a correction replaced, oldest first, each as it stood on the day when it was replaced:
     * attained under an old target stays so, whatever came after.
     */
    earlier: EarlierReport[];
  };
type EarlierReport = GoalTerms & GoalStanding & Pick<EarlierVersion, 'replacedOn'>;

/** @param asOf `YYYY-MM-DD` */
export function goalReport({ earlier, ...goal }: GoalProgress, asOf: string): GoalReport {
  return {
    goalId: goal.goalId,
    ...versionReport(goal, asOf),
    earlier: earlier.map(({ replacedOn, ...version }) => ({
      ...versionReport(version, replacedOn < asOf ? replacedOn : asOf),
      replacedOn,
    })),
  };
}

function versionReport(version: GoalVersion, asOf: string): GoalTerms & GoalStanding {
  const { points: _points, refused: _refused, ...terms } = version;
  return { ...terms, ...goalStanding(version, asOf) };
}
