import { type BinaryLike, createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Checksum } from '@smithy/types';

/** Node's SHA-256 in the shape that the SDK's signer takes. */
class Sha256 implements Checksum {
  readonly #hash;

  constructor(secret?: unknown) {
    this.#hash =
      secret === undefined ? createHash('sha256') : createHmac('sha256', secret as string | Uint8Array);
  }

  update(data: unknown): void {
    this.#hash.update(data as BinaryLike);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    throw new Error('one hash for one text');
  }
}

/** The SDK's own SigV4 signer, as the clients use it. */
export function sdkSigner(options: {
  service: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
}): SignatureV4 {
  return new SignatureV4({
    ...options,
    sha256: Sha256,
    uriEscapePath: options.service !== 's3',
    applyChecksum: true,
  });
}
