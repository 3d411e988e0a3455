import { randomUUID } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { requiredSettings } from '../../shared/environment.ts';
import { behindEdge } from '../../shared/http/behind-edge.ts';
import type { HttpEvent } from '../../shared/http/route.ts';
import type { RecordResult } from '../../shared/intake/record-result.ts';
import { takenCounts, tellTaken } from '../../shared/intake/tell-taken.ts';
import { createLog } from '../../shared/log.ts';
import { CLIENT_READING_SETTINGS, createClientReading } from '../../shared/reading/client-reading.ts';
import { createSite, SITE_SETTINGS } from '../../shared/site/site.ts';
import { BOUNDED_CALLS } from '../../shared/storage/aws/bounded-calls.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { sendMessages } from '../../shared/storage/aws/send-messages.ts';
import { createSignedLinks } from '../../shared/storage/aws/signed-links.ts';
import { createErasureReceipts } from '../../shared/storage/erasures/erasure-receipts.ts';
import { createExports } from '../../shared/storage/files/exports.ts';
import { createExportedFacts } from '../../shared/storage/held/exported-facts.ts';
import { createHoldingsReader } from '../../shared/storage/held/holdings.ts';
import { createRecordWriter } from '../../shared/storage/record-writer.ts';
import { createDataHandler } from './handler.ts';
import { createDataPages } from './pages.ts';

const settings = requiredSettings(
  process.env,
  ...CLIENT_READING_SETTINGS,
  ...SITE_SETTINGS,
  'REPORTS_BUCKET',
  'CLINIC_WORK_QUEUE_URL',
);
const log = createLog('keep-data');
const dynamodb = createDynamoDBClient({}, log);
const s3 = new S3Client(BOUNDED_CALLS);
const sqs = new SQSClient(BOUNDED_CALLS);
const reading = createClientReading({ dynamodb, secrets: new SecretsManagerClient(BOUNDED_CALLS) }, settings);
const deps = {
  ...reading,
  site: createSite(dynamodb, settings, reading.settings),
  taking: {
    writer: createRecordWriter(dynamodb, settings.RECORDS_TABLE),
    keyOfClinic: reading.keyOfClinic,
    settingsOf: reading.settings.of,
    tell: (results: readonly RecordResult[]) => tellTaken(log, takenCounts(results)),
  },
  holdings: createHoldingsReader(dynamodb, settings.RECORDS_TABLE),
  receipts: createErasureReceipts(dynamodb, settings.RECORDS_TABLE),
  factsOf: createExportedFacts(dynamodb, settings.RECORDS_TABLE),
  exports: createExports(s3, settings.REPORTS_BUCKET),
  signed: createSignedLinks(s3, settings.REPORTS_BUCKET),
  send: (work: object) => sendMessages(sqs, settings.CLINIC_WORK_QUEUE_URL, [work]),
  newId: randomUUID,
  log,
};
const answerPrograms = createDataHandler(deps);
const answerPages = createDataPages(deps);

/** Routes below /v1 come with a token that API Gateway has checked; the others are pages. */
export const handler = behindEdge(process.env, (event: HttpEvent) =>
  event.routeKey.includes(' /v1/') ? answerPrograms(event) : answerPages(event),
);
