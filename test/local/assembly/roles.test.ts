import { describe, expect, it } from 'vitest';
import { application } from '../../../infra/local/assembly/application.ts';
import { roles } from '../../../infra/local/assembly/roles.ts';
import type { TemplateResource } from '../../../infra/local/assembly/template.ts';
import { NOT_RUNNING } from './not-running.ts';

const read = (Resources: Record<string, TemplateResource>) =>
  roles(
    application(
      [{ name: 's', template: { Resources }, constructPaths: new Map(), assets: new Map() }],
      NOT_RUNNING,
    ),
  );

const allow = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});
const basic = {
  'Fn::Join': [
    '',
    ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
  ],
};

describe('roles', () => {
  it('gathers inline, attached and managed policies, with intrinsics resolved', () => {
    const table = { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'things' } };
    const found = read({
      Table: table,
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          Policies: [{ PolicyName: 'p', PolicyDocument: allow('s3:GetObject') }],
          ManagedPolicyArns: [basic],
        },
      },
      Attached: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          Roles: [{ Ref: 'Role' }],
          PolicyDocument: {
            Statement: [
              { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: { 'Fn::GetAtt': ['Table', 'Arn'] } },
            ],
          },
        },
      },
    });
    const [role] = [...found.values()];
    expect(role?.policies.map(({ Statement }) => Statement)).toEqual([
      [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
      [
        {
          Effect: 'Allow',
          Action: 'dynamodb:GetItem',
          Resource: 'arn:aws:dynamodb:eu-west-1:000000000000:table/things',
        },
      ],
      [expect.objectContaining({ Action: expect.arrayContaining(['logs:PutLogEvents']) })],
    ]);
    expect([...found.keys()][0]).toBe(`arn:aws:iam::000000000000:role/${role?.name}`);
  });

  it('refuses what it cannot evaluate', () => {
    const role = (Properties: Record<string, unknown>) => ({ Role: { Type: 'AWS::IAM::Role', Properties } });
    expect(() => read(role({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }))).toThrow(
      'AWS::IAM::Role s/Role: the managed policy arn:aws:iam::aws:policy/AdministratorAccess is not known here',
    );
    expect(() => read(role({ PermissionsBoundary: 'arn:aws:iam::aws:policy/X' }))).toThrow(
      'permissions boundaries',
    );
  });
});
