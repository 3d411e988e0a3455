import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Admission } from '../../access/admit.ts';
import type { IsHeldClinic } from '../../access/held-clinic.ts';
import { secondFactorRule } from '../../access/second-factor.ts';
import { createMemberReader } from './member-store.ts';

/** The names of the settings that say who passes a door. */
export const ADMISSION_SETTINGS = ['REGISTRY_TABLE', 'SECOND_FACTOR'] as const;

/** What decides who passes the doors of a function. */
export function createAdmission(
  client: DynamoDBClient,
  settings: Readonly<Record<(typeof ADMISSION_SETTINGS)[number], string>>,
  isHeld: IsHeldClinic,
): Admission {
  return {
    memberOf: createMemberReader(client, settings.REGISTRY_TABLE),
    isHeld,
    secondFactor: secondFactorRule(settings.SECOND_FACTOR),
  };
}
