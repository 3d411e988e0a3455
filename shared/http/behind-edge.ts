import { createHash, timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { ConfigError } from '../errors.ts';
import { answeringHead } from './head.ts';
import { type HttpResponse, problem } from './respond.ts';
import { secured } from './security-headers.ts';

/** The header by which what stands in front of the API says that a request has come by it. */
export const EDGE_HEADER = 'x-outcomes-edge';

type Request = Pick<APIGatewayProxyEventV2, 'routeKey' | 'requestContext' | 'headers'>;

/**
 * Answers only what has come by the edge, where there is one: an HTTP API has an address of its own, which cannot be
 * closed, and whoever knows it would pass by what the edge refuses. What is behind it never sees the secret.
 *
 * @param environment `EDGE_SECRET` is what the edge sends in its header; without it there is no edge, and every request is answered
 * @throws ConfigError for a secret that is empty, which every request would know
 */
export function behindEdge<Event extends Request>(
  environment: Readonly<Record<string, string | undefined>>,
  answer: (event: Event) => Promise<HttpResponse>,
): (event: Event) => Promise<HttpResponse> {
  const secret = environment['EDGE_SECRET'];
  if (secret === undefined) return answer;
  if (secret === '') throw new ConfigError('EDGE_SECRET: expected what the edge sends, but found nothing');
  const expected = digest(secret);
  const refuse = answeringHead(async (_: Event) => secured(TURNED_AWAY));
  return async (event) => {
    const { [EDGE_HEADER]: shown = '', ...headers } = event.headers;
    return timingSafeEqual(digest(shown), expected) ? answer({ ...event, headers }) : refuse(event);
  };
}

const TURNED_AWAY = problem('not-permitted', {
  code: 'edge.passed-by',
  detail: 'this address answers nobody by itself; ask at the address that the pages are at',
});

/** Of equal length whatever was sent, so that comparing takes equally long. */
const digest = (text: string) => createHash('sha256').update(text).digest();
