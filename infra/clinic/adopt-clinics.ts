import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { adoptClinic } from '../../shared/storage/clinics/adopt-clinic.ts';
import { createMasterSecret } from '../../shared/storage/clinics/master-secret.ts';

type Adoption = {
  dynamodb: DynamoDBClient;
  secrets: SecretsManagerClient;
  registryTable: string;
  masterSecret: string;
  /** What the names of the clinics' secrets begin with; `<clinic>/pseudonym-key` follows. */
  secretsPrefix: string;
};

/**
 * Takes over the clinics of a deployment that named them, one after the other: a run that was cut short is run again.
 *
 * @param say told of each clinic what was done
 * @returns how many could not be taken over
 */
export async function adoptClinics(
  { dynamodb, secrets, registryTable, masterSecret, secretsPrefix }: Adoption,
  clinics: readonly string[],
  say: (line: string) => void,
): Promise<number> {
  const masters = await createMasterSecret(secrets, masterSecret)();
  let failed = 0;
  for (const clinic of clinics) {
    const secret = `${secretsPrefix}${clinic}/pseudonym-key`;
    try {
      const { SecretString: key } = await secrets.send(new GetSecretValueCommand({ SecretId: secret }));
      if (!key) throw new Error('its secret holds no text');
      const done = await adoptClinic(dynamodb, registryTable, masters, clinic, key);
      say(`${clinic}: ${done}; its clients keep their pseudonyms (read back and compared)`);
    } catch (error) {
      failed += 1;
      const isGone = error instanceof ResourceNotFoundException;
      say(`${clinic}: not adopted: ${isGone ? `there is no secret ${secret}` : (error as Error).message}`);
    }
  }
  return failed;
}
