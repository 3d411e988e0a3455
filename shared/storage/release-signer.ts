import { createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { keyFingerprint } from '../releases/key-fingerprint.ts';
import type { Signer } from '../releases/render-release.ts';

/** The fingerprint of a KMS key's public half; asked for once and not again unless that failed. */
export function createKeyFingerprint(client: KMSClient, keyId: string): () => Promise<string> {
  const signer = createReleaseSigner(client, keyId);
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

/** Signs by an asymmetric KMS key, which never leaves KMS. */
export function createReleaseSigner(client: KMSClient, keyId: string): Signer {
  return {
    async sign(message) {
      const { Signature } = await client.send(
        new SignCommand({
          KeyId: keyId,
          Message: message,
          MessageType: 'RAW',
          SigningAlgorithm: 'ECDSA_SHA_256',
        }),
      );
      return Signature!;
    },
    async publicKeyPem() {
      const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
      const key = createPublicKey({ key: Buffer.from(PublicKey!), format: 'der', type: 'spki' });
      return key.export({ format: 'pem', type: 'spki' }).toString();
    },
  };
}
