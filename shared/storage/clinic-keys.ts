import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { ForbiddenError } from '../errors.ts';

/** Finds the key under which a clinic's client ids become pseudonyms. */
export type ClinicKeys = (clinicId: string) => Promise<string>;

/**
 * Keys from Secrets Manager, one secret per clinic, kept for the life of the execution environment. A clinic
 * without a secret is not registered: nothing of it is taken in under a guessed key.
 *
 * @param prefix e.g. `massage-outcomes/prod/clinic/`; the secret is `<prefix><clinicId>/pseudonym-key`
 */
export function createClinicKeys(client: SecretsManagerClient, prefix: string): ClinicKeys {
  const known = new Map<string, Promise<string>>();
  return (clinicId) => {
    const key = known.get(clinicId) ?? readKey(client, prefix, clinicId);
    known.set(clinicId, key);
    key.catch(() => known.delete(clinicId)); // the next call asks again
    return key;
  };
}

async function readKey(client: SecretsManagerClient, prefix: string, clinicId: string): Promise<string> {
  try {
    const { SecretString } = await client.send(
      new GetSecretValueCommand({ SecretId: `${prefix}${clinicId}/pseudonym-key` }),
    );
    if (!SecretString) throw new Error('the secret holds no text');
    return SecretString;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) {
      throw new ForbiddenError(`the clinic "${clinicId}" is not registered in this deployment`);
    }
    throw error;
  }
}
