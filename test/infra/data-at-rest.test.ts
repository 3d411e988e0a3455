import { describe, expect, test } from 'vitest';
import { resourcesOf, STAGES, synthesize } from './synthesized.ts';

describe.each(STAGES)('what is stored, stage %s', (stage) => {
  const { stateful, stateless } = synthesize(stage);
  const tables = resourcesOf(stateful, 'AWS::DynamoDB::Table');
  const table = (name: string) => tables.find(({ path }) => path === `${name}/Resource`)?.Properties;
  const buckets = resourcesOf(stateful, 'AWS::S3::Bucket');
  const bucket = (name: string) => buckets.find(({ path }) => path === `${name}/Resource`)?.Properties;

  const keyArn = (name: string) => {
    const key = resourcesOf(stateful, 'AWS::KMS::Key').find(({ path }) => path === `${name}/Resource`);
    return { 'Fn::GetAtt': [key?.logicalId, 'Arn'] };
  };

  test('is in four tables, encrypted with our keys, backed up to the second', () => {
    expect(tables.map(({ path }) => path).sort()).toEqual(
      ['outcomes', 'records', 'registry', 'releasing/ledger'].map((name) => `${name}/Resource`),
    );
    for (const { Properties, path } of tables) {
      expect(Properties.BillingMode).toBe('PAY_PER_REQUEST');
      expect(Properties.SSESpecification).toEqual({
        SSEEnabled: true,
        SSEType: 'KMS',
        KMSMasterKeyId: keyArn(path.startsWith('releasing/') ? 'releasing/raw-key' : 'data-key'),
      });
      expect(Properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
      expect(Properties.KeySchema).toEqual([
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ]);
    }
  });

  test('facts and views have a stream of both images; from ledger and registry nothing follows, and of the registry sessions expire', () => {
    const stream = { StreamViewType: 'NEW_AND_OLD_IMAGES' };
    expect(table('records').StreamSpecification).toEqual(stream);
    expect(table('outcomes').StreamSpecification).toEqual(stream);
    for (const name of ['releasing/ledger', 'registry']) {
      expect(table(name).StreamSpecification).toBeUndefined();
    }
    expect(table('releasing/ledger').TimeToLiveSpecification).toBeUndefined();
    expect(table('registry').TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
  });

  test('records have one index, local, by instant, with whole items; in both tables what says so expires', () => {
    expect(table('records').LocalSecondaryIndexes).toEqual([
      {
        IndexName: 'by-instant',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'at', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ]);
    expect(table('records').GlobalSecondaryIndexes).toBeUndefined();
    // A view that became empty, and the mark of an erasure of whom nothing was held: no fact says so.
    expect(table('records').TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
    expect(table('outcomes').TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
  });

  test('every key that encrypts rotates; the one that signs is of its own kind', () => {
    const keys = resourcesOf(stateful, 'AWS::KMS::Key');
    const signing = keys.filter(({ Properties }) => Properties.KeyUsage === 'SIGN_VERIFY');
    expect(signing.map(({ path, Properties }) => [path, Properties.KeySpec])).toEqual([
      ['releasing/signing-key/Resource', 'ECC_NIST_P256'],
    ]);
    const encrypting = keys.filter((key) => !signing.includes(key));
    expect(encrypting).toHaveLength(4);
    for (const { Properties } of encrypting) expect(Properties.EnableKeyRotation).toBe(true);
  });

  test('no bucket can become public, and every one is encrypted and clears abandoned uploads', () => {
    expect(buckets.map(({ path }) => path).sort()).toEqual(
      [
        'access-logs',
        'imports',
        'releasing/anonymised',
        'releasing/releases',
        'releasing/tallies',
        'reports',
      ].map((name) => `${name}/Resource`),
    );
    for (const { Properties } of buckets) {
      expect(Properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(Properties.OwnershipControls.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
      expect(Properties.BucketEncryption.ServerSideEncryptionConfiguration).toHaveLength(1);
      expect(
        Properties.LifecycleConfiguration.Rules[0].AbortIncompleteMultipartUpload.DaysAfterInitiation,
      ).toBe(1);
    }
  });

  test.each([
    ['imports', 'data-key'],
    ['reports', 'data-key'],
    ['releasing/tallies', 'releasing/raw-key'],
    ['releasing/anonymised', 'releasing/private-key'],
    ['releasing/releases', 'releasing/public-key'],
  ])('%s are encrypted with %s: who may read one kind of data cannot read the next by it', (name, key) => {
    const [rule] = bucket(name).BucketEncryption.ServerSideEncryptionConfiguration;
    expect(rule.ServerSideEncryptionByDefault).toEqual({
      SSEAlgorithm: 'aws:kms',
      KMSMasterKeyID: keyArn(key),
    });
    expect(rule.BucketKeyEnabled).toBe(true);
  });

  test(`what was published ${stage === 'prod' ? 'cannot be deleted by accident for ten years' : 'is not locked'}`, () => {
    const { ObjectLockEnabled, ObjectLockConfiguration } = bucket('releasing/releases');
    if (stage === 'dev')
      return expect([ObjectLockEnabled, ObjectLockConfiguration]).toEqual([undefined, undefined]);
    expect(ObjectLockEnabled).toBe(true);
    expect(ObjectLockConfiguration.Rule.DefaultRetention).toEqual({ Mode: 'GOVERNANCE', Days: 3650 });
  });

  test('what nothing can make again keeps its versions for a year', () => {
    const versioned = buckets.filter(
      ({ Properties }) => Properties.VersioningConfiguration?.Status === 'Enabled',
    );
    expect(versioned.map(({ path }) => path).sort()).toEqual([
      'releasing/anonymised/Resource',
      'releasing/releases/Resource',
      'releasing/tallies/Resource',
    ]);
    for (const { Properties } of versioned) {
      expect(Properties.LifecycleConfiguration.Rules).toContainEqual(
        expect.objectContaining({ NoncurrentVersionExpiration: { NoncurrentDays: 365 }, Status: 'Enabled' }),
      );
    }
  });

  test('files with client ids go after 30 days, digests after 35, exports after 1; who read what is logged', () => {
    expect(bucket('imports').LifecycleConfiguration.Rules).toContainEqual(
      expect.objectContaining({ ExpirationInDays: 30, Status: 'Enabled' }),
    );
    expect(bucket('reports').LifecycleConfiguration.Rules).toContainEqual(
      expect.objectContaining({ Prefix: 'digests/', ExpirationInDays: 35, Status: 'Enabled' }),
    );
    expect(bucket('reports').LifecycleConfiguration.Rules).toContainEqual(
      expect.objectContaining({ Prefix: 'exports/', ExpirationInDays: 1, Status: 'Enabled' }),
    );
    for (const name of ['reports', 'releasing/tallies', 'releasing/anonymised', 'releasing/releases']) {
      const expiring = bucket(name).LifecycleConfiguration.Rules.filter(
        ({ Prefix = '', ...rule }: { Prefix?: string }) =>
          'ExpirationInDays' in rule && !['digests/', 'exports/'].includes(Prefix),
      );
      expect(expiring, name).toEqual([]);
    }
    for (const { path, Properties } of buckets) {
      const name = path.split('/').at(-2);
      if (name === 'access-logs') continue;
      expect(Properties.LoggingConfiguration.LogFilePrefix).toBe(`${name}/`);
    }
  });

  test('every bucket, queue and topic refuses what does not come over TLS', () => {
    const denied = (template: typeof stateful, type: string) =>
      resourcesOf(template, type).filter(({ Properties }) =>
        Properties.PolicyDocument.Statement.some(
          (statement: { Effect: string; Condition?: { Bool?: Record<string, string> } }) =>
            statement.Effect === 'Deny' && statement.Condition?.Bool?.['aws:SecureTransport'] === 'false',
        ),
      );
    expect(denied(stateful, 'AWS::S3::BucketPolicy')).toHaveLength(buckets.length);
    for (const template of [stateful, stateless]) {
      const queues = resourcesOf(template, 'AWS::SQS::Queue');
      expect(queues.length).toBeGreaterThan(0);
      expect(denied(template, 'AWS::SQS::QueuePolicy')).toHaveLength(queues.length);
    }
    expect(denied(stateless, 'AWS::SNS::TopicPolicy')).toHaveLength(
      resourcesOf(stateless, 'AWS::SNS::Topic').length,
    );
  });

  test('has one secret, whose value is made and not in the template', () => {
    const secrets = resourcesOf(stateful, 'AWS::SecretsManager::Secret').map(({ Properties }) => Properties);
    expect(secrets).toHaveLength(1);
    expect(secrets[0].SecretString).toBeUndefined();
    expect(secrets[0].GenerateSecretString).toEqual({
      ...{ PasswordLength: 64, ExcludePunctuation: true },
      ...{ SecretStringTemplate: '{}', GenerateStringKey: '1' },
    });
    expect(secrets[0].KmsKeyId).toBeDefined();
  });

  const lasting = [
    'AWS::DynamoDB::Table',
    'AWS::S3::Bucket',
    'AWS::KMS::Key',
    'AWS::SecretsManager::Secret',
    'AWS::Cognito::UserPool',
  ];
  test.each(lasting)(`${stage === 'prod' ? 'keeps' : 'lets go'} every %s when its stack goes`, (type) => {
    const found = resourcesOf(stateful, type);
    expect(found.length).toBeGreaterThan(0);
    for (const resource of found as unknown as { DeletionPolicy: string; UpdateReplacePolicy: string }[]) {
      const policy = stage === 'prod' ? 'Retain' : 'Delete';
      expect(resource).toMatchObject({ DeletionPolicy: policy, UpdateReplacePolicy: policy });
    }
    expect(resourcesOf(stateless, type), 'nothing that lasts is in the stateless stack').toEqual([]);
  });

  test(`tables and users ${stage === 'prod' ? 'cannot' : 'can'} be deleted by hand`, () => {
    for (const { Properties } of tables) expect(Properties.DeletionProtectionEnabled).toBe(stage === 'prod');
    stateful.hasResourceProperties('AWS::Cognito::UserPool', {
      DeletionProtection: stage === 'prod' ? 'ACTIVE' : 'INACTIVE',
    });
  });
});
