import { createHash, createPublicKey } from 'node:crypto';

/**
 * What a public key is known by: SHA-256 of its DER form (SubjectPublicKeyInfo), as 64 hexadecimal digits. It is told
 * by another way than the files that the key is among: whoever replaces both key and signature cannot keep it.
 *
 * @param pem such as `signing-key.pem`
 * @throws Error for what is no public key
 */
export function keyFingerprint(pem: string): string {
  return createHash('sha256')
    .update(createPublicKey(pem).export({ format: 'der', type: 'spki' }))
    .digest('hex');
}

/**
 * Reads a fingerprint as people write it: in capitals, with colons or spaces, after `sha256:`.
 *
 * @returns undefined for anything else
 */
export function readFingerprint(text: string): string | undefined {
  const digits = text
    .toLowerCase()
    .replace(/^sha-?256[:=]/, '')
    .replace(/[:\s]/g, '');
  return /^[0-9a-f]{64}$/.test(digits) ? digits : undefined;
}
