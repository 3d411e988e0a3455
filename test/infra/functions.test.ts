import { readdirSync } from 'node:fs';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { createOutcomesApp } from '../../infra/outcomes-app.ts';
import {
  functionsOf,
  resourcesOf,
  STAGES,
  type Synthesized,
  synthesize,
  temporaryFolder,
  WITHOUT_BUNDLING,
} from './synthesized.ts';

const SIGN_IN = ['PAGES_ORIGIN', 'PAGES_CLIENT_ID', 'SIGN_IN_ORIGIN', 'TOKEN_ISSUER'];
const CLINICS = ['RECORDS_TABLE', 'REGISTRY_TABLE', 'MASTER_SECRET', 'SECOND_FACTOR'];
const READING = [
  ...[...CLINICS, 'OUTCOMES_TABLE'],
  ...['RELEASES_BUCKET', 'REPORTS_BUCKET', 'IMPORTS_BUCKET', 'SIGNING_KEY'],
];

/** What each function is told: the contract between the infrastructure and functions/<name>/index.ts. */
const ENVIRONMENT = {
  'ingest-records': [...CLINICS, 'PAGES_ORIGIN', 'IMPORTS_BUCKET'],
  'import-file': ['RECORDS_TABLE', 'REGISTRY_TABLE', 'IMPORTS_BUCKET', 'IMPORTS_QUEUE_URL', 'MASTER_SECRET'],
  'derive-outcomes': ['RECORDS_TABLE', 'OUTCOMES_TABLE', 'REGISTRY_TABLE'],
  'summarise-techniques': ['OUTCOMES_TABLE'],
  'read-outcomes': [...READING, 'PAGES_ORIGIN'],
  'show-pages': [...READING, ...SIGN_IN],
  'take-forms': [...CLINICS, ...SIGN_IN, 'IMPORTS_BUCKET'],
  'keep-data': [...CLINICS, ...SIGN_IN, 'REPORTS_BUCKET', 'CLINIC_WORK_QUEUE_URL'],
  'work-for-clinic': [
    'RECORDS_TABLE',
    'OUTCOMES_TABLE',
    'REGISTRY_TABLE',
    'IMPORTS_BUCKET',
    'REPORTS_BUCKET',
    'CLINIC_WORK_QUEUE_URL',
    'DIGESTS_QUEUE_URL',
    'MONTHLY_REPORTS_QUEUE_URL',
    'MASTER_SECRET',
  ],
  'keep-people': [
    'REGISTRY_TABLE',
    'MASTER_SECRET',
    'SECOND_FACTOR',
    'USER_POOL_ID',
    'CLINIC_WORK_QUEUE_URL',
    ...SIGN_IN,
  ],
  'show-operations': [
    ...['REGISTRY_TABLE', 'OUTCOMES_TABLE', 'RELEASES_BUCKET', 'ALARM_PREFIX', 'SECOND_FACTOR'],
    ...[
      'IMPORTS_QUEUE_URL',
      'DIGESTS_QUEUE_URL',
      'MONTHLY_REPORTS_QUEUE_URL',
      'TALLY_QUEUE_URL',
      'CLINIC_WORK_QUEUE_URL',
    ],
    ...SIGN_IN,
  ],
  'watch-deployment': ['REGISTRY_TABLE', 'OUTCOMES_TABLE', 'LEDGER_TABLE', 'RELEASES_BUCKET'],
  'close-period': ['LEDGER_TABLE', 'REGISTRY_TABLE', 'TALLIES_BUCKET', 'TALLY_QUEUE_URL'],
  'tally-clinic': ['RECORDS_TABLE', 'OUTCOMES_TABLE', 'LEDGER_TABLE', 'TALLIES_BUCKET'],
  'publish-release': [
    ...['LEDGER_TABLE', 'REGISTRY_TABLE', 'TALLIES_BUCKET'],
    ...['ANONYMISED_BUCKET', 'RELEASES_BUCKET', 'SIGNING_KEY', 'CODE_VERSION'],
  ],
  'write-digests': [
    ...['RECORDS_TABLE', 'OUTCOMES_TABLE', 'REGISTRY_TABLE'],
    ...['REPORTS_BUCKET', 'DIGESTS_QUEUE_URL'],
  ],
  'write-reports': ['OUTCOMES_TABLE', 'REGISTRY_TABLE', 'REPORTS_BUCKET', 'MONTHLY_REPORTS_QUEUE_URL'],
};

/** Megabytes and seconds, chosen on purpose (beside each function it says why). */
const SIZES: Record<string, [memory: number, timeout: number]> = {
  'ingest-records': [1024, 29],
  'import-file': [1024, 900],
  'derive-outcomes': [1024, 120],
  'summarise-techniques': [1024, 120],
  'read-outcomes': [1024, 29],
  'show-pages': [1024, 29],
  'take-forms': [1024, 29],
  'keep-data': [1024, 29],
  'work-for-clinic': [1024, 900],
  'keep-people': [512, 29],
  'show-operations': [512, 29],
  'watch-deployment': [512, 120],
  'close-period': [512, 120],
  'tally-clinic': [1024, 900],
  'publish-release': [2048, 900],
  'write-digests': [512, 300],
  'write-reports': [2048, 300],
};

describe.each(STAGES)('functions, stage %s', (stage) => {
  const app = synthesize(stage);
  const { stateful, stateless } = app;
  const functions = functionsOf(app);

  test('are the folders under functions/, by construct path', () => {
    expect(functions.map(({ name }) => name).sort()).toEqual(Object.keys(ENVIRONMENT).sort());
    const folders = readdirSync(new URL('../../functions', import.meta.url), { withFileTypes: true });
    expect(
      folders
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort(),
    ).toEqual(Object.keys(ENVIRONMENT).sort());
  });

  test.each(functions)('$name runs Node 24 on arm64, sized on purpose, with no physical name', (found) => {
    const { Properties } = found;
    expect(Properties.Runtime).toBe('nodejs24.x');
    expect(Properties.Architectures).toEqual(['arm64']);
    expect(Properties.Handler).toBe('index.handler');
    expect(Properties.FunctionName).toBeUndefined();
    expect([Properties.MemorySize, Properties.Timeout]).toEqual(SIZES[found.name]);
  });

  test.each(functions)(
    '$name logs JSON to a group of its own that is not kept for ever',
    ({ Properties }) => {
      expect(Properties.LoggingConfig.LogFormat).toBe('JSON');
      const group = Properties.LoggingConfig.LogGroup.Ref;
      const users = functions.filter((other) => other.Properties.LoggingConfig.LogGroup.Ref === group);
      expect(users).toHaveLength(1);
      const logGroup = resourcesOf(stateless, 'AWS::Logs::LogGroup').find(
        ({ logicalId }) => logicalId === group,
      );
      expect(logGroup?.Properties.RetentionInDays).toBe(stage === 'prod' ? 180 : 7);
    },
  );

  test.each(functions)('$name is told what it needs and nothing else', ({ name, Properties }) => {
    const expected = ['NODE_OPTIONS', ...ENVIRONMENT[name as keyof typeof ENVIRONMENT]];
    expect(Object.keys(Properties.Environment.Variables).sort()).toEqual(expected.sort());
    expect(Properties.Environment.Variables.NODE_OPTIONS).toBe('--enable-source-maps');
  });

  test('each has an execution role of its own without managed policies', () => {
    const roles = functions.map(({ Properties }) => Properties.Role['Fn::GetAtt'][0]);
    expect(new Set(roles).size).toBe(functions.length);
    stateless.allResourcesProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent() });
  });

  test('no run is kept for one of them, but for those that read and refresh where a deployment says so', () => {
    const kept = (from: Synthesized) =>
      functionsOf(from)
        .filter(({ Properties }) => Properties.ReservedConcurrentExecutions !== undefined)
        .map(({ name, Properties }) => [name, Properties.ReservedConcurrentExecutions]);
    expect(kept(app)).toEqual([]);
    expect(kept(synthesize(stage, { reservedConcurrency: '20' })).sort()).toEqual([
      ['derive-outcomes', 20],
      ['read-outcomes', 20],
      ['show-pages', 20],
      ['summarise-techniques', 20],
    ]);
  });

  test('are traced where a deployment says so, each by leave of its own role, and else not', () => {
    const traced = (from: Synthesized) =>
      functionsOf(from).filter(({ Properties }) => Properties.TracingConfig?.Mode === 'Active').length;
    const grants = (from: Synthesized) =>
      JSON.stringify(from.stateless.findResources('AWS::IAM::Policy')).split('xray:PutTraceSegments').length -
      1;
    const asked = synthesize(stage, { tracing: 'on' });
    expect([traced(app), grants(app)]).toEqual([0, 0]);
    expect([traced(asked), grants(asked)]).toEqual(Array(2).fill(functionsOf(asked).length));
  });

  test("the only other function is CDK's own, which sets the bucket notification during a deployment", () => {
    expect(resourcesOf(stateful, 'AWS::Lambda::Function').map(({ path }) => path)).toEqual([
      expect.stringMatching(/^BucketNotificationsHandler/),
    ]);
    for (const template of app.both) {
      const types = Object.values(template.toJSON().Resources as Record<string, { Type: string }>).map(
        ({ Type }) => Type,
      );
      const custom = types.filter((type) => type.startsWith('Custom::') || type.includes('CustomResource'));
      expect(custom).toEqual(template === stateful ? ['Custom::S3BucketNotifications'] : []);
    }
  });
});

test('the functions that read for people and programs are told the date that they answer as of, where there is one', () => {
  const context = { ...WITHOUT_BUNDLING, asOf: '2026-09-30' };
  const assembly = createOutcomesApp({ outdir: temporaryFolder(), context }).synth();
  const { template } = assembly.getStackByName('massage-outcomes-dev-stateless');
  const told = resourcesOf(Template.fromJSON(template), 'AWS::Lambda::Function').filter(
    ({ Properties }) => Properties.Environment?.Variables.AS_OF === '2026-09-30',
  );
  expect(told.map(({ path }) => path)).toEqual(['read-outcomes/Resource', 'show-pages/Resource']);
});
