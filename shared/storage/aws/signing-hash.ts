import { createHash, createHmac, createSecretKey, type Hash, type Hmac, type KeyObject } from 'node:crypto';

/** What the SDK hashes and signs by. */
type Content = string | ArrayBuffer | ArrayBufferView;

/** The SDK asks by one and the same array all day: its signing key of a day, service and region. */
const keys = new WeakMap<object, KeyObject>();

/** Node 24 finds out by a thrown error that bytes are no key object; as a text or a key object it takes a quarter of the time. */
function keyOf(secret: Content): string | KeyObject {
  if (typeof secret === 'string') return secret;
  const held = keys.get(secret) ?? createSecretKey(bytesOf(secret));
  keys.set(secret, held);
  return held;
}

const bytesOf = (content: Exclude<Content, string>): Uint8Array =>
  ArrayBuffer.isView(content)
    ? new Uint8Array(content.buffer, content.byteOffset, content.byteLength)
    : new Uint8Array(content);

/**
 * SHA-256 for the SDK's signatures, for the configuration of a client (`sha256`): what its own comes to, in half of the time.
 * Two of the four hashes of a request have a key.
 */
export class SigningHash {
  readonly #secret: Content | undefined;
  #hash: Hash | Hmac;

  constructor(secret?: Content) {
    this.#secret = secret;
    this.#hash = this.#begun();
  }

  update(content: Content, encoding?: 'utf8' | 'ascii' | 'latin1'): void {
    if (typeof content === 'string') this.#hash.update(content, encoding ?? 'utf8');
    else this.#hash.update(bytesOf(content));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {
    this.#hash = this.#begun();
  }

  #begun(): Hash | Hmac {
    return this.#secret === undefined ? createHash('sha256') : createHmac('sha256', keyOf(this.#secret));
  }
}
