import { randomUUID } from 'node:crypto';
import type { LambdaService } from '../lambda/lambda-service.ts';
import { splitTarget } from '../request-target.ts';
import type { ApiDefinition } from './api-definition.ts';
import { corsHeaders, preflightHeaders } from './cors.ts';
import { type HttpRequest, requestEvent, splitHeaders } from './request-event.ts';
import { functionResponse, gatewayResponse, type HttpResponse, INTERNAL_SERVER_ERROR } from './response.ts';
import { routeTable } from './routes.ts';

const NOT_FOUND = gatewayResponse(404, 'Not Found');
const REFUSED = {
  401: gatewayResponse(401, 'Unauthorized', { 'www-authenticate': 'Bearer' }),
  403: gatewayResponse(403, 'Forbidden', { 'www-authenticate': 'Bearer error="insufficient_scope"' }),
};
/** How long an HTTP API waits for an integration (API Gateway quotas). */
const INTEGRATION_TIMEOUT_MILLISECONDS = 30_000;

/** Answers requests as the HTTP API of the templates would: preflight, route, authorizer, function, mapping. */
export function httpApi(
  definition: ApiDefinition,
  lambda: Pick<LambdaService, 'find' | 'invoke'>,
): (request: HttpRequest) => Promise<HttpResponse> {
  const findRoute = routeTable(definition.routes);

  const answer = async (
    request: HttpRequest,
    headers: Readonly<Record<string, string>>,
  ): Promise<HttpResponse> => {
    const { path, query } = splitTarget(request.target);
    const matched = findRoute(request.method, path);
    if (!matched) return NOT_FOUND;
    const { route, pathParameters } = matched;
    const verdict = await route.authorizer?.({ headers, query: new URLSearchParams(query) }, route.scopes);
    if (verdict && !verdict.allowed) return REFUSED[verdict.status];
    const event = requestEvent(
      request,
      { routeKey: route.routeKey, pathParameters },
      {
        apiId: definition.apiId,
        requestId: randomUUID(),
        now: new Date(),
        ...(verdict && { authorizer: verdict.context }),
      },
    );
    return run(route.functionArn, JSON.stringify(event));
  };

  const run = async (functionArn: string, payload: string): Promise<HttpResponse> => {
    const timeout = Promise.withResolvers<'timeout'>();
    const timer = setTimeout(() => timeout.resolve('timeout'), INTEGRATION_TIMEOUT_MILLISECONDS);
    const result = await Promise.race([lambda.invoke(lambda.find(functionArn), payload), timeout.promise]);
    clearTimeout(timer);
    if (result === 'timeout') return gatewayResponse(503, 'Service Unavailable');
    if (result.ok) return functionResponse(result.payload);
    const { errorType } = JSON.parse(result.payload) as { errorType?: string };
    if (errorType === 'RequestEntityTooLargeException')
      return gatewayResponse(413, 'Request Entity Too Large');
    if (errorType === 'TooManyRequestsException') return gatewayResponse(503, 'Service Unavailable');
    return INTERNAL_SERVER_ERROR;
  };

  return async (request) => {
    const { headers } = splitHeaders(request.rawHeaders);
    const { cors } = definition;
    if (!cors) return answer(request, headers);
    const preflight = request.method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
    if (preflight) {
      return {
        status: 204,
        headers: preflightHeaders(cors, headers['origin']),
        cookies: [],
        body: Buffer.alloc(0),
      };
    }
    const response = await answer(request, headers);
    // With CORS configured, what the function says about it is ignored.
    const own = Object.entries(response.headers).filter(([name]) => !name.startsWith('access-control-'));
    return { ...response, headers: { ...Object.fromEntries(own), ...corsHeaders(cors, headers['origin']) } };
  };
}
