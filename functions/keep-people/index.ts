import { randomUUID } from 'node:crypto';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { requiredSettings } from '../../shared/environment.ts';
import { behindEdge } from '../../shared/http/behind-edge.ts';
import type { HttpEvent } from '../../shared/http/route.ts';
import { createLog } from '../../shared/log.ts';
import { createMembers } from '../../shared/members/members.ts';
import { createSite, SITE_SETTINGS } from '../../shared/site/site.ts';
import { BOUNDED_CALLS } from '../../shared/storage/aws/bounded-calls.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { createSecondFactorSetup } from '../../shared/storage/aws/second-factor-setup.ts';
import { sendMessages } from '../../shared/storage/aws/send-messages.ts';
import { createUserDirectory } from '../../shared/storage/aws/user-directory.ts';
import { ADMISSION_SETTINGS, createAdmission } from '../../shared/storage/clinics/admission.ts';
import { createClinicKeys } from '../../shared/storage/clinics/clinic-keys.ts';
import { CLINIC_SECONDS, createClinicRegistry } from '../../shared/storage/clinics/clinic-registry.ts';
import { createClinicSettings } from '../../shared/storage/clinics/clinic-settings.ts';
import { createClinics } from '../../shared/storage/clinics/clinics.ts';
import { createMasterSecret } from '../../shared/storage/clinics/master-secret.ts';
import { createMemberStore } from '../../shared/storage/clinics/member-store.ts';
import { createSettingsLog } from '../../shared/storage/clinics/settings-log.ts';
import { createErasureHandler } from './erasures.ts';
import { createKeepingHandler } from './handler.ts';
import { createPeoplePages } from './pages.ts';

const settings = requiredSettings(
  process.env,
  ...ADMISSION_SETTINGS,
  ...SITE_SETTINGS,
  'USER_POOL_ID',
  'MASTER_SECRET',
  'CLINIC_WORK_QUEUE_URL',
);
const dynamodb = createDynamoDBClient();
const registry = createClinicRegistry(dynamodb, settings.REGISTRY_TABLE);
const masters = createMasterSecret(new SecretsManagerClient(BOUNDED_CALLS), settings.MASTER_SECRET);
const { keyOfClinic } = createClinicKeys(registry, masters);
const sqs = new SQSClient(BOUNDED_CALLS);
/** Until every function reads by what a clinic has just said of itself, and what was under way has ended. */
const SEEN_SECONDS = CLINIC_SECONDS + 15;
const cognito = new CognitoIdentityProviderClient(BOUNDED_CALLS);
const deps = {
  members: createMembers({
    store: createMemberStore(dynamodb, settings.REGISTRY_TABLE),
    users: createUserDirectory(cognito, settings.USER_POOL_ID),
    clock: () => new Date(),
    newId: randomUUID,
  }),
  keyOfClinic,
  masters,
  clinics: createClinics(dynamodb, settings.REGISTRY_TABLE),
  admission: createAdmission(dynamodb, settings, registry.isHeld),
  registry,
  settingsLog: createSettingsLog(dynamodb, settings.REGISTRY_TABLE),
  send: (work: object) => sendMessages(sqs, settings.CLINIC_WORK_QUEUE_URL, [work]),
  sendLater: (work: object) => sendMessages(sqs, settings.CLINIC_WORK_QUEUE_URL, [work], SEEN_SECONDS),
  clock: () => new Date(),
  newId: randomUUID,
  secondFactors: createSecondFactorSetup(cognito),
  site: createSite(dynamodb, settings, createClinicSettings(registry)),
  log: createLog('keep-people'),
};
const answerPrograms = createKeepingHandler(deps);
const answerPages = createPeoplePages(deps);
const answer = behindEdge(process.env, (event: HttpEvent) =>
  event.routeKey.includes(' /v1/') ? answerPrograms(event) : answerPages(event),
);
const forgetErased = createErasureHandler(deps);

/**
 * Routes below /v1 come with a token that API Gateway has checked; the others are pages. What comes with records of a
 * stream are erasures of clients.
 */
export const handler = (event: HttpEvent | DynamoDBStreamEvent) =>
  'Records' in event ? forgetErased(event) : answer(event);
