import type { Application, Resource } from '../assembly/application.ts';
import type { CorsConfiguration } from './cors.ts';
import { type JwtAuthorizer, jwtAuthorizer } from './jwt-authorizer.ts';

type Route = {
  readonly routeKey: string;
  readonly functionArn: string;
  readonly authorizer?: JwtAuthorizer;
  readonly scopes: readonly string[];
};

/** The HTTP API of an application as its templates describe it. */
export type ApiDefinition = {
  readonly apiId: string;
  readonly routes: readonly Route[];
  readonly cors?: CorsConfiguration;
};

/**
 * Reads the application's HTTP API.
 *
 * @returns undefined when it has none
 * @throws Error for a second API, a stage with a name, and integrations or authorizers of other kinds
 */
export function apiDefinition(app: Application): ApiDefinition | undefined {
  const [api, second] = app.resources('AWS::ApiGatewayV2::Api');
  if (!api) return undefined;
  if (second)
    throw new Error(`${second.label}: the runner serves one HTTP API, and ${api.label} is one already`);
  if (api.property('ProtocolType') !== 'HTTP') throw new Error(`${api.label}: only HTTP APIs run locally`);
  for (const stage of app.resources('AWS::ApiGatewayV2::Stage')) {
    if (stage.property('StageName') !== '$default')
      throw new Error(`${stage.label}: only $default stages run locally`);
  }
  const integrations = new Map(
    app.resources('AWS::ApiGatewayV2::Integration').map((each) => [each.ref(), each]),
  );
  const authorizers = new Map(
    app.resources('AWS::ApiGatewayV2::Authorizer').map((each) => [each.ref(), authorizer(each)]),
  );
  const cors = api.property('CorsConfiguration') as CorsConfiguration | undefined;
  return {
    apiId: api.ref(),
    routes: app.resources('AWS::ApiGatewayV2::Route').map((route) => {
      const integration = integrations.get(String(route.property('Target')).replace('integrations/', ''));
      return {
        routeKey: String(route.property('RouteKey')),
        functionArn: integratedFunction(route, integration),
        scopes: (route.property('AuthorizationScopes') as string[] | undefined) ?? [],
        ...routeAuthorizer(route, authorizers),
      };
    }),
    ...(cors && { cors }),
  };
}

function integratedFunction(route: Resource, integration: Resource | undefined): string {
  if (!integration) throw new Error(`${route.label} has no integration`);
  if (
    integration.property('IntegrationType') !== 'AWS_PROXY' ||
    integration.property('PayloadFormatVersion') !== '2.0'
  ) {
    throw new Error(`${integration.label}: only Lambda proxy integrations of payload format 2.0 run locally`);
  }
  const uri = String(integration.property('IntegrationUri'));
  return /functions\/(arn:[^/]+)\/invocations$/.exec(uri)?.[1] ?? uri;
}

function authorizer(resource: Resource): JwtAuthorizer {
  if (resource.property('AuthorizerType') !== 'JWT')
    throw new Error(`${resource.label}: only JWT authorizers run locally`);
  const jwt = resource.property('JwtConfiguration') as { Issuer: string; Audience?: string[] };
  return jwtAuthorizer({
    issuer: jwt.Issuer,
    audience: jwt.Audience ?? [],
    identitySource: (resource.property('IdentitySource') as string[] | undefined) ?? [
      '$request.header.Authorization',
    ],
  });
}

function routeAuthorizer(
  route: Resource,
  authorizers: ReadonlyMap<string, JwtAuthorizer>,
): { authorizer?: JwtAuthorizer } {
  const type = route.property('AuthorizationType') ?? 'NONE';
  if (type === 'NONE') return {};
  const found = authorizers.get(String(route.property('AuthorizerId')));
  if (type !== 'JWT' || !found)
    throw new Error(`${route.label}: authorization of type ${String(type)} does not run locally`);
  return { authorizer: found };
}
