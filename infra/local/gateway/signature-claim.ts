import type { IncomingHttpHeaders } from 'node:http';
import { splitTarget } from '../request-target.ts';
import { Refusal } from './error-format.ts';

export const ALGORITHM = 'AWS4-HMAC-SHA256';

/** The parts of an HTTP request that a signature covers. `url` is the raw request target. */
export type SignedRequest = { method: string; url: string; headers: IncomingHttpHeaders };

/** What a request says about its own signature, before anything of it is believed. */
export type SignatureClaim = {
  readonly accessKeyId: string;
  /** Credential scope, `20260801/eu-central-1/s3/aws4_request`. */
  readonly scope: string;
  readonly region: string;
  readonly service: string;
  /** Time of signing, `20260801T120000Z`. */
  readonly signedAt: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** Seconds for which a presigned URL holds; undefined for a signature in headers. */
  readonly expiresSeconds: number | undefined;
};

/**
 * Reads the claim out of the Authorization header or the query of a presigned URL.
 *
 * @returns undefined when the request is not signed at all.
 * @throws Refusal when it is signed, but not by this scheme.
 */
export function readClaim(request: SignedRequest): SignatureClaim | undefined {
  const { authorization } = request.headers;
  if (authorization !== undefined) return headerClaim(authorization, request.headers['x-amz-date']);
  const query = new URLSearchParams(splitTarget(request.url).query);
  if (query.get('X-Amz-Algorithm') === null) return undefined;
  return claim({
    algorithm: query.get('X-Amz-Algorithm') ?? '',
    credential: query.get('X-Amz-Credential') ?? '',
    signedAt: query.get('X-Amz-Date') ?? '',
    signedHeaders: query.get('X-Amz-SignedHeaders') ?? '',
    signature: query.get('X-Amz-Signature') ?? '',
    expiresSeconds: Number(query.get('X-Amz-Expires') ?? Number.NaN),
  });
}

/** The claim of a form that a browser sends, whose policy is what is signed (form-upload.ts). */
export function formClaim(fields: ReadonlyMap<string, string>): SignatureClaim {
  return claim({
    algorithm: fields.get('x-amz-algorithm') ?? '',
    credential: fields.get('x-amz-credential') ?? '',
    signedAt: fields.get('x-amz-date') ?? '',
    signedHeaders: '',
    signature: fields.get('x-amz-signature') ?? '',
  });
}

function headerClaim(authorization: string, date: string | string[] | undefined): SignatureClaim {
  const [algorithm = '', ...rest] = authorization.split(' ');
  const fields = new Map<string, string>();
  for (const field of rest.join('').split(',')) {
    const equals = field.indexOf('=');
    fields.set(field.slice(0, equals), field.slice(equals + 1));
  }
  return claim({
    algorithm,
    credential: fields.get('Credential') ?? '',
    signedAt: typeof date === 'string' ? date : '',
    signedHeaders: fields.get('SignedHeaders') ?? '',
    signature: fields.get('Signature') ?? '',
  });
}

function claim(parts: {
  algorithm: string;
  credential: string;
  signedAt: string;
  signedHeaders: string;
  signature: string;
  expiresSeconds?: number;
}): SignatureClaim {
  const [accessKeyId = '', day = '', region = '', service = '', end] = parts.credential.split('/');
  const wellFormed =
    parts.algorithm === ALGORITHM &&
    end === 'aws4_request' &&
    /^\d{8}T\d{6}Z$/.test(parts.signedAt) &&
    parts.signedAt.startsWith(day) &&
    /^[0-9a-f]{64}$/.test(parts.signature);
  if (!wellFormed) {
    throw new Refusal(
      400,
      'IncompleteSignature',
      `The request is not signed by ${ALGORITHM} as AWS expects it.`,
    );
  }
  return {
    accessKeyId,
    scope: `${day}/${region}/${service}/${end}`,
    region,
    service,
    signedAt: parts.signedAt,
    signedHeaders: parts.signedHeaders.split(';'),
    signature: parts.signature,
    expiresSeconds: parts.expiresSeconds,
  };
}
