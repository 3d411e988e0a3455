import { mean } from 'simple-statistics';
import { isOpenOnScale, reviewedGoal } from './attainment-level.ts';
import { type ClientAttainment, clientAttainment } from './client-attainment.ts';
import type { GoalReport } from './goal-report.ts';

/** Three to five activities that a client rated together (Patient-Specific Functional Scale). */
type FunctionGroup = {
  therapistId: string;
  startsOn: string;
  dueOn: string;
  activities: string[];
  baselineMean: number;
  latestMean: number;
  change: number;
  /** Smaller changes of the mean may be measurement error: MDC90 of 2 points, as commonly quoted (Stratford 1995). */
  minimalDetectableChange: number;
  detectable: boolean;
};

/** What a client's goals come to together. */
export type ClientGoals = {
  /**
   * Goal Attainment Scaling over the goals past their due date that have levels and a value; null without one.
   * `open` goals with levels still run and are in no number.
   */
  attainmentScaling: (ClientAttainment & { goals: number; open: number }) | null;
  functionGroups: FunctionGroup[];
};

const MDC90_OF_MEAN = 2;
/** Ratings need not be whole: a mean of them may miss a change of 2 points by a rounding error. */
const TOLERANCE = 1e-9;
const FEWEST_ACTIVITIES = 3;
const MOST_ACTIVITIES = 5;

/** @param goals of one client, all as of one date */
export function goalsOfClient(goals: readonly GoalReport[]): ClientGoals {
  const reviewed = goals.flatMap(reviewedGoal);
  const attainment = clientAttainment(reviewed);
  const open = goals.filter(isOpenOnScale).length;
  const activities = goals.filter(({ measure }) => measure.startsWith('psfs:'));
  const together = Map.groupBy(activities, ({ therapistId, startsOn, dueOn }) =>
    JSON.stringify([therapistId, startsOn, dueOn]),
  );
  return {
    attainmentScaling: attainment && { ...attainment, goals: reviewed.length, open },
    functionGroups: [...together.values()].flatMap(functionGroup),
  };
}

/** A mean of fewer activities, or one where a rating is missing, is not the scale's. */
function functionGroup(goals: readonly GoalReport[]): FunctionGroup[] {
  const latest = goals.flatMap((goal) => (goal.latest ? [goal.latest.value] : []));
  if (goals.length < FEWEST_ACTIVITIES || goals.length > MOST_ACTIVITIES) return [];
  if (latest.length < goals.length) return [];
  const { therapistId, startsOn, dueOn } = goals[0]!;
  const [baselineMean, latestMean] = [mean(goals.map(({ baseline }) => baseline)), mean(latest)];
  const change = latestMean - baselineMean;
  return [
    {
      therapistId,
      startsOn,
      dueOn,
      activities: goals.map(({ measure }) => measure.slice('psfs:'.length)).sort(),
      baselineMean,
      latestMean,
      change,
      minimalDetectableChange: MDC90_OF_MEAN,
      detectable: Math.abs(change) >= MDC90_OF_MEAN - TOLERANCE,
    },
  ];
}
