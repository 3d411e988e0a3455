import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { ARRIVALS_PKS } from '../../shared/storage/keys/arrival-keys.ts';
import { functionsOf, resourcesOf, STAGES, type Synthesized, synthesize } from './synthesized.ts';

type Statement = { Effect: string; Action: string | string[]; Resource: unknown; Condition?: object };

const GET = 'dynamodb:BatchGetItem';
const QUERY = 'dynamodb:Query';
const PUT = 'dynamodb:PutItem';
const UPDATE = 'dynamodb:UpdateItem';
const STORE = [GET, 'dynamodb:ConditionCheckItem', 'dynamodb:DeleteItem', PUT, QUERY];
const STREAM = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
const LOG = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const READ_KEY = ['kms:Decrypt', 'kms:DescribeKey'];
const USE_KEY = [...READ_KEY, 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];
const SECRET = ['secretsmanager:GetSecretValue'];

/** Who takes records, from programs or from forms. */
const TAKING = {
  'records.Arn': STORE,
  'registry.Arn': [GET],
  master: SECRET,
  'data-key.Arn': USE_KEY,
};
/** Who reads, for programs or for people. */
const READING = {
  'records.Arn': [GET, QUERY],
  'records.Arn/index/by-instant': [QUERY],
  'outcomes.Arn': [QUERY],
  'registry.Arn': [GET],
  'registry.Arn of PROGRAMMES': [QUERY],
  'releasing/releases.Arn': ['s3:ListBucket'],
  'releasing/releases.Arn/v1/*': ['s3:GetObject'],
  'releasing/public-key.Arn': READ_KEY,
  'releasing/signing-key.Arn': ['kms:GetPublicKey'],
  'reports.Arn': ['s3:ListBucket'],
  'reports.Arn/reports/*': ['s3:GetObject'],
  'imports.Arn': ['s3:ListBucket'],
  'imports.Arn/*.import/*': ['s3:GetObject'],
  master: SECRET,
  'data-key.Arn': READ_KEY,
};

/**
 * All that each function may do, resource by resource, where a resource is written as its construct and
 * what is taken of it, and for a part of a table as its partition. Whatever is not here is refused by AWS, and by the
 * local runner, which reads the same policies.
 */
const ALLOWED: Record<string, Record<string, string[]>> = {
  'ingest-records': {
    'ingest-records-log.Arn': LOG,
    ...TAKING,
    'imports.Arn': ['s3:ListBucket'],
    'imports.Arn/*.import/*': ['s3:GetObject'],
    'imports.Arn/*.import/undo-*': ['s3:PutObject'],
  },
  'take-forms': {
    'take-forms-log.Arn': LOG,
    'records.Arn/index/by-instant': [QUERY],
    ...TAKING,
    'registry.Arn of CLINIC#*': [QUERY],
    'imports.Arn': ['s3:ListBucket'],
    'imports.Arn/uploads/*': ['s3:GetObject', 's3:PutObject'],
    'imports.Arn/clinic=*/uploaded/*': ['s3:PutObject'],
    'imports.Arn/looks/*': ['s3:GetObject'],
    'imports.Arn/readings/*': ['s3:PutObject'],
    'imports.Arn/*.import/*': ['s3:GetObject', 's3:PutObject'],
  },
  'keep-data': {
    'keep-data-log.Arn': LOG,
    ...TAKING,
    'reports.Arn': ['s3:ListBucket'],
    'reports.Arn/exports/*': ['s3:GetObject'],
    'reports.Arn/exports/*/asked.json': ['s3:PutObject'],
    'reports.Arn/exports/*/given-up.json': ['s3:PutObject'],
    'reports.Arn/exports/*/turns/*': ['s3:PutObject'],
    'clinic-work-queue/queue.Arn': ['sqs:SendMessage'],
  },
  'work-for-clinic': {
    'work-for-clinic-log.Arn': LOG,
    'records.Arn': [GET, QUERY],
    'records.Arn/index/by-instant': [QUERY],
    'outcomes.Arn': [GET, PUT, QUERY],
    'registry.Arn': [GET],
    'reports.Arn': ['s3:ListBucket'],
    'reports.Arn/exports/*': ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'],
    'reports.Arn/digests/*': ['s3:DeleteObject', 's3:GetObject'],
    'imports.Arn': ['s3:ListBucket'],
    'imports.Arn/uploads/*': ['s3:DeleteObject'],
    'imports.Arn/looks/*': ['s3:DeleteObject'],
    'imports.Arn/*.import/*': ['s3:GetObject', 's3:PutObject'],
    'clinic-work-queue/queue.Arn': [
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
      'sqs:SendMessage',
    ],
    'digest-queue/queue.Arn': ['sqs:SendMessage'],
    'monthly-report-queue/queue.Arn': ['sqs:SendMessage'],
    master: SECRET,
    'data-key.Arn': USE_KEY,
  },
  'keep-people': {
    'keep-people-log.Arn': LOG,
    'registry.Arn': [...STORE, UPDATE],
    'clinic-work-queue/queue.Arn': ['sqs:SendMessage'],
    'records.StreamArn': STREAM,
    'erasures-stream/failures.Arn': ['sqs:SendMessage'],
    '*': ['dynamodb:ListStreams'],
    'identity/users.Arn': [
      'cognito-idp:AdminCreateUser',
      'cognito-idp:AdminDeleteUser',
      'cognito-idp:AdminGetUser',
    ],
    master: SECRET,
    'data-key.Arn': USE_KEY,
  },
  // Of clinics their items, of releases their names, and nothing of any client.
  'show-operations': {
    'show-operations-log.Arn': LOG,
    'registry.Arn': [GET],
    'registry.Arn of CLINICS': [QUERY],
    'registry.Arn of PROGRAMMES': [QUERY],
    [`outcomes.Arn of ${ARRIVALS_PKS.join()}`]: [QUERY],
    'releasing/releases.Arn': ['s3:ListBucket'],
    ...Object.fromEntries(
      ['importing', 'clinic-work-queue', 'digest-queue', 'monthly-report-queue', 'tally-queue'].map(
        (queue) => [`${queue}/queue.Arn`, ['sqs:GetQueueAttributes']],
      ),
    ),
    'arn:Partition:cloudwatch:Region:AccountId:alarm:*': ['cloudwatch:DescribeAlarms'],
    'data-key.Arn': READ_KEY,
    '*': ['cloudwatch:GetMetricData'],
  },
  // When the latest record of each clinic came, what programmes have spent, when schedules ran, and nothing of any client.
  'watch-deployment': {
    'watch-deployment-log.Arn': LOG,
    'registry.Arn of CLINICS': [QUERY],
    'registry.Arn of PROGRAMMES': [QUERY],
    [`outcomes.Arn of ${ARRIVALS_PKS.join()}`]: [QUERY],
    'releasing/releases.Arn': ['s3:ListBucket'],
    'registry.Arn of SCHEDULES': [PUT, QUERY],
    'releasing/ledger.Arn of PROGRAMME#*': [GET],
    'releasing/raw-key.Arn': READ_KEY,
    'watching/failures.Arn': ['sqs:SendMessage'],
    'data-key.Arn': USE_KEY,
  },
  'import-file': {
    'import-file-log.Arn': LOG,
    'records.Arn': STORE,
    'registry.Arn': [GET],
    'imports.Arn': ['s3:ListBucket'],
    'imports.Arn/clinic=*': ['s3:DeleteObject', 's3:GetObject'],
    'imports.Arn/uploads/*': ['s3:DeleteObject', 's3:GetObject'],
    'imports.Arn/readings/*': ['s3:GetObject'],
    'imports.Arn/*.import/*': ['s3:GetObject', 's3:PutObject'],
    'imports.Arn/*.import/progress.json': ['s3:DeleteObject'],
    'imports.Arn/looks/*': ['s3:GetObject', 's3:PutObject'],
    'importing/queue.Arn': [
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
      'sqs:SendMessage',
    ],
    master: SECRET,
    'data-key.Arn': USE_KEY,
  },
  'derive-outcomes': {
    'derive-outcomes-log.Arn': LOG,
    'records.Arn': [GET, QUERY],
    'records.Arn/index/by-instant': [QUERY],
    'records.StreamArn': STREAM,
    'outcomes.Arn': [GET, PUT],
    'registry.Arn': [GET],
    'records-stream/failures.Arn': ['sqs:SendMessage'],
    'data-key.Arn': USE_KEY,
    '*': ['dynamodb:ListStreams'],
  },
  'summarise-techniques': {
    'summarise-techniques-log.Arn': LOG,
    'outcomes.Arn': [GET, PUT, QUERY],
    'outcomes.StreamArn': STREAM,
    'outcomes-stream/failures.Arn': ['sqs:SendMessage'],
    'data-key.Arn': USE_KEY,
    '*': ['dynamodb:ListStreams'],
  },
  'read-outcomes': { 'read-outcomes-log.Arn': LOG, ...READING },
  'show-pages': {
    'show-pages-log.Arn': LOG,
    ...READING,
    'registry.Arn of CLINIC#*': [QUERY],
    'imports.Arn/looks/*': ['s3:GetObject'],
  },
  'close-period': {
    'close-period-log.Arn': LOG,
    'releasing/ledger.Arn': [GET, PUT, QUERY, 'dynamodb:ConditionCheckItem'],
    'releasing/tallies.Arn': ['s3:ListBucket'],
    'releasing/tallies.Arn/tallies/*/terms.json': ['s3:GetObject', 's3:PutObject'],
    'releasing/raw-key.Arn': USE_KEY,
    'registry.Arn of PROGRAMMES': [QUERY],
    'registry.Arn of SCHEDULES': [PUT],
    'data-key.Arn': USE_KEY,
    'tally-queue/queue.Arn': ['sqs:SendMessage'],
    'closing/failures.Arn': ['sqs:SendMessage'],
  },
  'tally-clinic': {
    'tally-clinic-log.Arn': LOG,
    'records.Arn': [GET],
    'outcomes.Arn': [QUERY],
    'releasing/ledger.Arn': [GET, 'dynamodb:DeleteItem', PUT, QUERY, UPDATE],
    'releasing/tallies.Arn': ['s3:ListBucket'],
    'releasing/tallies.Arn/tallies/*': ['s3:GetObject', 's3:PutObject'],
    'releasing/raw-key.Arn': USE_KEY,
    'data-key.Arn': READ_KEY,
    'tally-queue/queue.Arn': ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
  },
  // Neither records nor outcomes, and nothing but the frozen counts of what is exact.
  'publish-release': {
    'publish-release-log.Arn': LOG,
    'releasing/ledger.Arn': [
      ...[GET, 'dynamodb:ConditionCheckItem', 'dynamodb:DeleteItem'],
      ...[PUT, QUERY, UPDATE],
    ],
    'releasing/tallies.Arn': ['s3:ListBucket'],
    'releasing/tallies.Arn/tallies/*/frozen.json': ['s3:GetObject'],
    'releasing/tallies.Arn/tallies/*/terms.json': ['s3:GetObject'],
    'releasing/raw-key.Arn': USE_KEY,
    'registry.Arn of PROGRAMMES': [QUERY],
    'registry.Arn of SCHEDULES': [PUT],
    'data-key.Arn': USE_KEY,
    'releasing/anonymised.Arn': ['s3:ListBucket'],
    'releasing/anonymised.Arn/*': ['s3:GetObject', 's3:PutObject'],
    'releasing/private-key.Arn': USE_KEY,
    'releasing/releases.Arn/v1/*': ['s3:GetObject', 's3:PutObject'],
    'releasing/public-key.Arn': USE_KEY,
    'releasing/signing-key.Arn': ['kms:GetPublicKey', 'kms:Sign'],
    'release/failures.Arn': ['sqs:SendMessage'],
  },
  'write-digests': {
    'write-digests-log.Arn': LOG,
    'records.Arn': [GET, QUERY],
    'outcomes.Arn': [QUERY],
    'registry.Arn': [GET],
    'registry.Arn of CLINICS': [QUERY],
    'registry.Arn of SCHEDULES': [PUT],
    'reports.Arn/digests/*': ['s3:PutObject'],
    'digest-queue/queue.Arn': [
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
      'sqs:SendMessage',
    ],
    'data-key.Arn': USE_KEY,
  },
  'write-reports': {
    'write-reports-log.Arn': LOG,
    'outcomes.Arn': [QUERY],
    'registry.Arn': [GET],
    'registry.Arn of CLINICS': [QUERY],
    'registry.Arn of SCHEDULES': [PUT],
    'reports.Arn': ['s3:ListBucket'],
    'reports.Arn/reports/*': ['s3:GetObject', 's3:PutObject'],
    'monthly-report-queue/queue.Arn': [
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
      'sqs:SendMessage',
    ],
    'data-key.Arn': USE_KEY,
  },
};

/** AWS defines no resource for these, so that only "*" can be written. */
const WITHOUT_RESOURCE = ['dynamodb:ListStreams', 'cloudwatch:GetMetricData'];

describe.each(STAGES)('least privilege, stage %s', (stage) => {
  const app = synthesize(stage);

  test.each(functionsOf(app))('$name may do what is listed and nothing else', ({ name, Properties }) => {
    const role = Properties.Role['Fn::GetAtt'][0];
    const allowed = new Map<string, string[]>();
    for (const statement of statementsOf(app.stateless, role)) {
      expect(statement.Effect).toBe('Allow');
      const part = partitionsOf(statement);
      for (const name of resourceNames(app, statement.Resource)) {
        const resource = `${name}${part}`;
        const actions = [...(allowed.get(resource) ?? []), ...list(statement.Action)];
        allowed.set(resource, actions.sort());
      }
    }
    const expected = Object.entries(ALLOWED[name] ?? {}).map(([resource, actions]) => [
      resource,
      [...actions].sort(),
    ]);
    expect(Object.fromEntries(allowed)).toEqual(Object.fromEntries(expected));
  });

  test('no policy of a role has an action with a wildcard, or "*" as resource without need', () => {
    for (const template of app.both) {
      for (const { Properties, path } of resourcesOf(template, 'AWS::IAM::Policy')) {
        for (const statement of Properties.PolicyDocument.Statement as Statement[]) {
          for (const action of list(statement.Action)) expect(action, path).not.toContain('*');
          if (!list(statement.Resource).includes('*')) continue;
          expect(WITHOUT_RESOURCE, path).toEqual(expect.arrayContaining(list(statement.Action)));
        }
      }
    }
  });

  test('keys that encrypt are used only by way of the services that keep our data', () => {
    for (const { Properties, path } of resourcesOf(app.stateless, 'AWS::IAM::Policy')) {
      for (const statement of Properties.PolicyDocument.Statement as Statement[]) {
        const actions = list(statement.Action).filter((action) => action.startsWith('kms:'));
        // The key that signs encrypts nothing.
        if (actions.every((action) => ['kms:Sign', 'kms:GetPublicKey'].includes(action))) continue;
        expect(statement.Condition, path).toHaveProperty(['StringEquals', 'kms:ViaService']);
      }
    }
  });

  test.each([
    [
      'closing',
      { 'close-period.Arn': ['lambda:InvokeFunction'], 'closing/failures.Arn': ['sqs:SendMessage'] },
    ],
    [
      'release',
      { 'publish-release.Arn': ['lambda:InvokeFunction'], 'release/failures.Arn': ['sqs:SendMessage'] },
    ],
    [
      'digests',
      { 'digest-queue/queue.Arn': ['sqs:SendMessage'], 'digest-queue/failures.Arn': ['sqs:SendMessage'] },
    ],
  ])(
    'the schedule of %s may reach its target and report failures, for this account only',
    (name, expected) => {
      const role = resourcesOf(app.stateless, 'AWS::IAM::Role').find(
        ({ path }) => path === `${name}/schedule/role/Resource`,
      );
      const allowed = statementsOf(app.stateless, role?.logicalId ?? '').flatMap(({ Action, Resource }) =>
        resourceNames(app, Resource).map((resource) => [resource, list(Action)]),
      );
      expect(Object.fromEntries(allowed)).toEqual(expected);
      expect(role?.Properties.AssumeRolePolicyDocument.Statement[0].Condition).toEqual({
        StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      });
    },
  );

  test('everybody else who may call a function is our own API', () => {
    const permissions = resourcesOf(app.stateless, 'AWS::Lambda::Permission');
    expect(permissions.length).toBeGreaterThan(0);
    for (const { Properties } of permissions) {
      expect(Properties.Principal).toBe('apigateway.amazonaws.com');
      expect(JSON.stringify(Properties.SourceArn)).toContain('execute-api');
    }
  });
});

function statementsOf(template: Template, role: string): Statement[] {
  return resourcesOf(template, 'AWS::IAM::Policy')
    .filter(({ Properties }) => Properties.Roles.some(({ Ref }: { Ref: string }) => Ref === role))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

/** The partitions of a table that a statement is for, in the notation of ALLOWED. */
function partitionsOf({ Condition }: Statement): string {
  const conditions = Condition as Record<string, Record<string, string[]>> | undefined;
  const leading = conditions?.['ForAllValues:StringEquals'] ?? conditions?.['ForAllValues:StringLike'];
  return leading === undefined ? '' : ` of ${list(leading['dynamodb:LeadingKeys']).join()}`;
}

function list<T>(value: T | T[]): T[] {
  return Array.isArray(value) ? value : [value];
}

/** Resources of a statement in the notation of ALLOWED. */
function resourceNames(app: Synthesized, resource: unknown): string[] {
  return list(resource).map((one) => text(app, one));
}

/** Writes a template value as text: references as `<construct path>.<attribute>`. */
function text(app: Synthesized, value: unknown): string {
  if (typeof value === 'string') return value;
  const [[intrinsic, argument] = []] = Object.entries(value as Record<string, unknown>);
  if (intrinsic === 'Fn::Join') {
    const [separator, parts] = argument as [string, unknown[]];
    return parts.map((part) => text(app, part)).join(separator);
  }
  if (intrinsic === 'Ref') {
    const name = String(argument);
    return name.startsWith('AWS::') ? name.slice('AWS::'.length) : pathOf(app, name);
  }
  if (intrinsic === 'Fn::GetAtt') {
    const [logicalId, attribute] = argument as [string, string];
    return `${pathOf(app, logicalId)}.${attribute}`;
  }
  if (intrinsic === 'Fn::ImportValue') {
    const exported = Object.values(app.stateful.findOutputs('*')).find(
      ({ Export }) => Export?.Name === argument,
    );
    if (exported) return text(app, exported['Value']);
  }
  throw new Error(`cannot write ${JSON.stringify(value)} as text`);
}

function pathOf(app: Synthesized, logicalId: string): string {
  for (const template of app.both) {
    const resource = template.toJSON().Resources[logicalId];
    if (resource) return resource.Metadata['aws:cdk:path'].split('/').slice(1, -1).join('/');
  }
  throw new Error(`no resource ${logicalId}`);
}
