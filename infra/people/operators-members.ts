import { randomUUID } from 'node:crypto';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { Circle } from '../../shared/access/member.ts';
import { type Acting, createMembers } from '../../shared/members/members.ts';
import { BOUNDED_CALLS } from '../../shared/storage/aws/bounded-calls.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { createUserDirectory } from '../../shared/storage/aws/user-directory.ts';
import { createMemberStore } from '../../shared/storage/clinics/member-store.ts';
import type { PeoplePlaces } from './people-arguments.ts';

/** Members as an operator changes them. */
export function operatorsMembers({ registryTable, userPool }: PeoplePlaces) {
  const store = createMemberStore(createDynamoDBClient(), registryTable);
  const users = createUserDirectory(new CognitoIdentityProviderClient(BOUNDED_CALLS), userPool);
  const making = { store, users, clock: () => new Date(), newId: randomUUID };
  return { ...making, members: createMembers(making) };
}

/** In the name of the operator, who has no id in the pool. */
export const byOperator = (circle: Circle): Acting => ({ circle, by: {} });
