import type { Application, Resource } from '../assembly/application.ts';
import { constructNames } from '../assembly/construct-name.ts';

export type ScheduleDefinition = {
  readonly name: string;
  readonly constructName: string;
  readonly arn: string;
  readonly expression: string;
  readonly timeZone: string;
  readonly enabled: boolean;
  /** ARN of a function or a queue. */
  readonly target: string;
  /** ARN of the role that Scheduler takes to reach the target. */
  readonly roleArn: string;
  /** Undefined where the schedule gives none: the target then gets a description of the schedule's event. */
  readonly input?: string;
  /** How often a delivery that the target refuses is tried again. */
  readonly retryAttempts: number;
  readonly deadLetterArn?: string;
};

/** EventBridge Scheduler's default. */
const DEFAULT_RETRY_ATTEMPTS = 185;

export function scheduleDefinitions(app: Application): ScheduleDefinition[] {
  const resources = app.resources('AWS::Scheduler::Schedule');
  const names = constructNames(resources);
  return resources.map((resource) => definition(resource, names.get(resource) ?? resource.logicalId));
}

function definition(resource: Resource, constructName: string): ScheduleDefinition {
  const target = resource.property('Target') as {
    readonly Arn: string;
    readonly RoleArn: string;
    readonly Input?: string;
    readonly RetryPolicy?: { readonly MaximumRetryAttempts?: number };
    readonly DeadLetterConfig?: { readonly Arn?: string };
  };
  if (!/^arn:[^:]*:(lambda|sqs):/.test(target.Arn)) {
    throw new Error(`${resource.label}: only functions and queues can be targets locally, not ${target.Arn}`);
  }
  return {
    name: resource.ref(),
    constructName,
    arn: resource.attribute('Arn'),
    expression: String(resource.property('ScheduleExpression')),
    timeZone: String(resource.property('ScheduleExpressionTimezone') ?? 'UTC'),
    enabled: resource.property('State') !== 'DISABLED',
    target: target.Arn,
    roleArn: target.RoleArn,
    ...(target.Input !== undefined && { input: target.Input }),
    retryAttempts: target.RetryPolicy?.MaximumRetryAttempts ?? DEFAULT_RETRY_ATTEMPTS,
    ...(target.DeadLetterConfig?.Arn && { deadLetterArn: target.DeadLetterConfig.Arn }),
  };
}
