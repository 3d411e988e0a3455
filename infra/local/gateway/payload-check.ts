import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Crc32, Crc32c, Crc64Nvme } from '@aws-sdk/checksums/crc';
import { Sha1, Sha256 } from '@aws-sdk/checksums/sha';
import { decodeChunked } from './chunked-body.ts';
import { Refusal } from './error-format.ts';

/** Checksums that S3 offers for uploads, by the name of their header: the SDK's own, which clients make them with. */
const CHECKSUMS = {
  'x-amz-checksum-crc32': Crc32,
  'x-amz-checksum-crc32c': Crc32c,
  'x-amz-checksum-crc64nvme': Crc64Nvme,
  'x-amz-checksum-sha1': Sha1,
  'x-amz-checksum-sha256': Sha256,
};

/**
 * Holds a body against what its headers promise: length, Content-MD5, x-amz-content-sha256 and every
 * x-amz-checksum-*, whether it comes as a header or behind the body as a trailer.
 *
 * @throws Refusal (400) when the body is not the one that was announced; (501) when it is signed chunk by chunk,
 * which SDKs for JavaScript never do.
 */
export async function checkPayload(headers: IncomingHttpHeaders, body: Buffer): Promise<void> {
  const contentHash = header(headers, 'x-amz-content-sha256') ?? '';
  if (contentHash.startsWith('STREAMING-') && !contentHash.startsWith('STREAMING-UNSIGNED-')) {
    throw new Refusal(501, 'NotImplemented', 'The local gateway does not verify the signatures of chunks.');
  }
  const codings = (header(headers, 'content-encoding') ?? '').split(',').map((coding) => coding.trim());
  const chunked = codings.includes('aws-chunked');
  const { payload, trailers } = chunked ? decodeChunked(body) : { payload: body, trailers: {} };
  const announced = header(headers, chunked ? 'x-amz-decoded-content-length' : 'content-length');
  if (announced !== undefined && Number(announced) !== payload.length) {
    throw new Refusal(
      400,
      'IncompleteBody',
      'You did not provide the number of bytes specified by the length header',
    );
  }
  await checkChecksums(headers, trailers, payload);
  const md5 = header(headers, 'content-md5');
  if (md5 !== undefined && md5 !== hash('md5', payload, 'base64')) throw badDigest('Content-MD5');
  if (/^[0-9a-f]{64}$/.test(contentHash) && contentHash !== hash('sha256', payload)) {
    throw new Refusal(
      400,
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }
}

/** A trailer that was announced must come. */
async function checkChecksums(
  headers: IncomingHttpHeaders,
  trailers: Readonly<Record<string, string>>,
  payload: Buffer,
): Promise<void> {
  const announced = header(headers, 'x-amz-trailer')?.trim().toLowerCase();
  for (const [name, Checksum] of Object.entries(CHECKSUMS)) {
    const inHeader = header(headers, name);
    if (inHeader === undefined && announced !== name) continue;
    const checksum = new Checksum();
    checksum.update(payload);
    const computed = Buffer.from(await checksum.digest()).toString('base64');
    if (computed !== (inHeader ?? trailers[name])) {
      throw badDigest(name.slice('x-amz-checksum-'.length).toUpperCase());
    }
  }
}

function badDigest(what: string): Refusal {
  return new Refusal(400, 'BadDigest', `The ${what} you specified did not match what we received.`);
}

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
