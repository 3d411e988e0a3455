import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type MasterKeys, masterKeys } from '../../clinics/master-keys.ts';

/** For how long the secret is used again; a rotation is seen by everybody after as long. */
const MASTER_SECONDS = 300;
/** A version that is not known is looked for this often: whoever sends a link names one. */
const AGAIN_SECONDS = 10;

/**
 * Finds the master secret.
 *
 * @param version that is needed: where it is not known yet, the secret is read again
 */
export type MasterSecret = (version?: string) => Promise<MasterKeys>;

/** @param secretId name or ARN of the one secret of the deployment */
export function createMasterSecret(
  client: Pick<SecretsManagerClient, 'send'>,
  secretId: string,
  clock: () => Date = () => new Date(),
): MasterSecret {
  let known: { readAt: number; keys: Promise<MasterKeys> } | undefined;
  const read = (): Promise<MasterKeys> => {
    const reading = { readAt: clock().getTime(), keys: readMaster(client, secretId) };
    known = reading;
    reading.keys.catch(() => {
      if (known === reading) known = undefined; // the next call asks again
    });
    return reading.keys;
  };
  return async (version) => {
    if (!known) return read();
    const age = (clock().getTime() - known.readAt) / 1000;
    if (age >= MASTER_SECONDS) return read();
    const keys = await known.keys;
    const isMissed = version !== undefined && Number(version) > Number(keys.newest);
    return isMissed && age >= AGAIN_SECONDS ? read() : keys;
  };
}

async function readMaster(client: Pick<SecretsManagerClient, 'send'>, SecretId: string): Promise<MasterKeys> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
  return masterKeys(SecretString ?? '{}');
}
