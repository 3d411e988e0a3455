import { collect, keyOf, text, textOf } from '../aws/dynamodb.ts';
import type { ItemTable } from '../aws/item-table.ts';
import { SCHEDULES_PK, scheduleItem } from '../keys/schedule-keys.ts';

export type ScheduleRuns = ReturnType<typeof createScheduleRuns>;

/** For which scheduled time each schedule has run last, in the Registry table: whoever looks for one that did not run asks here. */
export function createScheduleRuns(registry: Pick<ItemTable, 'putIf' | 'query'>) {
  const itemOf = (schedule: string, ranFor: string) => ({
    ...keyOf(scheduleItem(schedule)),
    entity: text('schedule-run'),
    ranFor: text(ranFor),
  });
  return {
    /** Notes that a schedule has run. An earlier time than one that is noted changes nothing. @param time ISO instant */
    async note(schedule: string, time: string): Promise<void> {
      const ranFor = new Date(time).toISOString();
      await registry.putIf(itemOf(schedule, ranFor), {
        ConditionExpression: 'attribute_not_exists(pk) OR ranFor < :time',
        ExpressionAttributeValues: { ':time': text(ranFor) },
      });
    },

    /** Counts from now on for schedules of which no run is noted yet, as in a deployment that is new. */
    async begin(schedules: readonly string[], now: Date): Promise<void> {
      for (const schedule of schedules) {
        await registry.putIf(itemOf(schedule, now.toISOString()), {
          ConditionExpression: 'attribute_not_exists(pk)',
        });
      }
    },

    /** For which scheduled time each has run last, or from when on it counts, as ISO instants. */
    async latest(): Promise<Map<string, string>> {
      const items = await collect(registry.query(SCHEDULES_PK));
      return new Map(items.map((item) => [textOf(item, 'sk')!, textOf(item, 'ranFor')!]));
    },
  };
}
