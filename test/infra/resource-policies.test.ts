import { describe, expect, test } from 'vitest';
import { resourcesOf, STAGES, synthesize, VAULT, WITH_EDGE } from './synthesized.ts';

type Statement = {
  Effect: 'Allow' | 'Deny';
  Action: string | string[];
  Principal: '*' | { AWS?: unknown; Service?: string };
  Condition?: Record<string, Record<string, unknown>>;
};

/** Types that have a policy of their own, and where it stands. */
const POLICIES = {
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
} as const;

const ACCOUNT = {
  'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':root']],
};
const INSECURE = [
  { Bool: { 'aws:SecureTransport': 'false' } },
  { NumericLessThan: { 's3:TlsVersion': 1.2 } },
] as readonly object[];

/** What services may do by a policy of a resource, and where they must come from. */
const SERVICES: Record<string, { on: string; actions: string[]; from: string[] }> = {
  'logging.s3.amazonaws.com': {
    on: 'access-logs/Policy/Resource',
    actions: ['s3:PutObject'],
    from: ['ArnLike', 'StringEquals'],
  },
  's3.amazonaws.com': {
    on: 'importing/queue/Policy/Resource',
    actions: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'],
    from: ['ArnLike'],
  },
  'cloudwatch.amazonaws.com': {
    on: 'alarms/topic/Policy/Resource',
    actions: ['sns:Publish'],
    from: ['StringEquals'],
  },
};

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/**
 * To a role of our account, a call over TLS, the policies of resources decide nothing: none refuses it, and none allows
 * what the role's own policies do not. So what a function may do stands in its role's policies alone, where the
 * stand-in looks.
 */
describe.each(STAGES)('policies of resources, stage %s', (stage) => {
  const app = synthesize(stage, { ...WITH_EDGE, backupVault: VAULT });
  const statements = [...app.both, app.edge!].flatMap((template) =>
    Object.entries(POLICIES).flatMap(([type, property]) =>
      resourcesOf(template, type).flatMap(({ path, Properties }) =>
        (Properties[property].Statement as Statement[]).map((statement) => ({ path, type, ...statement })),
      ),
    ),
  );
  const allowed = statements.filter(({ Effect }) => Effect === 'Allow');

  test('refuse nothing but what does not come over TLS', () => {
    const refused = statements.filter(({ Effect }) => Effect === 'Deny');
    expect(refused.length).toBeGreaterThan(10);
    expect(refused.filter(({ Condition }) => !INSECURE.some((one) => same(one, Condition)))).toEqual([]);
  });

  test('allow nobody else than the account, and three services what they are there for, from here only', () => {
    const others = allowed.filter(({ type }) => type !== 'AWS::KMS::Key');
    for (const { path, Action, Principal, Condition } of others) {
      const { Service } = Principal as { Service: string };
      const known = SERVICES[Service];
      expect({ path, Action: [Action].flat() }).toEqual({ path: known?.on, Action: known?.actions });
      expect(Object.keys(Condition ?? {}).sort(), path).toEqual(known?.from);
    }
    const met = new Set(others.map(({ Principal }) => (Principal as { Service: string }).Service));
    expect([...met].sort()).toEqual(Object.keys(SERVICES).sort());
  });

  test('of keys hand every decision to the account, and name no one', () => {
    const keys = allowed.filter(({ type }) => type === 'AWS::KMS::Key');
    expect(keys.filter(({ Principal }) => !same((Principal as { AWS: unknown }).AWS, ACCOUNT))).toEqual([]);
    const whole = keys.filter(({ Action, Condition }) => Action === 'kms:*' && Condition === undefined);
    expect(whole).toHaveLength(app.both.flatMap((template) => resourcesOf(template, 'AWS::KMS::Key')).length);
    const others = keys.filter((key) => !whole.includes(key));
    for (const { Condition } of others) expect(Object.keys(Condition!)).toEqual(['StringEquals']);
  });
});
