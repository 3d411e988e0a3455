import type { Application } from '../assembly/application.ts';
import type { ServiceCall } from '../service-permissions.ts';
import { workQueues } from './event-sources.ts';

/**
 * ARNs of the queues that take what could not be worked off: redrive targets of other queues, and whatever
 * mappings, functions and schedules send to. One that is itself worked off is not at the end of anything.
 *
 * @param calls what services do in the name of the application's roles
 */
export function deadLetterQueues(app: Application, calls: readonly ServiceCall[]): string[] {
  const redriven = app.resources('AWS::SQS::Queue').flatMap((queue) => {
    const policy = queue.property('RedrivePolicy') as { deadLetterTargetArn?: string } | undefined;
    return policy?.deadLetterTargetArn ?? [];
  });
  const sentTo = calls.filter(({ action }) => action === 'sqs:SendMessage').map(({ resource }) => resource);
  const worked = new Set(workQueues(app));
  return [...new Set([...redriven, ...sentTo])].filter((arn) => !worked.has(arn));
}
