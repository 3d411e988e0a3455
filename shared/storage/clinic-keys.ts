import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { type IsHeldClinic, notHeld } from '../access/held-clinic.ts';

/** Finds the key under which a clinic's client ids become pseudonyms. */
export type ClinicKeys = (clinicId: string) => Promise<string>;

/**
 * Keys from Secrets Manager, one secret per clinic, kept for the life of the execution environment. Of a clinic that
 * is not held Secrets Manager is not asked at all: links come from anybody, and the role may read no secret that
 * does not exist, so the answer would be a denial that looks like a fault of ours. Nothing is taken in under a
 * guessed key.
 *
 * @param prefix e.g. `massage-outcomes/prod/clinic/`; the secret is `<prefix><clinicId>/pseudonym-key`
 */
export function createClinicKeys(
  client: Pick<SecretsManagerClient, 'send'>,
  prefix: string,
  isHeld: IsHeldClinic,
): ClinicKeys {
  const known = new Map<string, Promise<string>>();
  return async (clinicId) => {
    if (!(await isHeld(clinicId))) throw notHeld(clinicId);
    const key = known.get(clinicId) ?? readKey(client, prefix, clinicId);
    known.set(clinicId, key);
    key.catch(() => known.delete(clinicId)); // the next call asks again
    return key;
  };
}

async function readKey(
  client: Pick<SecretsManagerClient, 'send'>,
  prefix: string,
  clinicId: string,
): Promise<string> {
  try {
    const { SecretString } = await client.send(
      new GetSecretValueCommand({ SecretId: `${prefix}${clinicId}/pseudonym-key` }),
    );
    if (!SecretString) throw new Error('the secret holds no text');
    return SecretString;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) {
      throw notHeld(clinicId);
    }
    throw error;
  }
}
