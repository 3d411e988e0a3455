import { randomBytes } from 'node:crypto';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { masterKeys, withNewMaster } from '../../clinics/master-keys.ts';

const KEY_BYTES = 48;

/**
 * Adds a version to the master secret. It becomes the current one only in place of the one that was read: of two who
 * add at once, one fails and nothing is lost.
 *
 * @param endLinks true: what was handed out before opens nothing any more
 * @returns the version that was added
 */
export async function addMaster(
  client: Pick<SecretsManagerClient, 'send'>,
  SecretId: string,
  endLinks: boolean,
): Promise<string> {
  const held = await client.send(new GetSecretValueCommand({ SecretId }));
  const key = randomBytes(KEY_BYTES).toString('base64url');
  const SecretString = withNewMaster(held.SecretString ?? '{}', key, endLinks);
  const { VersionId } = await client.send(
    new PutSecretValueCommand({ SecretId, SecretString, VersionStages: ['AWSPENDING'] }),
  );
  await client.send(
    new UpdateSecretVersionStageCommand({
      SecretId,
      VersionStage: 'AWSCURRENT',
      RemoveFromVersionId: held.VersionId,
      MoveToVersionId: VersionId,
    }),
  );
  return masterKeys(SecretString).newest;
}
