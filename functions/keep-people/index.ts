import { randomUUID } from 'node:crypto';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { secondFactorRule } from '../../shared/access/second-factor.ts';
import { requiredSettings } from '../../shared/environment.ts';
import { createLog } from '../../shared/log.ts';
import { createMembers } from '../../shared/members/members.ts';
import { createClinicKeys } from '../../shared/storage/clinic-keys.ts';
import { readClinics } from '../../shared/storage/clinics-file.ts';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';
import { createMemberReader, createMemberStore } from '../../shared/storage/member-store.ts';
import { createUserDirectory } from '../../shared/storage/user-directory.ts';
import { createMembersHandler } from './handler.ts';

const settings = requiredSettings(
  process.env,
  'LAMBDA_TASK_ROOT',
  'REGISTRY_TABLE',
  'USER_POOL_ID',
  'PSEUDONYM_KEY_PREFIX',
  'SECOND_FACTOR',
);
const dynamodb = createDynamoDBClient();
const isHeld = readClinics(settings.LAMBDA_TASK_ROOT);

export const handler = createMembersHandler({
  members: createMembers({
    store: createMemberStore(dynamodb, settings.REGISTRY_TABLE),
    users: createUserDirectory(new CognitoIdentityProviderClient(), settings.USER_POOL_ID),
    clock: () => new Date(),
    newId: randomUUID,
  }),
  keyOfClinic: createClinicKeys(new SecretsManagerClient(), settings.PSEUDONYM_KEY_PREFIX, isHeld),
  admission: {
    memberOf: createMemberReader(dynamodb, settings.REGISTRY_TABLE),
    isHeld,
    secondFactor: secondFactorRule(settings.SECOND_FACTOR),
  },
  log: createLog('keep-people'),
});
