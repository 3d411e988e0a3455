import { createHmac, randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_SECONDS = 30;

/** A secret of 160 bits, in Base32 (RFC 4648). */
export function newSecret(): string {
  return Array.from(randomBytes(32), (byte) => ALPHABET[byte % 32]).join('');
}

/** The code that an authenticator shows (RFC 6238: SHA-1, six digits, every 30 seconds). */
export function oneTimeCode(secret: string, at: number = Date.now()): string {
  const bits = [...secret].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 1000 / STEP_SECONDS)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = digest[digest.length - 1]! & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Whether a code is of now, or of the step before or after, as clocks differ. */
export function isCodeOf(secret: string, code: string, at: number = Date.now()): boolean {
  return [-1, 0, 1].some((steps) => oneTimeCode(secret, at + steps * STEP_SECONDS * 1000) === code);
}
