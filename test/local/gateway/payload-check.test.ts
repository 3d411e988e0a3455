import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from 'vitest';
import { checkPayload } from '../../../infra/local/gateway/payload-check.ts';

const check = (headers: IncomingHttpHeaders, body: string): Promise<void> =>
  checkPayload(headers, Buffer.from(body));

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
  ])('%s', async (_name, headers, code) => {
    await check(headers, 'hello');
    await expect(check(headers, 'hello!')).rejects.toEqual(expect.objectContaining({ status: 400, code }));
  });

  test('a trailer is held against the decoded payload, and must come when it was announced', async () => {
    const headers = {
      'content-encoding': 'aws-chunked',
      'x-amz-trailer': 'x-amz-checksum-crc32',
      'x-amz-decoded-content-length': '5',
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    };
    const body = (payload: string, trailer: string): string => `5\r\n${payload}\r\n0\r\n${trailer}\r\n`;
    await check(headers, body('hello', 'x-amz-checksum-crc32:NhCmhg==\r\n'));
    const badDigest = expect.objectContaining({ status: 400, code: 'BadDigest' });
    await expect(check(headers, body('hallo', 'x-amz-checksum-crc32:NhCmhg==\r\n'))).rejects.toEqual(
      badDigest,
    );
    await expect(check(headers, body('hello', ''))).rejects.toEqual(badDigest);
  });
});

describe('check values over the text 123456789', () => {
  // "check" of CRC-32/ISO-HDLC, CRC-32/ISCSI and CRC-64/NVME in https://reveng.sourceforge.io/crc-catalogue/all.htm
  test.each([
    ['x-amz-checksum-crc32', 'cbf43926'],
    ['x-amz-checksum-crc32c', 'e3069283'],
    ['x-amz-checksum-crc64nvme', 'ae8b14860a799888'],
    // openssl dgst -sha1 and -sha256 of the same text
    ['x-amz-checksum-sha1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
    ['x-amz-checksum-sha256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
  ])('%s', async (header, value) => {
    const headers = { [header]: Buffer.from(value, 'hex').toString('base64') };
    await check(headers, '123456789');
    await expect(check(headers, '123456780')).rejects.toMatchObject({ code: 'BadDigest' });
  });
});

test('chunks that are signed one by one are refused, not believed', async () => {
  await expect(check({ 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' }, '')).rejects.toEqual(
    expect.objectContaining({ status: 501, code: 'NotImplemented' }),
  );
});
