import type { IncomingHttpHeaders } from 'node:http';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseS3Request, s3Calls, s3Operation } from '../../../infra/local/gateway/s3-actions.ts';

function calls(line: string, headers: IncomingHttpHeaders = {}): string[] {
  const [method = '', target = ''] = line.split(' ');
  const request = parseS3Request(method, target, headers);
  return s3Calls(s3Operation(request), request).map(
    ({ action, resource, context }) => `${action} ${resource}${context ? ` ${JSON.stringify(context)}` : ''}`,
  );
}

const OBJECT = 'arn:aws:s3:::bucket/some/key.csv';

describe('what a request needs', () => {
  test.each<[string, string[]]>([
    ['GET /', ['s3:ListAllMyBuckets *']],
    ['PUT /bucket', ['s3:CreateBucket arn:aws:s3:::bucket']],
    ['HEAD /bucket/', ['s3:ListBucket arn:aws:s3:::bucket']],
    ['DELETE /bucket', ['s3:DeleteBucket arn:aws:s3:::bucket']],
    ['GET /bucket?location', ['s3:GetBucketLocation arn:aws:s3:::bucket']],
    [
      'GET /bucket/?list-type=2&prefix=clinic%3Da%2F&max-keys=5&x-id=ListObjectsV2',
      ['s3:ListBucket arn:aws:s3:::bucket {"s3:prefix":"clinic=a/","s3:max-keys":"5"}'],
    ],
    ['GET /bucket/some/key.csv?x-id=GetObject', [`s3:GetObject ${OBJECT}`]],
    ['HEAD /bucket/some/key.csv', [`s3:GetObject ${OBJECT}`]],
    ['GET /bucket/some/key.csv?attributes', [`s3:GetObject ${OBJECT}`, `s3:GetObjectAttributes ${OBJECT}`]],
    ['PUT /bucket/some/key.csv?x-id=PutObject', [`s3:PutObject ${OBJECT}`]],
    ['PUT /bucket/some/key.csv?X-Amz-Algorithm=A&X-Amz-Signature=b', [`s3:PutObject ${OBJECT}`]],
    ['DELETE /bucket/some/key.csv', [`s3:DeleteObject ${OBJECT}`]],
    ['POST /bucket/some/key.csv?uploads', [`s3:PutObject ${OBJECT}`]],
    ['PUT /bucket/some/key.csv?partNumber=1&uploadId=u', [`s3:PutObject ${OBJECT}`]],
    ['POST /bucket/some/key.csv?uploadId=u', [`s3:PutObject ${OBJECT}`]],
    ['DELETE /bucket/some/key.csv?uploadId=u', [`s3:AbortMultipartUpload ${OBJECT}`]],
  ])('%s', (line, expected) => {
    expect(calls(line)).toEqual(expected);
  });

  test.each(['PUT /bucket/some/key.csv', 'PUT /bucket/some/key.csv?partNumber=1&uploadId=u'])(
    'a copy needs to read its source: %s',
    (line) => {
      expect(calls(line, { 'x-amz-copy-source': '/other/from%20here' })).toEqual([
        's3:GetObject arn:aws:s3:::other/from here',
        `s3:PutObject ${OBJECT}`,
      ]);
    },
  );
});

describe('what is refused, because the store would take it for something else', () => {
  test.each([
    ...[
      'tagging',
      'acl',
      'policy',
      'encryption',
      'versioning',
      'notification',
      'cors',
      'object-lock',
      'retention',
    ],
    ...[
      'legal-hold',
      'publicAccessBlock',
      'ownershipControls',
      'versions',
      'versionId=3',
      'renameObject',
      'torrent',
    ],
  ])('?%s', (subresource) => {
    for (const method of ['GET', 'PUT', 'DELETE', 'POST', 'HEAD']) {
      for (const path of ['/bucket', '/bucket/key']) {
        expect(() => calls(`${method} ${path}?${subresource}`)).toThrow(
          expect.objectContaining({ status: 501, code: 'NotImplemented' }),
        );
      }
    }
  });

  test.each([
    'x-amz-tagging',
    'x-amz-object-lock-mode',
    'x-amz-grant-read',
    'x-amz-website-redirect-location',
  ])('header %s', (header) => {
    expect(() => calls('PUT /bucket/key', { [header]: 'x' })).toThrow(
      expect.objectContaining({ status: 501, message: expect.stringContaining(header) }),
    );
  });

  test.each([
    '/bucket/../../etc/passwd',
    '/bucket/%2e%2e/%2E%2e/x',
    '/bucket/a/./b',
    '/bucket/a%2F..%2Fb',
    '/bucket/a%00',
  ])('the key of %s, which would leave the directory of the store', (path) => {
    expect(() => calls(`PUT ${path}`)).toThrow(
      expect.objectContaining({ status: 400, code: 'InvalidArgument' }),
    );
  });
});

test('a key is asked for as it will be stored, whatever is in it', () => {
  const key = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .filter((text) => !text.split('/').some((part) => /^\.{1,2}$/.test(part)) && !text.includes('\0'));
  fc.assert(
    fc.property(key, (text) => {
      const path = text.split('/').map(encodeURIComponent).join('/');
      const request = parseS3Request('GET', `/bucket/${path}`, {});
      expect(request).toMatchObject({ bucket: 'bucket', key: text });
      expect(s3Calls('GetObject', request)).toEqual([
        { action: 's3:GetObject', resource: `arn:aws:s3:::bucket/${text}` },
      ]);
    }),
  );
});
