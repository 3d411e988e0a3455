import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { application } from '../../../infra/local/assembly/application.ts';
import type { TemplateResource } from '../../../infra/local/assembly/template.ts';
import { functionDefinitions } from '../../../infra/local/lambda/function-definition.ts';
import { NOT_RUNNING } from '../assembly/not-running.ts';

const bundle = mkdtempSync(join(tmpdir(), 'bundle-'));
afterAll(() => rmSync(bundle, { recursive: true }));

const read = (own: Record<string, unknown>, others: Record<string, TemplateResource> = {}) => {
  const Properties = {
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: 'role',
    Code: { S3Key: 'a.zip' },
    ...own,
  };
  const Resources = { Fn: { Type: 'AWS::Lambda::Function', Properties }, ...others };
  const constructPaths = new Map([['Fn', 'derive-outcomes/Resource']]);
  return functionDefinitions(
    application(
      [{ name: 's', template: { Resources }, constructPaths, assets: new Map([['a.zip', bundle]]) }],
      NOT_RUNNING,
    ),
  );
};

describe('functionDefinitions', () => {
  it('fills in what Lambda does by default', () => {
    expect(read({})).toEqual([
      {
        name: expect.stringMatching(/^s-Fn-[0-9a-f]{8}$/),
        arn: expect.stringMatching(/^arn:aws:lambda:eu-west-1:000000000000:function:s-Fn-/),
        constructName: 'derive-outcomes',
        roleArn: 'role',
        codeDirectory: bundle,
        handler: 'index.handler',
        runtime: 'nodejs24.x',
        memoryMegabytes: 128,
        timeoutSeconds: 3,
        environment: {},
        logFormat: 'Text',
        asynchronous: { retryAttempts: 2 },
      },
    ]);
  });

  it('reads what the template says', () => {
    const config = {
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: {
        FunctionName: { Ref: 'Fn' },
        MaximumRetryAttempts: 0,
        DestinationConfig: { OnFailure: { Destination: 'arn:d' } },
      },
    };
    const own = {
      MemorySize: 512,
      Timeout: 60,
      ReservedConcurrentExecutions: 1,
      Environment: { Variables: { TABLE: { Ref: 'AWS::Region' } } },
      LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'WARN' },
      DeadLetterConfig: { TargetArn: 'arn:q' },
    };
    expect(read(own, { Config: config })[0]).toMatchObject({
      memoryMegabytes: 512,
      timeoutSeconds: 60,
      reservedConcurrency: 1,
      environment: { TABLE: 'eu-west-1' },
      logFormat: 'JSON',
      applicationLogLevel: 'WARN',
      asynchronous: { retryAttempts: 0, deadLetterArn: 'arn:q', onFailureArn: 'arn:d' },
    });
  });

  it('leaves out the providers of custom resources', () => {
    const custom = {
      Type: 'Custom::S3BucketNotifications',
      Properties: { ServiceToken: { 'Fn::GetAtt': ['Fn', 'Arn'] } },
    };
    expect(read({ Runtime: 'python3.13' }, { Custom: custom })).toEqual([]);
  });

  it.each([
    [{ Runtime: 'python3.13' }, 'the runtime python3.13 is not supported locally'],
    [{ Layers: ['arn:layer'] }, 'Layers is not supported locally'],
    [{ Code: { S3Key: 'b.zip' } }, 'expected its code as a directory asset'],
    [{ Code: { ZipFile: 'x' } }, 'expected its code as a directory asset'],
    [{ Environment: { Variables: { AWS_REGION: 'x' } } }, 'AWS_REGION is reserved by Lambda'],
    [{ Environment: { Variables: { A: ['x'] } } }, 'the environment variable A is no text'],
  ])('refuses %o', (own, message) => {
    expect(() => read(own)).toThrow(`AWS::Lambda::Function s/Fn: ${message}`);
  });
});
