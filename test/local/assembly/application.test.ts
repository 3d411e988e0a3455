// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub
import { describe, expect, it } from 'vitest';
import { application } from '../../../infra/local/assembly/application.ts';
import type { RunningFacts } from '../../../infra/local/assembly/attributes.ts';
import type { Stack, Template } from '../../../infra/local/assembly/template.ts';

const facts: RunningFacts = {
  queueUrl: (name) => `http://gateway/000000000000/${name}`,
  streamArn: (table) => `stream of ${table}`,
  secretArn: (id) => `secret ${id}`,
  apiUrl: () => 'http://127.0.0.1:8080',
  issuerUrl: () => 'http://127.0.0.1:9090',
};
const stack = (name: string, template: Template): Stack => ({
  name,
  template,
  constructPaths: new Map([['Things', 'storage/things/Resource']]),
  assets: new Map([['abc.zip', '/out/asset.abc']]),
});

describe('application', () => {
  const stateful = stack('stateful', {
    Resources: {
      Things: { Type: 'AWS::DynamoDB::GlobalTable', Properties: { TableName: 'things' } },
      Dead: { Type: 'AWS::SQS::Queue' },
      Work: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 3 },
        },
      },
      Metadata: { Type: 'AWS::CDK::Metadata', Condition: 'Never' },
      Pool: { Type: 'AWS::Cognito::UserPool' },
    },
    Conditions: { Never: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'moon-1'] } },
    Outputs: {
      Arn: {
        Value: { 'Fn::GetAtt': ['Things', 'Arn'] },
        Export: { Name: { 'Fn::Sub': '${AWS::StackName}:arn' } },
      },
      Unsaid: { Value: 'never', Condition: 'Never' },
    },
  });
  const stateless = stack('stateless', {
    Parameters: {
      BootstrapVersion: {
        Type: 'AWS::SSM::Parameter::Value<String>',
        Default: '/cdk-bootstrap/hnb659fds/version',
      },
      Secret: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/secret' },
      Open: { Type: 'String' },
      Size: { Type: 'Number', Default: 3 },
    },
    Resources: {
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api' } },
      Alarm: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: { A: { Ref: 'Size' }, B: { Ref: 'Secret' }, C: { Ref: 'Open' } },
      },
    },
    Outputs: {
      Table: { Value: { 'Fn::ImportValue': 'stateful:arn' } },
      Url: {
        Value: {
          'Fn::Join': [
            '',
            [
              'https://',
              { Ref: 'Api' },
              '.execute-api.',
              { Ref: 'AWS::Region' },
              '.',
              { Ref: 'AWS::URLSuffix' },
              '/v1',
            ],
          ],
        },
      },
    },
  });
  const app = application([stateful, stateless], facts);
  const only = (type: string) => app.resources(type)[0]!;

  it('resolves references inside a stack, across stacks, and to what is running', () => {
    const [, work] = app.resources('AWS::SQS::Queue');
    expect(work?.property('RedrivePolicy')).toEqual({
      deadLetterTargetArn: expect.stringMatching(
        /^arn:aws:sqs:eu-west-1:000000000000:stateful-Dead-[0-9a-f]{8}$/,
      ),
      maxReceiveCount: 3,
    });
    expect(work?.ref()).toMatch(/^http:\/\/gateway\/000000000000\/stateful-Work-[0-9a-f]{8}$/);
    expect(only('AWS::DynamoDB::GlobalTable').attribute('StreamArn')).toBe('stream of things');
    expect(app.outputs()).toEqual({
      Arn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/things',
      Table: 'arn:aws:dynamodb:eu-west-1:000000000000:table/things',
      Url: 'http://127.0.0.1:8080/v1',
    });
  });

  it('leaves out what a condition leaves out', () => {
    expect(app.resources('AWS::CDK::Metadata')).toEqual([]);
  });

  it('takes parameters from their defaults, and refuses those that are not known', () => {
    const alarm = only('AWS::CloudWatch::Alarm');
    expect(alarm.property('A')).toBe(3);
    expect(() => alarm.property('B')).toThrow(
      'AWS::CloudWatch::Alarm stateless/Alarm, B: the parameter Secret is read from SSM',
    );
    expect(() => alarm.property('C')).toThrow('the parameter Open has no default');
  });

  it('names the resource whose attribute it does not know', () => {
    expect(() => only('AWS::Cognito::UserPool').attribute('Colour')).toThrow(
      'the runner does not know the attribute Colour of AWS::Cognito::UserPool stateful/Pool',
    );
  });

  it('refuses an application with resources that it neither runs nor knows to be without effect', () => {
    const odd = stack('odd', {
      Resources: { Vm: { Type: 'AWS::EC2::Instance' }, Fine: { Type: 'AWS::KMS::Key' } },
    });
    expect(() => application([odd], facts)).toThrow(
      'the local runner does not know how to run AWS::EC2::Instance odd/Vm',
    );
  });

  it('refuses what stands in front of the API, and says why', () => {
    const edge = stack('edge', { Resources: { Cdn: { Type: 'AWS::CloudFront::Distribution' } } });
    expect(() => application([edge], facts)).toThrow(
      'AWS::CloudFront::Distribution edge/Cdn (nothing stands in front of the API on one machine',
    );
  });

  it('knows construct paths and assets', () => {
    expect(only('AWS::DynamoDB::GlobalTable').constructPath).toBe('storage/things/Resource');
    expect(app.asset('stateful', 'abc.zip')).toBe('/out/asset.abc');
    expect(app.asset('stateful', 'other.zip')).toBeUndefined();
  });
});
