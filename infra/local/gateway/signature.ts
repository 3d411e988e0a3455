import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from 'node:crypto';
import { splitTarget } from '../request-target.ts';
import { canonicalPath, canonicalQuery, canonicalValue } from './canonical-request.ts';
import { Refusal } from './error-format.ts';
import { ALGORITHM, type SignatureClaim, type SignedRequest } from './signature-claim.ts';

/**
 * AWS Signature Version 4, the side that verifies: as headers and as a presigned URL.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */

/** AWS accepts a clock that is up to 15 minutes off, and presigned URLs for up to a week. */
const SKEW_MILLISECONDS = 15 * 60_000;
const LONGEST_EXPIRY_SECONDS = 7 * 24 * 3_600;

/**
 * The hash of the body that a signature is made over. S3 lets the client declare it, and the body is held
 * against the declaration while it streams (`payloadCheck`); elsewhere it is the body's own.
 */
export function bodyHash(request: SignedRequest, body?: Buffer): string {
  if (body) return hash('sha256', body);
  const declared = request.headers['x-amz-content-sha256'];
  if (typeof declared === 'string') return declared;
  const inQuery = new URLSearchParams(splitTarget(request.url).query).get('X-Amz-Content-Sha256');
  return inQuery ?? 'UNSIGNED-PAYLOAD';
}

/**
 * Verifies a claim against the secret that belongs to its access key.
 *
 * @param payloadHash hex SHA-256 of the body, or what the caller declared in its place (UNSIGNED-PAYLOAD).
 * @throws Refusal when the signature is another, too old, from the future, or does not cover what it must.
 */
export function verifySignature(
  request: SignedRequest,
  claim: SignatureClaim,
  secretAccessKey: string,
  payloadHash: string,
  now: Date,
): void {
  const canonicalRequest = [
    request.method,
    canonicalPath(request.url, claim.service),
    canonicalQuery(splitTarget(request.url).query),
    ...claim.signedHeaders.map((name) => `${name}:${canonicalValue(request.headers[name])}`),
    '',
    claim.signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
  const toSign = [ALGORITHM, claim.signedAt, claim.scope, hash('sha256', canonicalRequest)].join('\n');
  requireSignature(toSign, claim, secretAccessKey);
  requireCoverage(request, claim);
  requireFreshness(claim, now);
}

/**
 * Verifies that a form's policy was signed by the secret of its access key. How long it holds the policy itself says.
 *
 * @throws Refusal when the signature is another
 */
export function verifyPolicySignature(policy: string, claim: SignatureClaim, secretAccessKey: string): void {
  requireSignature(policy, claim, secretAccessKey);
}

function requireSignature(toSign: string, claim: SignatureClaim, secretAccessKey: string): void {
  const expected = createHmac('sha256', signingKey(secretAccessKey, claim.scope)).update(toSign).digest();
  const given = Buffer.from(claim.signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw badSignature(
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    );
  }
}

/** What is sent to S3 beside the signature could be changed on the way, so S3 refuses it; so does AWS elsewhere for `host`. */
function requireCoverage(request: SignedRequest, { service, signedHeaders }: SignatureClaim): void {
  const required = Object.keys(request.headers).filter(
    (name) => name === 'host' || (service === 's3' && name.startsWith('x-amz-')),
  );
  const missing = required.filter((name) => !signedHeaders.includes(name));
  if (missing.length > 0) {
    throw new Refusal(
      403,
      'AccessDenied',
      `There were headers present in the request which were not signed: ${missing.join(', ')}`,
    );
  }
}

function requireFreshness(claim: SignatureClaim, now: Date): void {
  const signedAt = Date.parse(claim.signedAt.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z'));
  const age = now.getTime() - signedAt;
  if (claim.expiresSeconds === undefined) {
    if (Math.abs(age) <= SKEW_MILLISECONDS) return;
    throw claim.service === 's3'
      ? new Refusal(
          403,
          'RequestTimeTooSkewed',
          'The difference between the request time and the current time is too large.',
        )
      : badSignature(`Signature expired or not yet current: signed at ${claim.signedAt}.`);
  }
  if (!(claim.expiresSeconds >= 1 && claim.expiresSeconds <= LONGEST_EXPIRY_SECONDS)) {
    throw new Refusal(
      400,
      'AuthorizationQueryParametersError',
      `X-Amz-Expires must be a number of seconds from 1 to ${LONGEST_EXPIRY_SECONDS}.`,
    );
  }
  if (age < -SKEW_MILLISECONDS) throw new Refusal(403, 'AccessDenied', 'Request is not valid yet');
  if (age > claim.expiresSeconds * 1_000) throw new Refusal(403, 'AccessDenied', 'Request has expired');
}

/** S3's code; see error-format.ts for what the JSON services call it. */
function badSignature(message: string): Refusal {
  return new Refusal(403, 'SignatureDoesNotMatch', message);
}

/**
 * Four HMACs that stay the same for a key, a day, a region and a service. Kept as key objects: an HMAC with
 * a Buffer for its key takes Node five times as long.
 */
const signingKeys = new Map<string, KeyObject>();

function signingKey(secretAccessKey: string, scope: string): KeyObject {
  const name = `${secretAccessKey}\n${scope}`;
  const known = signingKeys.get(name);
  if (known) return known;
  let bytes: Buffer = Buffer.from(`AWS4${secretAccessKey}`);
  for (const part of scope.split('/')) bytes = createHmac('sha256', bytes).update(part).digest();
  const key = createSecretKey(bytes);
  if (signingKeys.size > 1_000) signingKeys.clear();
  signingKeys.set(name, key);
  return key;
}
