import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { arn as arnOf } from '../account.ts';
import type { Call } from './authorization.ts';
import { Refusal } from './error-format.ts';
import { writeWhole } from './write-whole.ts';

type Version = { versionId: string; value: string };
type Secret = Version & {
  arn: string;
  createdSeconds: number;
  /** Written, and not the current one yet. */
  pending?: Version;
};

/**
 * A small Secrets Manager: as much as functions need to read a secret, the runner to create it, and an operator to give
 * it another value in place of the one that was read.
 */
export type SecretStore = {
  /** Creates the secret unless it exists. @returns its ARN, the same as on the day it was created. */
  create(name: string, generate: () => string): Promise<string>;
  /** @throws Refusal (400) for an operation that is not offered. */
  callsOf(operation: string, input: SecretInput): Call[];
  /** Answers one API call. @throws Refusal such as ResourceNotFoundException. */
  answer(operation: string, input: SecretInput): Promise<object>;
};

type SecretInput = {
  SecretId?: string;
  Name?: string;
  SecretString?: string;
  VersionId?: string;
  VersionStage?: string;
  VersionStages?: string[];
  RemoveFromVersionId?: string;
  MoveToVersionId?: string;
};

const OPERATIONS = [
  ...['GetSecretValue', 'DescribeSecret', 'CreateSecret'],
  ...['PutSecretValue', 'UpdateSecretVersionStage'],
];

/** @param file holds every secret in clear, readable by its owner alone. */
export function openSecrets(file: string): SecretStore {
  const secrets = new Map<string, Secret>(Object.entries(readSecrets(file)));
  const arnPrefix = arnOf('secretsmanager', 'secret:');
  let written: Promise<void> = Promise.resolve();

  const add = async (name: string, value: string): Promise<Secret> => {
    const secret: Secret = {
      arn: `${arnPrefix}${name}-${suffix()}`,
      versionId: randomUUID(),
      createdSeconds: Math.floor(Date.now() / 1_000),
      value,
    };
    await keep(name, secret);
    return secret;
  };

  const keep = async (name: string, secret: Secret): Promise<void> => {
    secrets.set(name, secret);
    written = written.then(() => writeSecrets(file, Object.fromEntries(secrets)));
    await written;
  };

  /** A secret is named by its name, by its ARN, or by its ARN without the six characters at the end. */
  const find = (id: string): [name: string, secret: Secret] | undefined => {
    const known = secrets.get(id);
    if (known) return [id, known];
    return [...secrets].find(([name, { arn }]) => arn === id || `${arnPrefix}${name}` === id);
  };

  return {
    create: async (name, generate) => (secrets.get(name) ?? (await add(name, generate()))).arn,
    callsOf: (operation, input) => {
      if (!OPERATIONS.includes(operation)) {
        throw new Refusal(400, 'InvalidAction', `secretsmanager:${operation} is not offered locally`);
      }
      const id = input.SecretId ?? input.Name ?? '';
      const resource = find(id)?.[1].arn ?? (id.startsWith('arn:') ? id : `${arnPrefix}${id}`);
      return [{ action: `secretsmanager:${operation}`, resource }];
    },
    answer: async (operation, input) => {
      if (operation === 'CreateSecret') {
        const { Name: name, SecretString: value } = input;
        if (!name || value === undefined) throw invalid('Name and SecretString are required');
        if (secrets.has(name))
          throw new Refusal(400, 'ResourceExistsException', `the secret ${name} already exists.`);
        const { arn, versionId } = await add(name, value);
        return { ARN: arn, Name: name, VersionId: versionId };
      }
      const found = input.SecretId ? find(input.SecretId) : undefined;
      if (!found) throw notFound("Secrets Manager can't find the specified secret.");
      const [name, secret] = found;
      const { arn, versionId, createdSeconds, value } = secret;
      if (operation === 'PutSecretValue') {
        if (input.SecretString === undefined) throw invalid('SecretString is required');
        const stage = input.VersionStages?.join() ?? 'AWSCURRENT';
        if (stage !== 'AWSPENDING' && stage !== 'AWSCURRENT')
          throw invalid('locally, only AWSCURRENT and AWSPENDING can be put');
        const put = { versionId: randomUUID(), value: input.SecretString };
        await keep(name, stage === 'AWSCURRENT' ? { ...secret, ...put } : { ...secret, pending: put });
        return { ARN: arn, Name: name, VersionId: put.versionId, VersionStages: [stage] };
      }
      if (operation === 'UpdateSecretVersionStage') {
        const { VersionStage, RemoveFromVersionId, MoveToVersionId } = input;
        const { pending, ...rest } = secret;
        if (VersionStage !== 'AWSCURRENT' || pending?.versionId !== MoveToVersionId || !pending) {
          throw invalid('locally, only AWSCURRENT can be moved, to the version that is pending');
        }
        if (RemoveFromVersionId !== versionId) {
          throw invalid(`The staging label AWSCURRENT is not attached to version ${RemoveFromVersionId}.`);
        }
        await keep(name, { ...rest, ...pending });
        return { ARN: arn, Name: name };
      }
      if (operation === 'DescribeSecret') {
        return {
          ARN: arn,
          Name: name,
          CreatedDate: createdSeconds,
          VersionIdsToStages: { [versionId]: ['AWSCURRENT'] },
        };
      }
      const otherVersion =
        (input.VersionId && input.VersionId !== versionId) ||
        (input.VersionStage && input.VersionStage !== 'AWSCURRENT');
      if (otherVersion)
        throw notFound("Secrets Manager can't find the specified secret value for that version.");
      return {
        ARN: arn,
        Name: name,
        VersionId: versionId,
        SecretString: value,
        VersionStages: ['AWSCURRENT'],
        CreatedDate: createdSeconds,
      };
    },
  };
}

function notFound(message: string): Refusal {
  return new Refusal(400, 'ResourceNotFoundException', message);
}

function invalid(message: string): Refusal {
  return new Refusal(400, 'InvalidParameterException', message);
}

function suffix(): string {
  return randomBytes(12)
    .toString('base64')
    .replace(/[^A-Za-z0-9]/g, '')
    .padEnd(6, 'x')
    .slice(0, 6);
}

function readSecrets(file: string): Record<string, Secret> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Secret>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(`the secrets file ${file} cannot be read`, { cause: error });
  }
}

async function writeSecrets(file: string, secrets: Record<string, Secret>): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  await writeWhole(file, JSON.stringify(secrets, null, 2));
}
