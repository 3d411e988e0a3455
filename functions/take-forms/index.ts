import { randomUUID } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { requiredSettings } from '../../shared/environment.ts';
import { behindEdge } from '../../shared/http/behind-edge.ts';
import { takenCounts, tellTaken } from '../../shared/intake/tell-taken.ts';
import { createLog } from '../../shared/log.ts';
import { CLIENT_READING_SETTINGS, createClientReading } from '../../shared/reading/client-reading.ts';
import { createSite, SITE_SETTINGS } from '../../shared/site/site.ts';
import { BOUNDED_CALLS } from '../../shared/storage/aws/bounded-calls.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { createKeptMappings } from '../../shared/storage/clinics/kept-mappings.ts';
import { createImportResults } from '../../shared/storage/files/import-results.ts';
import { createImportUndo } from '../../shared/storage/files/import-undo.ts';
import { createUploads } from '../../shared/storage/files/uploads.ts';
import { createBegunVisits } from '../../shared/storage/held/begun-visits.ts';
import { createRecordWriter } from '../../shared/storage/record-writer.ts';
import { createLabelWriter } from '../../shared/storage/writing/label-writer.ts';
import { createForms } from './forms.ts';

const settings = requiredSettings(
  process.env,
  ...CLIENT_READING_SETTINGS,
  ...SITE_SETTINGS,
  'IMPORTS_BUCKET',
);
const log = createLog('take-forms');
const dynamodb = createDynamoDBClient({}, log);
const s3 = new S3Client(BOUNDED_CALLS);
const reading = createClientReading({ dynamodb, secrets: new SecretsManagerClient(BOUNDED_CALLS) }, settings);
const site = createSite(dynamodb, settings, reading.settings);

export const handler = behindEdge(
  process.env,
  createForms({
    ...reading,
    site,
    place: site.place,
    taking: {
      writer: createRecordWriter(dynamodb, settings.RECORDS_TABLE),
      keyOfClinic: reading.keyOfClinic,
      settingsOf: reading.settings.of,
      tell: (results) => tellTaken(log, takenCounts(results)),
    },
    uploads: createUploads(s3, settings.IMPORTS_BUCKET),
    imports: createImportResults(s3, settings.IMPORTS_BUCKET),
    undo: createImportUndo(s3, settings.IMPORTS_BUCKET),
    keptMappings: createKeptMappings(dynamodb, settings.RECORDS_TABLE),
    labelWriter: createLabelWriter(dynamodb, settings.RECORDS_TABLE),
    begunVisits: createBegunVisits(dynamodb, settings.RECORDS_TABLE),
    newId: randomUUID,
    log,
  }),
);
