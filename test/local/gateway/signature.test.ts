import { createHash } from 'node:crypto';
import type { HttpRequest } from '@smithy/types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../infra/local/gateway/error-format.ts';
import { verifySignature } from '../../../infra/local/gateway/signature.ts';
import { readClaim, type SignedRequest } from '../../../infra/local/gateway/signature-claim.ts';
import { sdkSigner } from './sdk-signer.ts';

// Credentials and requests of AWS's published examples:
// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const EMPTY = createHash('sha256').digest('hex');

/** GET Object with a range; the signature ends in 6036bdb41 in AWS's text. */
const GET_OBJECT: SignedRequest = {
  method: 'GET',
  url: '/test.txt',
  headers: {
    host: 'examplebucket.s3.amazonaws.com',
    range: 'bytes=0-9',
    'x-amz-content-sha256': EMPTY,
    'x-amz-date': '20130524T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, ' +
      'SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, ' +
      'Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  },
};

/** The presigned URL of AWS's text, valid for a day. */
const PRESIGNED: SignedRequest = {
  method: 'GET',
  url:
    '/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256' +
    '&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request' +
    '&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host' +
    '&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  headers: { host: 'examplebucket.s3.amazonaws.com' },
};

function verify(request: SignedRequest, payloadHash: string, at: string, secret = SECRET): string {
  const claim = readClaim(request);
  if (!claim) return 'unsigned';
  try {
    verifySignature(request, claim, secret, payloadHash, new Date(at));
    return 'good';
  } catch (error) {
    if (error instanceof Refusal) return `${error.status} ${error.code}: ${error.message}`;
    throw error;
  }
}

describe("AWS's published examples", () => {
  test('a signature in headers', () => {
    expect(verify(GET_OBJECT, EMPTY, '2013-05-24T00:00:00Z')).toBe('good');
  });

  test('a presigned URL', () => {
    expect(verify(PRESIGNED, 'UNSIGNED-PAYLOAD', '2013-05-24T12:00:00Z')).toBe('good');
  });

  test('the claim says who signed what', () => {
    expect(readClaim(GET_OBJECT)).toMatchObject({
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      region: 'us-east-1',
      service: 's3',
      expiresSeconds: undefined,
    });
  });
});

describe('what is refused', () => {
  test('another secret, method, path, header or body', () => {
    const mismatch = /^403 SignatureDoesNotMatch/;
    const at = '2013-05-24T00:00:00Z';
    expect(verify(GET_OBJECT, EMPTY, at, 'another secret')).toMatch(mismatch);
    expect(verify({ ...GET_OBJECT, method: 'DELETE' }, EMPTY, at)).toMatch(mismatch);
    expect(verify({ ...GET_OBJECT, url: '/other.txt' }, EMPTY, at)).toMatch(mismatch);
    expect(verify({ ...GET_OBJECT, url: '/test.txt?acl' }, EMPTY, at)).toMatch(mismatch);
    const range = { ...GET_OBJECT, headers: { ...GET_OBJECT.headers, range: 'bytes=0-99' } };
    expect(verify(range, EMPTY, at)).toMatch(mismatch);
    expect(verify(GET_OBJECT, createHash('sha256').update('x').digest('hex'), at)).toMatch(mismatch);
  });

  test('a clock more than 15 minutes off, on either side', () => {
    expect(verify(GET_OBJECT, EMPTY, '2013-05-24T00:15:00Z')).toBe('good');
    expect(verify(GET_OBJECT, EMPTY, '2013-05-24T00:15:01Z')).toMatch(/^403 RequestTimeTooSkewed/);
    expect(verify(GET_OBJECT, EMPTY, '2013-05-23T23:44:59Z')).toMatch(/^403 RequestTimeTooSkewed/);
  });

  test('a presigned URL after its last second, or long before its first', () => {
    expect(verify(PRESIGNED, 'UNSIGNED-PAYLOAD', '2013-05-25T00:00:00Z')).toBe('good');
    expect(verify(PRESIGNED, 'UNSIGNED-PAYLOAD', '2013-05-25T00:00:01Z')).toBe(
      '403 AccessDenied: Request has expired',
    );
    expect(verify(PRESIGNED, 'UNSIGNED-PAYLOAD', '2013-05-23T00:00:00Z')).toBe(
      '403 AccessDenied: Request is not valid yet',
    );
  });

  test('a header that S3 would act on and that was not signed', () => {
    const headers = { ...GET_OBJECT.headers, 'x-amz-copy-source': '/bucket/secret' };
    expect(verify({ ...GET_OBJECT, headers }, EMPTY, '2013-05-24T00:00:00Z')).toMatch(
      /^403 AccessDenied: There were headers present in the request which were not signed: x-amz-copy-source/,
    );
  });

  test('another scheme, and a request that is not signed', () => {
    const other = { ...GET_OBJECT, headers: { authorization: 'Basic dXNlcjpwYXNz' } };
    expect(() => readClaim(other)).toThrow(
      expect.objectContaining({ status: 400, code: 'IncompleteSignature' }),
    );
    expect(readClaim({ method: 'GET', url: '/test.txt', headers: {} })).toBeUndefined();
  });
});

describe("the SDK's signer", () => {
  test.each(['s3', 'sqs'])('agrees on any path, query and header value (%s)', async (service) => {
    const signer = sdkSigner({
      service,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'AKID', secretAccessKey: SECRET },
    });
    const part = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((text) => !/^\.+$/.test(text));
    const cases = fc.record({
      path: fc.array(part, { minLength: 1, maxLength: 3 }),
      query: fc.dictionary(
        part.filter((name) => !/^x-amz/i.test(name) && name !== '__proto__'),
        part,
        { maxKeys: 4 },
      ),
      header: fc.string({ maxLength: 20 }),
      body: fc.string(),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ path, query, header, body }) => {
        const encodedPath = `/${path.map(encodeURIComponent).join('/')}`;
        const unsigned: HttpRequest = {
          method: 'PUT',
          protocol: 'http:',
          hostname: '127.0.0.1',
          path: encodedPath,
          query,
          headers: { host: '127.0.0.1:4000', 'x-amz-meta-note': header },
          body,
        };
        const signed = await signer.sign(unsigned, { signingDate: new Date('2026-08-01T12:00:00Z') });
        const search = Object.entries(query).map((pair) => pair.map(encodeURIComponent).join('='));
        const request: SignedRequest = {
          method: 'PUT',
          url: search.length ? `${encodedPath}?${search.join('&')}` : encodedPath,
          headers: signed.headers,
        };
        const payloadHash = createHash('sha256').update(body).digest('hex');
        expect(verify(request, payloadHash, '2026-08-01T12:00:00Z')).toBe('good');
      }),
      { numRuns: 300 },
    );
  });
});
