import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** A digest that is fed in pieces and read once, in base64 as S3's headers carry it. */
export type Checksum = { update(bytes: Uint8Array): void; digest(): string };

/** Checksums that S3 offers for uploads, by the name of their header. */
export const CHECKSUM_HEADERS: Readonly<Record<string, () => Checksum>> = {
  'x-amz-checksum-crc32': () => crc((bytes, before) => crc32(bytes, before)),
  'x-amz-checksum-crc32c': () => crc((bytes, before) => crc32c(bytes, before)),
  'x-amz-checksum-crc64nvme': crc64nvme,
  'x-amz-checksum-sha1': () => hashed('sha1'),
  'x-amz-checksum-sha256': () => hashed('sha256'),
};

export function hashed(
  algorithm: 'md5' | 'sha1' | 'sha256',
  encoding: 'base64' | 'hex' = 'base64',
): Checksum {
  const hash = createHash(algorithm);
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest(encoding) };
}

function crc(next: (bytes: Uint8Array, before: number) => number): Checksum {
  let value = 0;
  return {
    update: (bytes) => {
      value = next(bytes, value);
    },
    digest: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value >>> 0);
      return bytes.toString('base64');
    },
  };
}

/** Reflected polynomial of CRC-32C (Castagnoli), RFC 3720 appendix B.4. */
const CASTAGNOLI = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0x82f63b78 : 0);
  return remainder >>> 0;
});

function crc32c(bytes: Uint8Array, before: number): number {
  let value = ~before;
  for (const byte of bytes) value = (value >>> 8) ^ (CASTAGNOLI[(value ^ byte) & 0xff] ?? 0);
  return ~value >>> 0;
}

/** Reflected polynomial 0x9a6c9329ac4bc9b5 of CRC-64/NVME, in two halves: BigInt would be 50 times slower. */
const NVME = ((): { high: Uint32Array; low: Uint32Array } => {
  const high = new Uint32Array(256);
  const low = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte += 1) {
    let [upper, lower] = [0, byte];
    for (let bit = 0; bit < 8; bit += 1) {
      const odd = lower & 1;
      lower = (lower >>> 1) | ((upper & 1) << 31);
      upper >>>= 1;
      if (odd) [upper, lower] = [upper ^ 0x9a6c9329, lower ^ 0xac4bc9b5];
    }
    high[byte] = upper;
    low[byte] = lower;
  }
  return { high, low };
})();

function crc64nvme(): Checksum {
  let [upper, lower] = [0xffffffff, 0xffffffff];
  return {
    update: (bytes) => {
      for (const byte of bytes) {
        const index = (lower ^ byte) & 0xff;
        lower = ((lower >>> 8) | (upper << 24)) ^ (NVME.low[index] ?? 0);
        upper = (upper >>> 8) ^ (NVME.high[index] ?? 0);
      }
    },
    digest: () => {
      const bytes = Buffer.alloc(8);
      bytes.writeUInt32BE(~upper >>> 0, 0);
      bytes.writeUInt32BE(~lower >>> 0, 4);
      return bytes.toString('base64');
    },
  };
}
