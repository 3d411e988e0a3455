import { randomUUID } from 'node:crypto';
import { ACCOUNT, REGION } from '../account.ts';

/**
 * What a schedule sends: its input with the context attributes filled in (EventBridge Scheduler user guide,
 * "Adding context attributes"), or, where it has no input, an event that describes the occasion.
 *
 * @param scheduledTime ISO 8601 in UTC; sent with whole seconds, as Scheduler does
 */
export function scheduleInput(
  schedule: { readonly arn: string; readonly input?: string },
  scheduledTime: string,
  attempt = 1,
): string {
  const time = `${new Date(scheduledTime).toISOString().slice(0, 19)}Z`;
  const executionId = randomUUID();
  if (schedule.input === undefined) {
    return JSON.stringify({
      version: '0',
      id: executionId,
      'detail-type': 'Scheduled Event',
      source: 'aws.scheduler',
      account: ACCOUNT,
      time,
      region: REGION,
      resources: [schedule.arn],
      detail: '{}',
    });
  }
  return schedule.input
    .replaceAll('<aws.scheduler.schedule-arn>', schedule.arn)
    .replaceAll('<aws.scheduler.scheduled-time>', time)
    .replaceAll('<aws.scheduler.execution-id>', executionId)
    .replaceAll('<aws.scheduler.attempt-number>', String(attempt));
}
