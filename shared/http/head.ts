import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { HttpResponse } from './respond.ts';

type Request = Pick<APIGatewayProxyEventV2, 'routeKey' | 'requestContext'>;

/**
 * HEAD is answered as GET would be, without the body (RFC 9110, 9.3.2). How long that would be is not told: the body
 * may be compressed on its way.
 *
 * @param answer what a request that is no HEAD is answered with
 */
export function answeringHead<Event extends Request>(
  answer: (event: Event) => Promise<HttpResponse>,
): (event: Event) => Promise<HttpResponse> {
  return async (event) => {
    if (event.requestContext.http.method !== 'HEAD') return answer(event);
    const { isBase64Encoded: _, ...head } = await answer(asGet(event));
    return { ...head, body: '' };
  };
}

function asGet<Event extends Request>(event: Event): Event {
  const { routeKey, requestContext } = event;
  return {
    ...event,
    routeKey: routeKey.replace(/^HEAD /, 'GET '),
    requestContext: { ...requestContext, http: { ...requestContext.http, method: 'GET' } },
  };
}
