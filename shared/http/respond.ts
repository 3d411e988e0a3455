import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Refusal } from '../records/refusal.ts';
import { PROBLEM_TYPES, type ProblemType, problemUri } from './problem-types.ts';

export type HttpResponse = APIGatewayProxyStructuredResultV2;

/** A JSON answer. */
export function json(statusCode: number, body: unknown): HttpResponse {
  return jsonText(statusCode, JSON.stringify(body));
}

/** A JSON answer that is text already. */
export function jsonText(statusCode: number, body: string): HttpResponse {
  return { statusCode, headers: { 'content-type': 'application/json; charset=utf-8' }, body };
}

/** An answer in FHIR R4. */
export function fhir(statusCode: number, resource: unknown): HttpResponse {
  return {
    statusCode,
    headers: { 'content-type': 'application/fhir+json; fhirVersion=4.0; charset=utf-8' },
    body: JSON.stringify(resource),
  };
}

/** An answer with the seconds after which it is worth asking again: what was asked for is under way. */
export function askedAgain(answer: HttpResponse, seconds: number): HttpResponse {
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(seconds) } };
}

/** What one occurrence of a problem adds to its type. */
export type ProblemDetails = {
  /** Stable, for programs: which rule was broken. */
  code: string;
  /** One sentence for people. */
  detail: string;
  /** A URI reference of this occurrence, where somebody could look for it. */
  instance?: string;
  refusals?: readonly Refusal[];
};

/** A refusal of the whole request, as RFC 9457 problem details. */
export function problem(
  type: ProblemType,
  { code, detail, instance, refusals }: ProblemDetails,
): HttpResponse {
  const { status, title } = PROBLEM_TYPES[type];
  return {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8' },
    body: JSON.stringify({ type: problemUri(type), title, status, detail, instance, code, refusals }),
  };
}

/** Shorter answers gain nothing. */
const SHORTEST_COMPRESSED = 16_384;

/** The answer compressed when it is long and the caller can read it: Lambda carries 6 MB at most. */
export function compressed(answer: HttpResponse, acceptEncoding: string | undefined): HttpResponse {
  const { body, isBase64Encoded } = answer;
  // What is bytes already, such as a PDF, has been packed by whoever made it.
  if (!body || isBase64Encoded || body.length < SHORTEST_COMPRESSED || !/\bgzip\b/.test(acceptEncoding ?? ''))
    return answer;
  return {
    ...answer,
    headers: { ...answer.headers, 'content-encoding': 'gzip', vary: 'accept-encoding' },
    body: gzipSync(body).toString('base64'),
    isBase64Encoded: true,
  };
}
