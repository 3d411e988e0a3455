import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeChunked } from '../../../infra/local/gateway/chunked-body.ts';

function encode(chunks: readonly Uint8Array[], trailers: Readonly<Record<string, string>> = {}): Buffer {
  const lines = Object.entries(trailers).map(([name, value]) => `${name}:${value}\r\n`);
  return Buffer.concat([
    ...chunks.flatMap((chunk) => [
      Buffer.from(`${chunk.length.toString(16)}\r\n`),
      chunk,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`0\r\n${lines.join('')}\r\n`),
  ]);
}

test("AWS's example of a trailing checksum", () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html: 65536 + 1024 bytes of "a"
  const a = (length: number): Buffer => Buffer.alloc(length, 'a');
  const body = encode([a(65_536), a(1_024)], { 'x-amz-checksum-crc32c': 'sOO8/Q==' });
  const { payload, trailers } = decodeChunked(body);
  expect(payload.equals(a(66_560))).toBe(true);
  expect(trailers).toEqual({ 'x-amz-checksum-crc32c': 'sOO8/Q==' });
});

test('any payload comes out as it went in', () => {
  const chunk = fc.uint8Array({ minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 5 }), (chunks) => {
      const { payload, trailers } = decodeChunked(encode(chunks, { 'X-Amz-Checksum-Sha256': 'abc=' }));
      expect(payload.equals(Buffer.concat(chunks))).toBe(true);
      expect(trailers).toEqual({ 'x-amz-checksum-sha256': 'abc=' });
    }),
  );
});

describe('what is refused', () => {
  test('a body that broke off', () => {
    const whole = encode([Buffer.from('hello')]);
    for (let length = 0; length < whole.length - 2; length += 1) {
      expect(() => decodeChunked(whole.subarray(0, length))).toThrow(
        expect.objectContaining({ status: 400, code: 'IncompleteBody' }),
      );
    }
  });

  test('a body that is not in this coding', () => {
    expect(() => decodeChunked(Buffer.from('hello world\r\n'))).toThrow(
      expect.objectContaining({ status: 400, code: 'InvalidChunkSizeError' }),
    );
    expect(() => decodeChunked(Buffer.alloc(10_000, 'a'))).toThrow(
      expect.objectContaining({ code: 'InvalidChunkSizeError' }),
    );
    expect(() => decodeChunked(Buffer.from('3\r\nabcd\r\n0\r\n\r\n'))).toThrow(
      expect.objectContaining({ code: 'InvalidChunkSizeError' }),
    );
  });
});
