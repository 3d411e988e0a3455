import { isRecord } from '../assembly/template.ts';

/** What goes back to the client. */
export type HttpResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
};

/** An answer of API Gateway itself. */
export function gatewayResponse(
  status: number,
  message: string,
  headers: Record<string, string> = {},
): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    cookies: [],
    body: Buffer.from(JSON.stringify({ message })),
  };
}

export const INTERNAL_SERVER_ERROR = gatewayResponse(500, 'Internal Server Error');

/**
 * Maps what a function returned, payload format 2.0. Without a `statusCode` the whole answer is the body of a
 * 200 of type application/json: a string as it is, anything else as JSON. With one it says itself what
 * to send; an answer that is malformed then is an internal server error.
 *
 * @param payload JSON text as the function's runtime sent it
 */
export function functionResponse(payload: string): HttpResponse {
  const answer: unknown = payload === '' ? null : JSON.parse(payload);
  if (!isRecord(answer) || answer['statusCode'] === undefined) {
    const body = typeof answer === 'string' ? answer : payload;
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      cookies: [],
      body: Buffer.from(body),
    };
  }
  const status = Number(answer['statusCode']);
  const { body = '', headers = {}, cookies = [] } = answer;
  if (!Number.isInteger(status) || status < 100 || status > 599) return INTERNAL_SERVER_ERROR;
  if (body !== null && typeof body !== 'string') return INTERNAL_SERVER_ERROR;
  if (!isScalarRecord(headers) || !isStringList(cookies)) return INTERNAL_SERVER_ERROR;
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
  return {
    status,
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...Object.fromEntries(named) },
    cookies,
    body: Buffer.from(body ?? '', answer['isBase64Encoded'] === true ? 'base64' : 'utf8'),
  };
}

function isScalarRecord(value: unknown): value is Record<string, string | number | boolean> {
  return isRecord(value) && Object.values(value).every((entry) => typeof entry !== 'object');
}

function isStringList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
