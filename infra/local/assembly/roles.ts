import type { PolicyDocument } from '../gateway/gateway.ts';
import type { Application, Resource } from './application.ts';
import { isRecord } from './template.ts';

/** What AWS's managed policies say, for those that CDK attaches to a function's role by itself. */
const MANAGED_POLICIES: Readonly<Record<string, PolicyDocument>> = {
  'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole': {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: '*',
      },
    ],
  },
};

export type Role = { readonly name: string; readonly policies: PolicyDocument[] };

/**
 * The policies of each role by the role's ARN: inline ones, those attached by AWS::IAM::Policy, and AWS's own
 * managed ones that are known here.
 *
 * @throws Error for a managed policy that is not known, and for a permissions boundary: a role that could
 * do more here than on AWS would hide a refusal.
 */
export function roles(app: Application): Map<string, Role> {
  const byName = new Map<string, PolicyDocument[]>();
  for (const policy of app.resources('AWS::IAM::Policy')) {
    for (const name of strings(policy.property('Roles'), policy.label)) {
      byName.set(name, [
        ...(byName.get(name) ?? []),
        document(policy.property('PolicyDocument'), policy.label),
      ]);
    }
  }
  return new Map(
    app.resources('AWS::IAM::Role').map((role) => [role.attribute('Arn'), readRole(role, byName)]),
  );
}

function readRole(role: Resource, attached: ReadonlyMap<string, PolicyDocument[]>): Role {
  if (role.property('PermissionsBoundary') !== undefined) {
    throw new Error(`${role.label}: permissions boundaries are not evaluated here`);
  }
  const inline = (role.property('Policies') ?? []) as readonly { readonly PolicyDocument: unknown }[];
  const managed = strings(role.property('ManagedPolicyArns'), role.label).map((policyArn) => {
    const known = MANAGED_POLICIES[policyArn];
    if (!known) throw new Error(`${role.label}: the managed policy ${policyArn} is not known here`);
    return known;
  });
  return {
    name: role.ref(),
    policies: [
      ...inline.map(({ PolicyDocument }) => document(PolicyDocument, role.label)),
      ...(attached.get(role.ref()) ?? []),
      ...managed,
    ],
  };
}

function document(value: unknown, label: string): PolicyDocument {
  if (!isRecord(value) || !('Statement' in value)) throw new Error(`${label}: expected a policy document`);
  return value as PolicyDocument;
}

function strings(value: unknown, label: string): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.some((entry) => typeof entry !== 'string')) {
    throw new Error(`${label}: expected a list of strings`);
  }
  return value as string[];
}
