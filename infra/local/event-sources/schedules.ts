import { setTimeout as delay } from 'node:timers/promises';
import { arnService } from '../account.ts';
import type { Activity } from '../activity.ts';
import type { AsynchronousInvoker } from '../lambda/asynchronous-invocation.ts';
import { FunctionError } from '../lambda/invocation.ts';
import type { LambdaService } from '../lambda/lambda-service.ts';
import type { Queues } from '../queues.ts';
import type { ScheduleDefinition } from './schedule-definition.ts';
import { scheduleExpression } from './schedule-expression.ts';
import { scheduleInput } from './schedule-input.ts';

export type Schedules = {
  /**
   * Runs a schedule as if its time had come.
   *
   * @throws FunctionError when its function failed, retries included; Error when there is no such schedule
   */
  fire(name: string, scheduledTime: string): Promise<void>;
  stop(): void;
};

/** setTimeout takes no longer wait than this (2^31 - 1 milliseconds). */
const LONGEST_TIMER = 2 ** 31 - 1;
const RETRY_MILLISECONDS = { first: 100, longest: 5_000 };

/** Runs schedules at their times. A function's own failure is Lambda's to retry, as the target is invoked asynchronously. */
export function startSchedules(
  definitions: readonly ScheduleDefinition[],
  place: {
    queues: Queues;
    lambda: Pick<LambdaService, 'find'>;
    invokeAsynchronously: AsynchronousInvoker;
    activity: Activity;
    log(line: string): void;
  },
): Schedules {
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;

  const deliver = async (schedule: ScheduleDefinition, input: string): Promise<void> => {
    if (arnService(schedule.target) === 'sqs') return place.queues.send(schedule.target, input);
    const definition = place.lambda.find(schedule.target);
    const result = await place.invokeAsynchronously(definition, input);
    if (!result.ok) throw new FunctionError(definition.constructName, result.payload);
  };

  /** Retries what the target refuses; a function that took its event and failed has had its own retries. */
  const run = (schedule: ScheduleDefinition, scheduledTime: string): Promise<void> =>
    place.activity.during(schedule.name, async () => {
      for (let attempt = 1; ; attempt += 1) {
        const input = scheduleInput(schedule, scheduledTime, attempt);
        try {
          return await deliver(schedule, input);
        } catch (error) {
          if (error instanceof FunctionError || stopped) throw error;
          if (attempt > schedule.retryAttempts) {
            if (schedule.deadLetterArn) await place.queues.send(schedule.deadLetterArn, input);
            throw error;
          }
          await delay(Math.min(RETRY_MILLISECONDS.longest, RETRY_MILLISECONDS.first * 2 ** (attempt - 1)));
        }
      }
    });

  const plan = (schedule: ScheduleDefinition, next: (after: Date) => Date | undefined, after: Date): void => {
    const due = next(after);
    if (!due || stopped) return;
    const wait = due.getTime() - Date.now();
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        if (wait > LONGEST_TIMER) return plan(schedule, next, after);
        run(schedule, due.toISOString()).catch((error: unknown) =>
          place.log(`${schedule.constructName}: ${String(error)}`),
        );
        plan(schedule, next, due);
      },
      Math.min(Math.max(wait, 0), LONGEST_TIMER),
    );
    timers.add(timer);
  };

  const now = new Date();
  for (const schedule of definitions) {
    const next = scheduleExpression(schedule.expression, schedule.timeZone, now);
    if (schedule.enabled) plan(schedule, next, now);
  }

  return {
    fire: async (name, scheduledTime) => {
      const schedule = definitions.find((each) => each.name === name || each.constructName === name);
      if (!schedule) {
        const known = definitions.map(({ constructName }) => constructName).join(', ');
        throw new Error(`no schedule ${name}; there are ${known}`);
      }
      if (Number.isNaN(Date.parse(scheduledTime))) throw new Error(`not a time: ${scheduledTime}`);
      await run(schedule, scheduledTime);
    },
    stop: () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
