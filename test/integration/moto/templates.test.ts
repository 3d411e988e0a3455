import type { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { STAGES, synthesize } from '../../infra/synthesized.ts';
import { MOTO, type Moto, startMoto } from './moto.ts';

type Resource = { Type: string; Properties?: { Code?: { S3Key?: string } }; DependsOn?: string[] };
type Resources = Record<string, Resource>;

/** What moto's CloudFormation makes nothing of; and what asks for a container, to run CDK's own function. */
const NOT_OFFERED = new Set([
  ...['Api', 'Authorizer', 'Integration', 'Route', 'Stage'].map((part) => `AWS::ApiGatewayV2::${part}`),
  ...['UserPool', 'UserPoolClient', 'UserPoolDomain'].map((part) => `AWS::Cognito::${part}`),
  ...['AWS::CloudWatch::Alarm', 'AWS::Lambda::EventInvokeConfig', 'AWS::Logs::MetricFilter'],
  ...['AWS::S3::BucketPolicy', 'AWS::SNS::Subscription', 'AWS::SNS::TopicPolicy', 'AWS::SQS::QueuePolicy'],
  ...['AWS::Scheduler::Schedule', 'AWS::Scheduler::ScheduleGroup', 'AWS::SecretsManager::Secret'],
  'Custom::S3BucketNotifications',
]);
const STAND_IN = 'arn:aws:none:us-east-1:123456789012:not-offered';
const ASSETS = 'cdk-hnb659fds-assets-123456789012-us-east-1';
/** A ZIP file of nothing. */
const EMPTY_ZIP = new Uint8Array([0x50, 0x4b, 5, 6, ...Array.from({ length: 18 }, () => 0)]);

/** A template without what is not offered; what refers to that refers to a name that stands in. */
function offered(template: Template): { Resources: Resources } {
  const whole = template.toJSON() as { Resources: Resources };
  const gone = new Set(
    Object.entries(whole.Resources).flatMap(([id, { Type }]) => (NOT_OFFERED.has(Type) ? [id] : [])),
  );
  const cut = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(cut);
    if (typeof value !== 'object' || value === null) return value;
    const { Ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: [string, string] };
    if (gone.has(Ref ?? attribute?.[0] ?? '')) return STAND_IN;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, cut(entry)]));
  };
  const Resources = Object.fromEntries(
    Object.entries(whole.Resources)
      .filter(([id]) => !gone.has(id))
      .map(([id, { DependsOn = [], ...rest }]) => {
        const left = [DependsOn].flat().filter((other) => !gone.has(other));
        return [id, { ...(cut(rest) as Resource), ...(left.length > 0 && { DependsOn: left }) }];
      }),
  );
  return { ...(cut(whole) as object), Resources };
}

describe.skipIf(MOTO === '')(`templates, deployed to moto ${MOTO || '(which is not here)'}`, () => {
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto();
    await moto.json('ssm', 'AmazonSSM.PutParameter', {
      ...{ Name: '/cdk-bootstrap/hnb659fds/version', Value: '99', Type: 'String' },
    });
    await moto.put(`/${ASSETS}`, new Uint8Array());
  });
  afterAll(() => moto?.stop());

  test.each(STAGES)(
    'of stage %s make all that it offers, with the references between them',
    async (stage) => {
      const { stateful, stateless } = synthesize(stage);
      for (const [name, template] of Object.entries({ stateful, stateless })) {
        const { Resources, ...rest } = offered(template);
        for (const { Properties } of Object.values(Resources)) {
          const key = Properties?.Code?.S3Key;
          if (key) await moto.put(`/${ASSETS}/${key}`, EMPTY_ZIP);
        }
        const StackName = `massage-outcomes-${stage}-${name}`;
        const about = { Version: '2010-05-15', StackName };
        const TemplateBody = JSON.stringify({ ...rest, Resources });
        await moto.query('cloudformation', {
          ...{ ...about, Action: 'CreateStack', TemplateBody, 'Capabilities.member.1': 'CAPABILITY_IAM' },
        });
        const stack = await moto.query('cloudformation', { ...about, Action: 'DescribeStacks' });
        expect(stack).toContain('<StackStatus>CREATE_COMPLETE</StackStatus>');
        const made = await moto.query('cloudformation', { ...about, Action: 'DescribeStackResources' });
        const ids = [...made.matchAll(/<LogicalResourceId>([^<]+)</g)].map(([, id]) => id);
        expect(ids.sort()).toEqual(Object.keys(Resources).sort());
        expect(ids.length).toBeGreaterThan(20);
      }
    },
  );

  test('a policy that is none is refused', async () => {
    const Statement = [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'no-arn' }];
    const AssumeRolePolicyDocument = { Version: '2012-10-17', Statement: [] };
    const role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument } };
    const policy = {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'p',
        PolicyDocument: { Version: '2012-10-17', Statement },
        Roles: [{ Ref: 'role' }],
      },
    };
    const planted = moto.query('cloudformation', {
      ...{ Version: '2010-05-15', StackName: 'planted', Action: 'CreateStack' },
      TemplateBody: JSON.stringify({ Resources: { role, policy } }),
    });
    await expect(planted).rejects.toThrow('MalformedPolicyDocument');
  });
});
