import { describe, expect, test } from 'vitest';
import { resourcesOf, STAGES, synthesize } from './synthesized.ts';

describe.each(STAGES)('what is stored, stage %s', (stage) => {
  const { stateful, stateless } = synthesize(stage);
  const tables = resourcesOf(stateful, 'AWS::DynamoDB::Table');
  const table = (name: string) => tables.find(({ path }) => path === `${name}/Resource`)?.Properties;
  const buckets = resourcesOf(stateful, 'AWS::S3::Bucket');
  const bucket = (name: string) => buckets.find(({ path }) => path === `${name}/Resource`)?.Properties;

  test('is in two tables, encrypted with our key, backed up to the second, with a stream of both images', () => {
    expect(tables.map(({ path }) => path).sort()).toEqual(['outcomes/Resource', 'records/Resource']);
    const [key] = resourcesOf(stateful, 'AWS::KMS::Key');
    for (const { Properties } of tables) {
      expect(Properties.BillingMode).toBe('PAY_PER_REQUEST');
      expect(Properties.SSESpecification).toEqual({
        SSEEnabled: true,
        SSEType: 'KMS',
        KMSMasterKeyId: { 'Fn::GetAtt': [key?.logicalId, 'Arn'] },
      });
      expect(Properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
      expect(Properties.StreamSpecification).toEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
      expect(Properties.KeySchema).toEqual([
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ]);
    }
  });

  test('records have one index, local, by instant, with whole items; only views expire', () => {
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
    expect(table('records').TimeToLiveSpecification).toBeUndefined();
    expect(table('outcomes').TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
  });

  test('the data key rotates', () => {
    stateful.allResourcesProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  });

  test('no bucket can become public, and every one is encrypted and clears abandoned uploads', () => {
    expect(buckets.map(({ path }) => path).sort()).toEqual(
      ['access-logs', 'imports', 'releases', 'reports'].map((name) => `${name}/Resource`),
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

  test('imports and reports are encrypted with our key, releases with one that readers do not need', () => {
    const algorithm = (name: string) =>
      bucket(name).BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault
        .SSEAlgorithm;
    expect(algorithm('imports')).toBe('aws:kms');
    expect(algorithm('reports')).toBe('aws:kms');
    expect(algorithm('releases')).toBe('AES256');
  });

  test('releases keep their versions; files with client ids go after 30 days, digests after 35; who read what is logged', () => {
    expect(bucket('releases').VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(bucket('imports').LifecycleConfiguration.Rules).toContainEqual(
      expect.objectContaining({ ExpirationInDays: 30, Status: 'Enabled' }),
    );
    expect(bucket('reports').LifecycleConfiguration.Rules).toContainEqual(
      expect.objectContaining({ Prefix: 'digests/', ExpirationInDays: 35, Status: 'Enabled' }),
    );
    for (const name of ['reports', 'releases']) {
      const expiring = bucket(name).LifecycleConfiguration.Rules.filter(
        (rule: { Prefix?: string }) => 'ExpirationInDays' in rule && rule.Prefix !== 'digests/',
      );
      expect(expiring, name).toEqual([]);
    }
    for (const name of ['imports', 'reports', 'releases']) {
      expect(bucket(name).LoggingConfiguration.LogFilePrefix).toBe(`${name}/`);
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

  test('has one secret for each clinic, under a name that functions can build, never in the template', () => {
    const secrets = resourcesOf(stateful, 'AWS::SecretsManager::Secret').map(({ Properties }) => Properties);
    expect(secrets.map(({ Name }) => Name).sort()).toEqual([
      `massage-outcomes/${stage}/clinic/harbour/pseudonym-key`,
      `massage-outcomes/${stage}/clinic/riverside/pseudonym-key`,
    ]);
    for (const secret of secrets) {
      expect(secret.SecretString).toBeUndefined();
      expect(secret.GenerateSecretString).toEqual({ PasswordLength: 64, ExcludePunctuation: true });
      expect(secret.KmsKeyId).toBeDefined();
    }
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
