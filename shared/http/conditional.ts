import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { HttpResponse } from './respond.ts';

type Request = Pick<APIGatewayProxyEventV2, 'routeKey' | 'headers'>;

/**
 * Gives an answer that was read a tag of what it says, and answers 304 without a body to whoever names that tag (RFC 9110,
 * 13.1.2): a program that polls then carries only what has changed. The tag is weak, as the bytes may be compressed on
 * their way.
 */
export function conditional(answer: HttpResponse, { routeKey, headers }: Request): HttpResponse {
  const { statusCode, body } = answer;
  if (statusCode !== 200 || body === undefined || !/^(GET|HEAD) /.test(routeKey)) return answer;
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  if (!names(headers?.['if-none-match'], etag)) {
    return { ...answer, headers: { ...answer.headers, etag } };
  }
  return { statusCode: 304, headers: { etag } };
}

/** Tags are compared without their weakness. */
function names(field: string | undefined, etag: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return (field ?? '').split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag));
}
