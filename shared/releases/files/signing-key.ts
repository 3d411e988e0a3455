import { keyFingerprint } from './key-fingerprint.ts';
import type { Signer } from './render-release.ts';

/** The fingerprint of a signer's public key; asked for once and not again unless that failed. */
export function createKeyFingerprint(signer: Pick<Signer, 'publicKeyPem'>): () => Promise<string> {
  let known: Promise<string> | undefined;
  return () => {
    known ??= signer
      .publicKeyPem()
      .then(keyFingerprint)
      .catch((error: unknown) => {
        known = undefined;
        throw error;
      });
    return known;
  };
}
