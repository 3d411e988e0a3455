import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { requiredSettings } from '../../shared/environment.ts';
import { behindEdge } from '../../shared/http/behind-edge.ts';
import { createHttpHandler, type HttpEvent } from '../../shared/http/route.ts';
import { createLog } from '../../shared/log.ts';
import { createReading, READING_SETTINGS } from '../../shared/reading/reading.ts';
import { createSite, SITE_SETTINGS } from '../../shared/site/site.ts';
import { BOUNDED_CALLS } from '../../shared/storage/aws/bounded-calls.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { createBegunVisits } from '../../shared/storage/held/begun-visits.ts';
import { createPages } from './pages.ts';

const clients = {
  dynamodb: createDynamoDBClient(),
  secrets: new SecretsManagerClient(BOUNDED_CALLS),
  s3: new S3Client(BOUNDED_CALLS),
  kms: new KMSClient(BOUNDED_CALLS),
};
const settings = requiredSettings(process.env, ...READING_SETTINGS, ...SITE_SETTINGS);
const reading = createReading(clients, settings, process.env['AS_OF']);
const begunVisits = createBegunVisits(clients.dynamodb, settings.RECORDS_TABLE);
const log = createLog('show-pages');

const showPage = createPages({
  ...reading,
  site: createSite(clients.dynamodb, settings, reading.settings),
  begunVisits,
  // Beside the bundle, see infra/bundles.ts.
  apiDescription: () => readFile(new URL('openapi.json', import.meta.url), 'utf8'),
  newId: randomUUID,
  log,
});
const answerNoRoute = createHttpHandler<never>({}, { ...reading, log });

/**
 * What matches no route comes here (`$default`), so that "not found" is a page to a person and problem details to a
 * program.
 */
export const handler = behindEdge(process.env, (event: HttpEvent) =>
  event.routeKey === '$default' && /^\/v1(\/|$)/.test(event.rawPath) ? answerNoRoute(event) : showPage(event),
);
