import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';

const SERVICES = ['dynamodb', 's3', 'sqs', 'secretsmanager', 'kms', 'monitoring', 'cognito-idp'] as const;
export type Service = (typeof SERVICES)[number];

export function isService(text: string): text is Service {
  return (SERVICES as readonly string[]).includes(text);
}

/** A call that is answered here instead of being forwarded: HTTP status, AWS error code and message. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Errors of the front door, by S3's code: the JSON services share other names for them. */
const JSON_CODES: Readonly<Record<string, string>> = {
  AccessDenied: 'AccessDeniedException',
  SignatureDoesNotMatch: 'InvalidSignatureException',
  InvalidAccessKeyId: 'UnrecognizedClientException',
  MissingAuthenticationToken: 'MissingAuthenticationTokenException',
  IncompleteSignature: 'IncompleteSignatureException',
  InternalError: 'InternalServerError',
};

/** Namespaces of the `__type` that AWS's JSON services put before an error code. */
const JSON_NAMESPACES = {
  dynamodb: 'com.amazonaws.dynamodb.v20120810#',
  sqs: 'com.amazonaws.sqs#',
  secretsmanager: '',
  kms: '',
  monitoring: '',
  'cognito-idp': '',
} as const;

/** Answers a refusal as the service itself would put it on the wire: XML for S3, JSON elsewhere. */
export function sendRefusal(
  response: ServerResponse,
  refusal: Refusal,
  request: { service: Service; method: string | undefined; resource: string },
): void {
  if (response.headersSent) {
    // Too late for words: an answer cut short is the one thing the client cannot take for success.
    response.destroy();
    return;
  }
  const requestId = randomUUID();
  const body =
    request.service === 's3' ? xml(refusal, request.resource, requestId) : json(refusal, request.service);
  response.writeHead(statusOf(refusal, request.service), {
    'content-type': request.service === 's3' ? 'application/xml' : 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(body),
    ...(request.service === 's3' ? { 'x-amz-request-id': requestId } : { 'x-amzn-requestid': requestId }),
    // SQS's errors of old have a name of their own in the query protocol; those of the front door have not.
    ...(request.service === 'sqs' &&
      !JSON_CODES[refusal.code] && {
        'x-amzn-query-error': `${refusal.code};${refusal.status < 500 ? 'Sender' : 'Receiver'}`,
      }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Most services that speak JSON call even a lack of permission a bad request. */
const BAD_REQUEST_WITHOUT_LEAVE: readonly Service[] = [
  'dynamodb',
  'secretsmanager',
  'kms',
  'monitoring',
  'cognito-idp',
];

function statusOf({ status, code }: Refusal, service: Service): number {
  return code === 'AccessDenied' && BAD_REQUEST_WITHOUT_LEAVE.includes(service) ? 400 : status;
}

function json(refusal: Refusal, service: Exclude<Service, 's3'>): string {
  const shared = JSON_CODES[refusal.code];
  const type = shared ? `com.amazon.coral.service#${shared}` : `${JSON_NAMESPACES[service]}${refusal.code}`;
  return JSON.stringify({ __type: type, message: refusal.message });
}

function xml(refusal: Refusal, resource: string, requestId: string): string {
  const element = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`;
  const parts = [
    element('Code', refusal.code),
    element('Message', refusal.message),
    element('Resource', resource),
    element('RequestId', requestId),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${parts.join('')}</Error>`;
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

export function unescapeXml(text: string): string {
  return text
    .replace(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_, hex, decimal) =>
      String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal)),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
