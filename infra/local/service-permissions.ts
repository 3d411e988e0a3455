import { arnService } from './account.ts';
import type { Application } from './assembly/application.ts';
import type { Role } from './assembly/roles.ts';
import type { ScheduleDefinition } from './event-sources/schedule-definition.ts';
import { roleAuthorizer } from './gateway/authorization.ts';
import type { FunctionDefinition } from './lambda/function-definition.ts';
import { onFailure } from './lambda/on-failure.ts';

/** What a service does in the name of a role: on AWS, Lambda reads a stream as the function's role. */
export type ServiceCall = {
  /** Whose role, for messages. */
  readonly on: string;
  readonly roleArn: string;
  readonly action: string;
  readonly resource: string;
};

const READS: Readonly<Record<string, readonly string[]>> = {
  dynamodb: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
  sqs: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
};

/** Everything that Lambda and Scheduler will do in the name of the application's roles. */
export function serviceCalls(
  app: Application,
  functions: readonly FunctionDefinition[],
  schedules: readonly ScheduleDefinition[],
): ServiceCall[] {
  const send = (on: string, roleArn: string, queueArn: string | undefined): ServiceCall[] =>
    queueArn === undefined ? [] : [{ on, roleArn, action: 'sqs:SendMessage', resource: queueArn }];
  const mappings = app.resources('AWS::Lambda::EventSourceMapping').flatMap((mapping): ServiceCall[] => {
    const reference = String(mapping.property('FunctionName'));
    const roleArn = functions.find(({ name, arn }) => name === reference || arn === reference)?.roleArn ?? '';
    const resource = String(mapping.property('EventSourceArn'));
    const reads = READS[arnService(resource) ?? ''] ?? [];
    return [
      ...reads.map((action) => ({ on: mapping.label, roleArn, action, resource })),
      ...send(mapping.label, roleArn, onFailure(mapping.property('DestinationConfig'))),
    ];
  });
  return [
    ...mappings,
    ...functions.flatMap(({ constructName, roleArn, asynchronous }) => [
      ...send(constructName, roleArn, asynchronous.deadLetterArn),
      ...send(constructName, roleArn, asynchronous.onFailureArn),
    ]),
    ...schedules.flatMap(({ constructName, roleArn, target, deadLetterArn }) => [
      ...(arnService(target) === 'sqs'
        ? send(constructName, roleArn, target)
        : [{ on: constructName, roleArn, action: 'lambda:InvokeFunction', resource: target }]),
      ...send(constructName, roleArn, deadLetterArn),
    ]),
  ];
}

/**
 * Refuses what AWS would refuse when the stacks are deployed, or what would never be delivered there.
 *
 * @throws Error naming every call that a role does not allow
 */
export function checkServiceCalls(calls: readonly ServiceCall[], roles: ReadonlyMap<string, Role>): void {
  const authorizers = new Map(
    [...roles].map(([arn, { name, policies }]) => [arn, roleAuthorizer(name, policies)]),
  );
  const refused: string[] = [];
  for (const { on, roleArn, action, resource } of calls) {
    const decision = authorizers.get(roleArn)?.decide({ action, resource });
    if (decision !== 'allowed')
      refused.push(`${on} needs ${action} on ${resource}, which ${roleArn} does not allow`);
  }
  if (refused.length > 0) throw new Error(refused.join('\n'));
}
