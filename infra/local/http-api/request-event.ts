import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { ACCOUNT } from '../account.ts';
import { splitTarget } from '../request-target.ts';
import { decode } from './routes.ts';

/** A request as it came in, before anything is made of it. */
export type HttpRequest = {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  /** Header names and values in turn, as sent (`rawHeaders` of node:http). */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly protocol: string;
};

export type JwtContext = APIGatewayProxyEventV2WithJWTAuthorizer['requestContext']['authorizer'];

/**
 * The event of payload format 2.0 (API Gateway developer guide, "Create AWS Lambda proxy integrations for
 * HTTP APIs"): header names in lower case, repeated headers and query parameters joined with commas, cookies
 * apart, absent things absent.
 *
 * @param authorizer what the JWT authorizer found, when the route has one
 */
export function requestEvent(
  request: HttpRequest,
  matched: { routeKey: string; pathParameters: Readonly<Record<string, string>> },
  context: { apiId: string; requestId: string; now: Date; authorizer?: JwtContext },
): APIGatewayProxyEventV2 {
  const { path: rawPath, query: rawQueryString } = splitTarget(request.target);
  const { headers, cookies } = splitHeaders(request.rawHeaders);
  const domainName = headers['host'] ?? 'localhost';
  const query = queryParameters(rawQueryString);
  const path = decode(rawPath);
  const text = isText(headers['content-type']);
  const event: APIGatewayProxyEventV2 = {
    version: '2.0',
    routeKey: matched.routeKey,
    rawPath: path,
    rawQueryString,
    ...(cookies.length > 0 && { cookies }),
    headers,
    ...(query && { queryStringParameters: query }),
    requestContext: {
      accountId: ACCOUNT,
      apiId: context.apiId,
      ...(context.authorizer && { authorizer: context.authorizer }),
      domainName,
      domainPrefix: domainName.split('.')[0] ?? domainName,
      http: {
        method: request.method,
        path,
        protocol: request.protocol,
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: context.requestId,
      routeKey: matched.routeKey,
      stage: '$default',
      time: commonLogTime(context.now),
      timeEpoch: context.now.getTime(),
    },
    ...(Object.keys(matched.pathParameters).length > 0 && { pathParameters: { ...matched.pathParameters } }),
    ...(request.body.length > 0 && { body: request.body.toString(text ? 'utf8' : 'base64') }),
    isBase64Encoded: request.body.length > 0 && !text,
  };
  return event;
}

/** Cookies are no headers in this format; every other header is there once. */
export function splitHeaders(raw: readonly string[]): { headers: Record<string, string>; cookies: string[] } {
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    const value = raw[index + 1] ?? '';
    if (name === 'cookie') cookies.push(...value.split(/;\s*/).filter((cookie) => cookie !== ''));
    else headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`;
  }
  return { headers, cookies };
}

function queryParameters(query: string): Record<string, string> | undefined {
  if (query === '') return undefined;
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = parameters[name] === undefined ? value : `${parameters[name]},${value}`;
  }
  return parameters;
}

/**
 * Which bodies come as text. The documentation does not list them; this is what was observed on AWS
 * (ministackorg/ministack, pull request 766): everything else, also a form and a missing type, is base64.
 */
function isText(contentType: string | undefined): boolean {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  return (
    type.startsWith('text/') ||
    ['application/json', 'application/xml', 'application/javascript'].includes(type)
  );
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2020:19:03:58 +0000` */
function commonLogTime(instant: Date): string {
  const iso = instant.toISOString();
  return `${iso.slice(8, 10)}/${MONTHS[instant.getUTCMonth()]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
}
