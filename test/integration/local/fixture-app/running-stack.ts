import { fileURLToPath } from 'node:url';
import { CfnOutput, Duration, RemovalPolicy, Stack, TimeZone } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { FilterCriteria, FilterRule, Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction, type NodejsFunctionProps, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Construct } from 'constructs';
import type { KeepingStack } from './keeping-stack.ts';

/** The functions and everything that starts them. */
export class RunningStack extends Stack {
  constructor(scope: Construct, id: string, { keeping }: { keeping: KeepingStack }) {
    super(scope, id);
    const lambda = (name: string, props: NodejsFunctionProps = {}) =>
      new NodejsFunction(this, name, {
        entry: fileURLToPath(new URL(`functions/${name}.ts`, import.meta.url)),
        runtime: Runtime.NODEJS_24_X,
        timeout: Duration.seconds(10),
        memorySize: 256,
        bundling: {
          format: OutputFormat.ESM,
          mainFields: ['module', 'main'],
          minify: true,
          sourceMap: true,
          externalModules: [],
        },
        ...props,
      });

    const copy = lambda('copy', { environment: { TARGET_TABLE: keeping.target.tableName } });
    keeping.target.grantReadWriteData(copy);
    copy.addEventSource(
      new DynamoEventSource(keeping.source, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        maxBatchingWindow: Duration.seconds(1),
        parallelizationFactor: 4,
        bisectBatchOnError: true,
        retryAttempts: 2,
        onFailure: new SqsDlq(keeping.failures),
        filters: [
          FilterCriteria.filter({
            eventName: FilterRule.or('INSERT', 'MODIFY'),
            dynamodb: { Keys: { pk: { S: FilterRule.beginsWith('copy#') } } },
          }),
        ],
      }),
    );

    const partly = lambda('partly', { environment: { TARGET_TABLE: keeping.target.tableName } });
    keeping.target.grantReadWriteData(partly);
    partly.addEventSource(
      new DynamoEventSource(keeping.source, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 50,
        retryAttempts: 1,
        reportBatchItemFailures: true,
        bisectBatchOnError: true,
        onFailure: new SqsDlq(keeping.failures),
        filters: [
          FilterCriteria.filter({ dynamodb: { Keys: { pk: { S: FilterRule.beginsWith('partly#') } } } }),
        ],
      }),
    );

    const count = lambda('count');
    count.addEventSource(
      new DynamoEventSource(keeping.target, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 1000,
        filters: [FilterCriteria.filter({ dynamodb: { Keys: { pk: { S: ['load'] } } } })],
      }),
    );

    const work = lambda('work', {
      environment: { TARGET_TABLE: keeping.target.tableName, BUCKET: keeping.bucket.bucketName },
    });
    keeping.target.grantWriteData(work);
    keeping.bucket.grantRead(work);
    work.addEventSource(new SqsEventSource(keeping.work, { batchSize: 5, reportBatchItemFailures: true }));

    const noted = lambda('noted', { environment: { TARGET_TABLE: keeping.target.tableName } });
    keeping.target.grantWriteData(noted);
    const spool = new Bucket(this, 'spool', { removalPolicy: RemovalPolicy.DESTROY });
    spool.addEventNotification(EventType.OBJECT_REMOVED, new LambdaDestination(noted), { prefix: 'in/' });
    new CfnOutput(this, 'SpoolName', { value: spool.bucketName });

    const web = lambda('web', {
      environment: { SOURCE_TABLE: keeping.source.tableName, SECRET_ARN: keeping.secret.secretArn },
    });
    keeping.source.grantReadData(web);
    keeping.secret.grantRead(web);
    const api = new HttpApi(this, 'api', {
      corsPreflight: { allowOrigins: ['https://clinic.example'], allowHeaders: ['authorization'] },
    });
    const integration = new HttpLambdaIntegration('web', web);
    const authorizer = new HttpJwtAuthorizer('people', keeping.userPool.userPoolProviderUrl, {
      jwtAudience: [keeping.client.userPoolClientId],
    });
    api.addRoutes({ path: '/open/{proxy+}', methods: [HttpMethod.ANY], integration });
    api.addRoutes({ path: '/v1/things/{id}', methods: [HttpMethod.PUT], integration, authorizer });
    api.addRoutes({ path: '/v1/things:batch', methods: [HttpMethod.POST], integration, authorizer });
    api.addRoutes({
      path: '/v1/scoped',
      methods: [HttpMethod.GET],
      integration,
      authorizer,
      authorizationScopes: ['things/read'],
    });

    const tick = lambda('tick', {
      environment: { TARGET_TABLE: keeping.target.tableName },
      retryAttempts: 0,
    });
    keeping.target.grantWriteData(tick);
    new Schedule(this, 'quarterly', {
      schedule: ScheduleExpression.cron({
        minute: '0',
        hour: '3',
        day: '1',
        month: '1,4,7,10',
        timeZone: TimeZone.EUROPE_LONDON,
      }),
      target: new LambdaInvoke(tick, {
        input: ScheduleTargetInput.fromObject({
          scheduledTime: '<aws.scheduler.scheduled-time>',
          programme: 'fixture',
        }),
      }),
    });

    lambda('misbehave', { timeout: Duration.seconds(2), memorySize: 128, environment: { ONLY_MINE: 'yes' } });
    lambda('broken');
    new CfnOutput(this, 'ApiUrl', { value: api.url ?? '' });
  }
}
