import { setTimeout as delay } from 'node:timers/promises';
import { arnService } from '../account.ts';
import type { Activity } from '../activity.ts';
import type { ObjectEvent } from '../gateway/gateway.ts';
import type { AsynchronousInvoker } from '../lambda/asynchronous-invocation.ts';
import type { LambdaService } from '../lambda/lambda-service.ts';
import type { Queues } from '../queues.ts';
import { type NotificationRule, wants } from './notification-rules.ts';
import { objectEventMessage } from './object-event.ts';

const ATTEMPTS = 5;
const RETRY_MILLISECONDS = 100;

/**
 * Delivers object events to queues and functions. A message is in its queue when the returned promise
 * resolves; a function is invoked in the background, and counts as activity until it has answered.
 */
export function objectNotifications(
  rules: readonly NotificationRule[],
  place: {
    queues: Queues;
    lambda: Pick<LambdaService, 'find'>;
    invokeAsynchronously: AsynchronousInvoker;
    activity: Activity;
    log(line: string): void;
  },
): (event: ObjectEvent) => Promise<void> {
  const deliver = async (rule: NotificationRule, message: string): Promise<void> => {
    if (arnService(rule.target) === 'lambda') {
      const definition = place.lambda.find(rule.target);
      void place.activity
        .during(rule.id, () => place.invokeAsynchronously(definition, message))
        .catch((error: unknown) => place.log(`${rule.id}: could not invoke: ${String(error)}`));
      return;
    }
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await place.queues.send(rule.target, message);
      } catch (error) {
        place.log(`${rule.id}: could not send to the queue: ${String(error)}`);
        if (attempt === ATTEMPTS) throw error;
        await delay(RETRY_MILLISECONDS * attempt);
      }
    }
  };
  return (event) =>
    place.activity.during(`${event.eventName} of ${event.key}`, async () => {
      const now = new Date();
      const wanted = rules.filter((rule) => wants(rule, event));
      await Promise.all(wanted.map((rule) => deliver(rule, objectEventMessage(event, rule.id, now))));
    });
}
