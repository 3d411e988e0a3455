import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from 'vitest';
import { payloadCheck } from '../../../infra/local/gateway/payload-check.ts';

function verify(headers: IncomingHttpHeaders, body: string): number {
  const check = payloadCheck(headers);
  check.update(Buffer.from(body));
  return check.verify();
}

const digest = (algorithm: string, encoding: 'base64' | 'hex'): string =>
  createHash(algorithm).update('hello').digest(encoding);

describe('headers that promise a body', () => {
  // CRC-32 of "hello" is 3610a686 (gzip -l, python3 zlib.crc32).
  test.each<[string, IncomingHttpHeaders, string]>([
    ['CRC32', { 'x-amz-checksum-crc32': 'NhCmhg==' }, 'BadDigest'],
    ['SHA256', { 'x-amz-checksum-sha256': digest('sha256', 'base64') }, 'BadDigest'],
    ['MD5', { 'content-md5': digest('md5', 'base64') }, 'BadDigest'],
    ['content hash', { 'x-amz-content-sha256': digest('sha256', 'hex') }, 'XAmzContentSHA256Mismatch'],
    ['length', { 'content-length': '5' }, 'IncompleteBody'],
  ])('%s', (_name, headers, code) => {
    expect(verify(headers, 'hello')).toBe(5);
    expect(() => verify(headers, 'hello!')).toThrow(expect.objectContaining({ status: 400, code }));
  });

  test('a trailer is held against the decoded payload, and must come when it was announced', () => {
    const headers = {
      'content-encoding': 'aws-chunked',
      'x-amz-trailer': 'x-amz-checksum-crc32',
      'x-amz-decoded-content-length': '5',
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    };
    const body = (payload: string, trailer: string): string => `5\r\n${payload}\r\n0\r\n${trailer}\r\n`;
    expect(verify(headers, body('hello', 'x-amz-checksum-crc32:NhCmhg==\r\n'))).toBe(5);
    const badDigest = expect.objectContaining({ status: 400, code: 'BadDigest' });
    expect(() => verify(headers, body('hallo', 'x-amz-checksum-crc32:NhCmhg==\r\n'))).toThrow(badDigest);
    expect(() => verify(headers, body('hello', ''))).toThrow(badDigest);
  });
});

test('chunks that are signed one by one are refused, not believed', () => {
  expect(() => payloadCheck({ 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' })).toThrow(
    expect.objectContaining({ status: 501, code: 'NotImplemented' }),
  );
});
