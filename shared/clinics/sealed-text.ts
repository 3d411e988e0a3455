import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Text under a key of 32 bytes: AES-256-GCM, as IV, ciphertext and tag.
 *
 * @param boundTo in clear elsewhere: what was sealed for one thing does not open as another's
 */
export function sealedText(key: Uint8Array, text: string, boundTo = ''): Uint8Array {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(boundTo, 'utf8'));
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** What `sealedText` has sealed. @throws Error for another key, for something else, and for what was changed */
export function openedText(key: Uint8Array, sealed: Uint8Array, boundTo = ''): string {
  const end = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(boundTo, 'utf8')).setAuthTag(sealed.subarray(end));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, end)), decipher.final()]).toString('utf8');
}
