import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type HttpResponse, problem } from './respond.ts';

type Request = Pick<APIGatewayProxyEventV2, 'routeKey' | 'headers'>;

/**
 * Gives an answer that was read a tag of what it says, and answers 304 without a body to whoever names that tag (RFC 9110,
 * 13.1.2): a program that polls then carries only what has changed. The tag is weak, as the bytes may be compressed on
 * their way; what an answer has already, it keeps.
 */
export function conditional(answer: HttpResponse, { routeKey, headers }: Request): HttpResponse {
  const { statusCode, body } = answer;
  if (statusCode !== 200 || body === undefined || !/^(GET|HEAD) /.test(routeKey)) return answer;
  const etag = String(answer.headers?.['etag'] ?? `W/${tagOf(body)}`);
  if (!names(headers?.['if-none-match'], etag)) {
    return { ...answer, headers: { ...answer.headers, etag } };
  }
  return { statusCode: 304, headers: { etag } };
}

/** An answer with a strong tag: of something short, which leaves as it is, and which a caller changes who names the tag. */
export function tagged(answer: HttpResponse): HttpResponse {
  return { ...answer, headers: { ...answer.headers, etag: tagOf(answer.body!) } };
}

/**
 * Why something is not replaced: the caller has to name the tag of what he has read (If-Match, RFC 9110, 13.1.1), so that
 * nobody takes back what somebody else has changed meanwhile; `*` replaces whatever is there.
 *
 * @param held what a GET would be answered with now, tagged
 */
export function refusedByTag(
  held: HttpResponse,
  { headers }: Pick<Request, 'headers'>,
): HttpResponse | undefined {
  const field = headers?.['if-match'];
  if (field === undefined) {
    const detail = 'expected the header If-Match: the ETag of what you have read, or * for whatever is there';
    return problem('condition-needed', { code: 'condition-needed', detail });
  }
  const named = field.split(',').map((tag) => tag.trim());
  if (named.includes('*') || named.includes(String(held.headers!['etag']))) return undefined;
  return changedMeanwhile();
}

/** Somebody else was faster. */
export const changedMeanwhile = (): HttpResponse =>
  problem('changed-meanwhile', {
    code: 'changed-meanwhile',
    detail: 'it is not as you have read it any more; nothing was changed',
  });

const tagOf = (body: string) => `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;

/** Tags are compared without their weakness. */
function names(field: string | undefined, etag: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return (field ?? '').split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag));
}
