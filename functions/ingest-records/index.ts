import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { requiredSettings } from '../../shared/environment.ts';
import { behindEdge } from '../../shared/http/behind-edge.ts';
import { createTakeIn } from '../../shared/intake/take-in.ts';
import { createLog } from '../../shared/log.ts';
import { CLIENT_READING_SETTINGS, createClientReading } from '../../shared/reading/client-reading.ts';
import { BOUNDED_CALLS } from '../../shared/storage/aws/bounded-calls.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { createImportUndo } from '../../shared/storage/files/import-undo.ts';
import { createRecordWriter } from '../../shared/storage/record-writer.ts';
import { createIngestHandler } from './handler.ts';

const settings = requiredSettings(process.env, ...CLIENT_READING_SETTINGS, 'PAGES_ORIGIN', 'IMPORTS_BUCKET');
const s3 = new S3Client(BOUNDED_CALLS);
const log = createLog('ingest-records');
const dynamodb = createDynamoDBClient({}, log);
const reading = createClientReading({ dynamodb, secrets: new SecretsManagerClient(BOUNDED_CALLS) }, settings);

export const handler = behindEdge(
  process.env,
  createIngestHandler({
    ...reading,
    place: { origin: settings.PAGES_ORIGIN },
    takeIn: createTakeIn({
      writer: createRecordWriter(dynamodb, settings.RECORDS_TABLE),
      keyOfClinic: reading.keyOfClinic,
      settingsOf: reading.settings.of,
    }),
    undo: createImportUndo(s3, settings.IMPORTS_BUCKET),
    log,
  }),
);
