import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnOutput, Duration, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { API_ROUTES } from '../shared/http/api-routes.ts';
import type { Alarms } from './alarms.ts';
import type { Identity } from './identity.ts';
import type { OutcomesFunction } from './outcomes-function.ts';
import { logRetention, removalPolicy } from './retention.ts';
import type { Stage } from './stage.ts';

/** Pages that people look at: the function itself sends whoever is not signed in to sign in. */
const PAGES: readonly (readonly [path: string, ...methods: HttpMethod[]])[] = [
  ['/', HttpMethod.GET],
  ['/assets/{name}', HttpMethod.GET],
  ['/owner', HttpMethod.GET],
  ['/checks', HttpMethod.GET],
  ['/therapist', HttpMethod.GET],
  ['/therapists', HttpMethod.GET],
  ['/therapists/{therapist}', HttpMethod.GET],
  ['/clients', HttpMethod.GET, HttpMethod.POST],
  ['/clients/{client}', HttpMethod.GET],
  ['/clients/{client}/history', HttpMethod.GET],
  ['/clients/{client}/journal-link', HttpMethod.POST],
  ['/imports', HttpMethod.GET],
  ['/reports', HttpMethod.GET],
  ['/reports/{month}/{form}', HttpMethod.GET],
  ['/releases', HttpMethod.GET],
  ['/releases/{programme}/{period}/{revision}', HttpMethod.GET],
  ['/releases/{programme}/{period}/{revision}/files/{name}', HttpMethod.GET],
  ['/journal/{token}', HttpMethod.GET],
  ['/journal/{token}/thanks', HttpMethod.GET],
  ['/sign-in', HttpMethod.GET],
  ['/sign-in/callback', HttpMethod.GET],
  ['/sign-out', HttpMethod.GET, HttpMethod.POST],
];

/**
 * Who asked for what and how it ended. The route is logged as its template and never as its path, since
 * paths hold client ids; and no address, since it is a person's.
 */
const ACCESS_LOG_FORMAT = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    requestTime: '$context.requestTime',
    routeKey: '$context.routeKey',
    status: '$context.status',
    responseLength: '$context.responseLength',
    responseLatency: '$context.responseLatency',
    integrationStatus: '$context.integrationStatus',
    integrationError: '$context.integrationErrorMessage',
    authorizerError: '$context.authorizer.error',
    subject: '$context.authorizer.claims.sub',
  }),
);

export type OutcomesApiProps = {
  stage: Stage;
  alarms: Alarms;
  identity: Identity;
};

export type Answering = {
  ingestRecords: OutcomesFunction;
  readOutcomes: OutcomesFunction;
  keepPeople: OutcomesFunction;
};

/**
 * The HTTP API: every route below /v1 asks for a token of our user pool, issued to our app client; the
 * pages know whom they serve by a cookie, which no authorizer of API Gateway reads.
 */
export class OutcomesApi extends Construct {
  /** Where it is, without a trailing slash. */
  readonly origin: string;
  private readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: OutcomesApiProps) {
    super(scope, id);
    const { userPool, client } = props.identity;
    const api = new HttpApi(this, 'api', {
      apiName: props.stage.prefix,
      createDefaultStage: false,
      defaultAuthorizer: new HttpJwtAuthorizer('token', userPool.userPoolProviderUrl, {
        jwtAudience: [client.userPoolClientId],
      }),
    });
    this.api = api;
    this.origin = api.apiEndpoint;
    this.addStage(api, props.stage);
    props.alarms.add('api-errors', {
      metric: api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
      above: 0,
      meaning: 'The API answered requests with a server error.',
      runbook: 'the-api-answers-with-errors',
    });
    new CfnOutput(Stack.of(this), 'ApiUrl', { value: api.apiEndpoint });
  }

  /** Says which function answers what; they come after the API, as they have to know where it is. */
  addRoutes(answering: Answering): void {
    const { api } = this;
    // One permission for a function instead of one for each route: they would fill its policy.
    const once = { scopePermissionToRoute: false };
    const ingest = new HttpLambdaIntegration('ingest-records', answering.ingestRecords, once);
    const read = new HttpLambdaIntegration('read-outcomes', answering.readOutcomes, once);
    const keep = new HttpLambdaIntegration('keep-people', answering.keepPeople, once);
    const integrations = { 'ingest-records': ingest, 'read-outcomes': read, 'keep-people': keep };
    for (const [key, { by }] of Object.entries(API_ROUTES)) {
      const [method, path] = key.split(' ') as [HttpMethod, string];
      api.addRoutes({
        path,
        methods: withHead([method]),
        integration: integrations[by],
      });
    }
    const open = (
      path: string,
      methods: HttpMethod[],
      integration: HttpLambdaIntegration,
      reason: string,
    ) => {
      for (const route of api.addRoutes({
        path,
        methods: withHead(methods),
        integration,
        authorizer: new HttpNoneAuthorizer(),
      })) {
        Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason });
      }
    };
    for (const [path, ...methods] of PAGES) {
      open(path, methods, read, 'A page: the function checks session cookie and role, or the link, itself.');
    }
    const rest = new HttpRoute(this, 'not-found', {
      httpApi: api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: read,
      authorizer: new HttpNoneAuthorizer(),
    });
    Validations.of(rest).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'What matches no other route: answered with "not found", for everybody alike.',
    });
    // Answers of a journal's form: they are records, and go where records go.
    open('/journal/{token}', [HttpMethod.POST], ingest, 'The function checks the link, which is sealed.');
    const sealed = 'The function checks what the form carries, which is sealed for whom it was shown to.';
    open('/clients/{client}/take-over', [HttpMethod.POST], ingest, sealed);
  }

  private addStage(api: HttpApi, stage: Stage): void {
    const accessLog = new LogGroup(this, 'access-log', {
      retention: logRetention(stage),
      // Who has seen what is a question that may come after the stack has gone.
      removalPolicy: removalPolicy(stage),
    });
    api.addStage('stage', {
      stageName: '$default',
      autoDeploy: true,
      throttle: stage.throttle,
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: ACCESS_LOG_FORMAT },
    });
  }
}

/** Whatever answers GET answers HEAD. */
function withHead(methods: readonly HttpMethod[]): HttpMethod[] {
  return methods.flatMap((method) => (method === HttpMethod.GET ? [method, HttpMethod.HEAD] : [method]));
}
