import { type ClientGoal, clientGoal } from '../../shared/goals/client-goal.ts';
import { goalProgress } from '../../shared/goals/goal-progress.ts';
import type { Goal } from '../../shared/records/goal.ts';
import type { Held } from '../../shared/records/versions/held.ts';
import { deepFreeze } from '../outcomes/client-records.ts';
import { measurement, painGoal } from './goals-of-client.ts';

/** A yes-no task, from no to yes, as it stands on a date after some measurements `[date, value]`. */
export function taskOn(
  asOf: string,
  client: string,
  fields: Partial<Held<Goal>> = {},
  measured: readonly (readonly [date: string, value: number])[] = [],
): ClientGoal {
  const goal = painGoal({
    kind: 'mobility',
    measure: 'task:reach-top-shelf',
    unit: 'yes-no',
    baseline: 0,
    target: 1,
    ...fields,
  });
  const records = measured.map(([date, value]) =>
    measurement({
      measurementId: `m-${date}`,
      goalId: goal.goalId,
      at: `${date}T09:00:00+00:00`,
      value,
    }),
  );
  return deepFreeze(clientGoal(client, goalProgress({ goal, earlier: [] }, records), asOf));
}
