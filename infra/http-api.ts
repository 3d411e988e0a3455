import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnRoute,
  type CfnStage,
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
import { PAGE_ROUTES } from '../shared/http/page-routes.ts';
import type { Alarms } from './alarms.ts';
import type { ApiFunctions } from './api-functions.ts';
import type { Identity } from './identity.ts';
import { logRetention, removalPolicy } from './retention.ts';
import type { Stage } from './stage.ts';

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

/**
 * The HTTP API: every route below /v1, save what describes it, asks for a token of our user pool, issued to our app
 * client; the pages know whom they serve by a cookie, which no authorizer of API Gateway reads.
 */
export class OutcomesApi extends Construct {
  /** Where people and programs ask, without a trailing slash: the edge, where there is one. */
  readonly origin: string;
  readonly api: HttpApi;
  readonly accessLog: LogGroup;
  private readonly stage: CfnStage;
  private readonly openThrottle: Stage['openThrottle'];

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
    const { edge } = props.stage;
    this.origin = edge === undefined ? api.apiEndpoint : `https://${edge.domain}`;
    this.accessLog = new LogGroup(this, 'access-log', {
      retention: logRetention(props.stage),
      // Who has seen what is a question that may come after the stack has gone.
      removalPolicy: removalPolicy(props.stage),
    });
    this.stage = this.addStage(api, props.stage);
    this.openThrottle = props.stage.openThrottle;
    props.alarms.add('api-errors', {
      metric: api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
      above: 0,
      meaning: 'The API answered requests with a server error.',
      runbook: 'the-api-answers-with-errors',
    });
    new CfnOutput(Stack.of(this), 'ApiUrl', { value: this.origin });
  }

  /** Says which function answers what; they come after the API, as they have to know where it is. */
  addRoutes(functions: ApiFunctions): void {
    const { api } = this;
    // One permission for a function instead of one for each route: they would fill its policy.
    const once = { scopePermissionToRoute: false };
    const integrations = Object.fromEntries(
      Object.entries(functions).map(([name, each]) => [name, new HttpLambdaIntegration(name, each, once)]),
    ) as Record<keyof ApiFunctions, HttpLambdaIntegration>;
    for (const [key, { by }] of Object.entries(API_ROUTES)) {
      api.addRoutes({ ...addressOf(key), integration: integrations[by] });
    }
    const authorizer = new HttpNoneAuthorizer();
    const open: HttpRoute[] = [];
    for (const [key, { by, may }] of Object.entries(PAGE_ROUTES)) {
      for (const route of api.addRoutes({ ...addressOf(key), integration: integrations[by], authorizer })) {
        Validations.of(route).acknowledge({
          id: 'AwsSolutions-APIG4',
          reason: 'A page: the function checks session cookie and role, or the sealed link, itself.',
        });
        if (may === 'anybody') open.push(route);
      }
    }
    const rest = new HttpRoute(this, 'not-found', {
      httpApi: api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: integrations['show-pages'],
      authorizer,
    });
    Validations.of(rest).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'What matches no other route: answered with "not found", for everybody alike.',
    });
    this.throttleApart([...open, rest]);
  }

  /** Whoever floods a route that is open to anybody empties that route's bucket, and nobody else's. */
  private throttleApart(routes: readonly HttpRoute[]): void {
    const { rateLimit, burstLimit } = this.openThrottle;
    // As CloudFormation spells it, which takes the settings of routes as they are.
    const throttle = { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit };
    this.stage.routeSettings = Object.fromEntries(
      routes.map(({ node }) => [(node.defaultChild as CfnRoute).routeKey, throttle]),
    );
    // A stage cannot have settings for a route that is not there yet.
    this.stage.node.addDependency(...routes);
  }

  private addStage(api: HttpApi, stage: Stage): CfnStage {
    const made = api.addStage('stage', {
      stageName: '$default',
      autoDeploy: true,
      throttle: stage.throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.accessLog),
        format: ACCESS_LOG_FORMAT,
      },
    });
    return made.node.defaultChild as CfnStage;
  }
}

/** A route's path and methods: whatever answers GET answers HEAD. */
function addressOf(key: string): { path: string; methods: HttpMethod[] } {
  const [method, path] = key.split(' ') as [HttpMethod, string];
  return { path, methods: method === HttpMethod.GET ? [method, HttpMethod.HEAD] : [method] };
}
