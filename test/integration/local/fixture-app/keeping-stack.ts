import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { AttributeType, BillingMode, StreamViewType, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { SqsDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** Tables, a bucket, queues, a secret and a user pool. */
export class KeepingStack extends Stack {
  readonly key = new Key(this, 'key', { removalPolicy: RemovalPolicy.DESTROY });
  readonly source = new TableV2(this, 'source', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    localSecondaryIndexes: [{ indexName: 'by-instant', sortKey: { name: 'at', type: AttributeType.STRING } }],
    dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  readonly target = new Table(this, 'target', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    timeToLiveAttribute: 'expiresAt',
    stream: StreamViewType.NEW_IMAGE,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  readonly failures = new Queue(this, 'failures');
  readonly deadWork = new Queue(this, 'dead-work');
  readonly work = new Queue(this, 'work', {
    visibilityTimeout: Duration.seconds(60),
    deadLetterQueue: { queue: this.deadWork, maxReceiveCount: 2 },
  });
  readonly bucket = new Bucket(this, 'bucket', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  readonly secret = new Secret(this, 'secret', {
    secretName: 'fixture/key',
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
  });
  readonly userPool = new UserPool(this, 'people', { removalPolicy: RemovalPolicy.DESTROY });
  readonly client = this.userPool.addClient('app');

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket.addEventNotification(EventType.OBJECT_CREATED, new SqsDestination(this.work), {
      prefix: 'in/',
      suffix: '.txt',
    });
    new CfnOutput(this, 'SourceTableName', { value: this.source.tableName });
    new CfnOutput(this, 'TargetTableName', { value: this.target.tableName });
    new CfnOutput(this, 'BucketName', { value: this.bucket.bucketName });
    new CfnOutput(this, 'WorkQueueUrl', { value: this.work.queueUrl });
    new CfnOutput(this, 'DeadWorkQueueUrl', { value: this.deadWork.queueUrl });
    new CfnOutput(this, 'FailuresQueueUrl', { value: this.failures.queueUrl });
    new CfnOutput(this, 'SecretArn', { value: this.secret.secretArn });
    new CfnOutput(this, 'UserPoolClientId', { value: this.client.userPoolClientId });
  }
}
