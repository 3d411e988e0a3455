import { createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';

/** Signs by an asymmetric KMS key, which never leaves KMS: ECDSA over P-256 and SHA-256, in DER. */
export function createKmsSigner(client: KMSClient, keyId: string) {
  return {
    async sign(message: Uint8Array): Promise<Uint8Array> {
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
    async publicKeyPem(): Promise<string> {
      const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: keyId }));
      const key = createPublicKey({ key: Buffer.from(PublicKey!), format: 'der', type: 'spki' });
      return key.export({ format: 'pem', type: 'spki' }).toString();
    },
  };
}
