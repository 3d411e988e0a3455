import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { arn as arnNamed } from '../account.ts';
import type { Call } from './authorization.ts';
import { Refusal } from './error-format.ts';
import { writeWhole } from './write-whole.ts';

/** A small KMS: as much as functions need to sign, and the runner to create a key. */
export type SigningKeys = {
  /** Creates the key unless it exists; it is kept in the folder of keys. */
  create(arn: string): Promise<void>;
  /** @throws Refusal (400) for an operation that is not offered. */
  callsOf(operation: string, input: KmsInput): Call[];
  /** Answers one API call. @throws Refusal such as NotFoundException. */
  answer(operation: string, input: KmsInput): object;
};

type KmsInput = {
  KeyId?: string;
  /** Base64. */
  Message?: string;
  MessageType?: string;
  SigningAlgorithm?: string;
};

const OPERATIONS = ['Sign', 'GetPublicKey'];
const ALGORITHM = 'ECDSA_SHA_256';
/** KMS hashes a message itself up to this length. */
const LONGEST_MESSAGE_BYTES = 4_096;

/**
 * Asymmetric keys of the kind ECC_NIST_P256, generated here.
 *
 * @param directory holds each private key in clear, readable by its owner alone
 */
export function openSigningKeys(directory: string): SigningKeys {
  const arnPrefix = arnNamed('kms', 'key/');
  const arnOf = (id: string) => (id.startsWith('arn:') ? id : `${arnPrefix}${id}`);
  const fileOf = (arn: string) => join(directory, `${arn.slice(arnPrefix.length)}.pem`);
  const read = (arn: string): string | undefined => {
    if (!/^[0-9a-z-]+$/.test(arn.slice(arnPrefix.length))) return undefined;
    try {
      return readFileSync(fileOf(arn), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };

  return {
    create: async (arn) => {
      if (read(arn) !== undefined) return;
      const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      mkdirSync(directory, { recursive: true });
      await writeWhole(fileOf(arn), privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
    },
    callsOf: (operation, { KeyId = '' }) => {
      if (!OPERATIONS.includes(operation)) {
        throw new Refusal(400, 'InvalidAction', `kms:${operation} is not offered locally`);
      }
      return [{ action: `kms:${operation}`, resource: arnOf(KeyId) }];
    },
    answer: (operation, input) => {
      const arn = arnOf(input.KeyId ?? '');
      const pem = read(arn);
      if (pem === undefined) throw new Refusal(400, 'NotFoundException', `Key '${arn}' does not exist`);
      if (operation === 'GetPublicKey') {
        const publicKey = createPublicKey(pem).export({ format: 'der', type: 'spki' });
        return {
          KeyId: arn,
          PublicKey: publicKey.toString('base64'),
          KeySpec: 'ECC_NIST_P256',
          KeyUsage: 'SIGN_VERIFY',
          SigningAlgorithms: [ALGORITHM],
        };
      }
      const signature = sign('sha256', messageOf(input), createPrivateKey(pem));
      return { KeyId: arn, Signature: signature.toString('base64'), SigningAlgorithm: ALGORITHM };
    },
  };
}

function messageOf({ Message = '', MessageType = 'RAW', SigningAlgorithm }: KmsInput): Buffer {
  if (SigningAlgorithm !== ALGORITHM) {
    throw new Refusal(400, 'InvalidKeyUsageException', `the key signs by ${ALGORITHM} only`);
  }
  if (MessageType !== 'RAW') {
    throw new Refusal(400, 'ValidationException', 'only messages of the type RAW can be signed locally');
  }
  const message = Buffer.from(Message, 'base64');
  if (message.length > 0 && message.length <= LONGEST_MESSAGE_BYTES) return message;
  throw new Refusal(400, 'ValidationException', `Message must have 1 to ${LONGEST_MESSAGE_BYTES} bytes`);
}
