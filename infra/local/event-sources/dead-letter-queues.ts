import { arnService } from '../account.ts';
import type { Application } from '../assembly/application.ts';
import type { FunctionDefinition } from '../lambda/function-definition.ts';
import { workQueues } from './event-sources.ts';
import type { ScheduleDefinition } from './schedule-definition.ts';

/**
 * ARNs of the queues that take what could not be worked off: redrive targets of other queues, failure
 * destinations and dead-letter queues of mappings, functions and schedules. One that is itself worked off is
 * not at the end of anything.
 */
export function deadLetterQueues(
  app: Application,
  functions: readonly FunctionDefinition[],
  schedules: readonly ScheduleDefinition[],
): string[] {
  const redriven = app.resources('AWS::SQS::Queue').map((queue) => {
    const policy = queue.property('RedrivePolicy') as { deadLetterTargetArn?: string } | undefined;
    return policy?.deadLetterTargetArn;
  });
  const destinations = app.resources('AWS::Lambda::EventSourceMapping').map((mapping) => {
    const config = mapping.property('DestinationConfig') as
      | { OnFailure?: { Destination?: string } }
      | undefined;
    return config?.OnFailure?.Destination;
  });
  const asynchronous = functions.flatMap(({ asynchronous: { deadLetterArn, onFailureArn } }) => [
    deadLetterArn,
    onFailureArn,
  ]);
  const all = [
    ...redriven,
    ...destinations,
    ...asynchronous,
    ...schedules.map(({ deadLetterArn }) => deadLetterArn),
  ];
  const worked = new Set(workQueues(app));
  const queues = all.filter((arn): arn is string => arn !== undefined && arnService(arn) === 'sqs');
  return [...new Set(queues)].filter((arn) => !worked.has(arn));
}
