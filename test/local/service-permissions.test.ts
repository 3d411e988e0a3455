import { describe, expect, it } from 'vitest';
import { application } from '../../infra/local/assembly/application.ts';
import type { ScheduleDefinition } from '../../infra/local/event-sources/schedule-definition.ts';
import type { FunctionDefinition } from '../../infra/local/lambda/function-definition.ts';
import { checkServiceCalls, type ServiceCall, serviceCalls } from '../../infra/local/service-permissions.ts';
import { NOT_RUNNING } from './assembly/not-running.ts';

const stream = 'arn:aws:dynamodb:eu-west-1:000000000000:table/t/stream/1';
const queue = 'arn:aws:sqs:eu-west-1:000000000000:q';
const derive = {
  name: 'derive',
  arn: 'arn:aws:lambda:eu-west-1:000000000000:function:derive',
  constructName: 'derive',
  roleArn: 'role-of-derive',
  asynchronous: { retryAttempts: 2, deadLetterArn: queue },
} as FunctionDefinition;
const schedule = {
  constructName: 'quarterly',
  target: derive.arn,
  roleArn: 'role-of-scheduler',
} as ScheduleDefinition;
const mapping = (Properties: Record<string, unknown>) =>
  application(
    [
      {
        name: 's',
        template: { Resources: { M: { Type: 'AWS::Lambda::EventSourceMapping', Properties } } },
        constructPaths: new Map(),
        assets: new Map(),
      },
    ],
    NOT_RUNNING,
  );

describe('serviceCalls', () => {
  it('lists what Lambda and Scheduler do in the name of each role', () => {
    const app = mapping({
      FunctionName: 'derive',
      EventSourceArn: stream,
      DestinationConfig: { OnFailure: { Destination: queue } },
    });
    expect(
      serviceCalls(app, [derive], [schedule]).map(({ roleArn, action, resource }) => [
        roleArn,
        action,
        resource,
      ]),
    ).toEqual([
      ['role-of-derive', 'dynamodb:DescribeStream', stream],
      ['role-of-derive', 'dynamodb:GetRecords', stream],
      ['role-of-derive', 'dynamodb:GetShardIterator', stream],
      ['role-of-derive', 'sqs:SendMessage', queue],
      ['role-of-derive', 'sqs:SendMessage', queue],
      ['role-of-scheduler', 'lambda:InvokeFunction', derive.arn],
    ]);
  });

  it('knows what working off a queue takes', () => {
    const app = mapping({ FunctionName: derive.arn, EventSourceArn: queue });
    expect(serviceCalls(app, [derive], []).map(({ action }) => action)).toEqual([
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:SendMessage',
    ]);
  });
});

describe('checkServiceCalls', () => {
  const call = (action: string, roleArn = 'known'): ServiceCall => ({
    on: 'mapping',
    roleArn,
    action,
    resource: queue,
  });
  const policy = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sqs:ReceiveMessage', Resource: queue }],
  };
  const check =
    (...calls: ServiceCall[]) =>
    () =>
      checkServiceCalls(calls, new Map([['known', { name: 'r', policies: [policy] }]]));

  it('passes what the role allows', () => {
    expect(check(call('sqs:ReceiveMessage'))).not.toThrow();
  });

  it('names what it does not allow, and a role that is not there', () => {
    expect(check(call('sqs:DeleteMessage'))).toThrow(
      `mapping needs sqs:DeleteMessage on ${queue}, which known does not allow`,
    );
    expect(check(call('sqs:ReceiveMessage', 'unknown'))).toThrow('which unknown does not allow');
  });
});
