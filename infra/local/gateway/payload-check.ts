import type { IncomingHttpHeaders } from 'node:http';
import { CHECKSUM_HEADERS, type Checksum, hashed } from './checksums.ts';
import { chunkedReader } from './chunked-body.ts';
import { Refusal } from './error-format.ts';

/** Follows an upload as it passes and says at its end whether it is what its headers promise. */
export type PayloadCheck = {
  /** Takes the next raw bytes, as they came over the wire. */
  update(bytes: Uint8Array): void;
  /** @throws Refusal when the body is not the one that was announced. @returns the payload's size in bytes. */
  verify(): number;
};

type Expectation = { checksum: Checksum; expected: () => string | undefined; refusal: () => Refusal };

/**
 * Checks length, Content-MD5, x-amz-content-sha256 and every x-amz-checksum-*, whether it comes as a header
 * or behind the body as a trailer.
 *
 * @throws Refusal (501) when the body is signed chunk by chunk, which SDKs for JavaScript never do.
 */
export function payloadCheck(headers: IncomingHttpHeaders): PayloadCheck {
  const contentHash = header(headers, 'x-amz-content-sha256') ?? '';
  if (contentHash.startsWith('STREAMING-') && !contentHash.startsWith('STREAMING-UNSIGNED-')) {
    throw new Refusal(
      501,
      'NotImplemented',
      'The local gateway does not verify the signatures of single chunks.',
    );
  }
  const chunked = (header(headers, 'content-encoding') ?? '')
    .split(',')
    .some((coding) => coding.trim() === 'aws-chunked');
  const expectations = expectationsOf(headers, contentHash, (name) => reader?.trailers()[name]);
  let bytes = 0;
  const payload = (piece: Uint8Array): void => {
    bytes += piece.length;
    for (const { checksum } of expectations) checksum.update(piece);
  };
  const reader = chunked ? chunkedReader(payload) : undefined;

  return {
    update: reader ? reader.update : payload,
    verify: () => {
      reader?.trailers();
      const announced = header(headers, chunked ? 'x-amz-decoded-content-length' : 'content-length');
      if (announced !== undefined && Number(announced) !== bytes) {
        throw new Refusal(
          400,
          'IncompleteBody',
          'You did not provide the number of bytes specified by the length header',
        );
      }
      for (const { checksum, expected, refusal } of expectations) {
        if (checksum.digest() !== expected()) throw refusal();
      }
      return bytes;
    },
  };
}

function expectationsOf(
  headers: IncomingHttpHeaders,
  contentHash: string,
  trailer: (name: string) => string | undefined,
): Expectation[] {
  const announcedTrailer = header(headers, 'x-amz-trailer')?.trim().toLowerCase();
  const expectations: Expectation[] = [];
  for (const [name, start] of Object.entries(CHECKSUM_HEADERS)) {
    const value = header(headers, name);
    if (value === undefined && announcedTrailer !== name) continue;
    const algorithm = name.slice('x-amz-checksum-'.length).toUpperCase();
    expectations.push({
      checksum: start(),
      expected: () => value ?? trailer(name),
      refusal: () => badDigest(`The ${algorithm} you specified did not match the calculated checksum.`),
    });
  }
  const md5 = header(headers, 'content-md5');
  if (md5 !== undefined) {
    const refusal = (): Refusal => badDigest('The Content-MD5 you specified did not match what we received.');
    expectations.push({ checksum: hashed('md5'), expected: () => md5, refusal });
  }
  if (/^[0-9a-f]{64}$/.test(contentHash)) {
    expectations.push({
      checksum: hashed('sha256', 'hex'),
      expected: () => contentHash,
      refusal: () =>
        new Refusal(
          400,
          'XAmzContentSHA256Mismatch',
          "The provided 'x-amz-content-sha256' header does not match what was computed.",
        ),
    });
  }
  return expectations;
}

function badDigest(message: string): Refusal {
  return new Refusal(400, 'BadDigest', message);
}

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
