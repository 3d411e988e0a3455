import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHECKSUM_HEADERS } from '../../../infra/local/gateway/checksums.ts';

function digest(header: string, ...pieces: (string | Uint8Array)[]): string {
  const checksum = CHECKSUM_HEADERS[header]?.();
  if (!checksum) throw new Error(`no checksum ${header}`);
  for (const piece of pieces) checksum.update(Buffer.from(piece));
  return checksum.digest();
}

const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

describe('check values over the text 123456789', () => {
  // "check" of CRC-32/ISO-HDLC, CRC-32/ISCSI and CRC-64/NVME in https://reveng.sourceforge.io/crc-catalogue/all.htm
  test.each([
    ['x-amz-checksum-crc32', 'cbf43926'],
    ['x-amz-checksum-crc32c', 'e3069283'],
    ['x-amz-checksum-crc64nvme', 'ae8b14860a799888'],
    // openssl dgst -sha1 and -sha256 of the same text
    ['x-amz-checksum-sha1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
    ['x-amz-checksum-sha256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
  ])('%s', (header, check) => {
    expect(digest(header, '123456789')).toBe(base64(check));
  });
});

test.each(Object.keys(CHECKSUM_HEADERS))('%s does not depend on how the bytes are cut', (header) => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 }), (pieces) => {
      expect(digest(header, ...pieces)).toBe(digest(header, Buffer.concat(pieces)));
    }),
  );
});
