import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { requiredSettings } from '../../shared/environment.ts';
import { createTakeIn } from '../../shared/intake/take-in.ts';
import { createLog } from '../../shared/log.ts';
import { createClinicKeys } from '../../shared/storage/clinic-keys.ts';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';
import { createRecordWriter } from '../../shared/storage/record-writer.ts';
import { createIngestHandler } from './handler.ts';

const settings = requiredSettings(process.env, 'RECORDS_TABLE', 'PSEUDONYM_KEY_PREFIX');

export const handler = createIngestHandler({
  takeIn: createTakeIn(
    createRecordWriter(createDynamoDBClient(), settings.RECORDS_TABLE),
    createClinicKeys(new SecretsManagerClient(), settings.PSEUDONYM_KEY_PREFIX),
  ),
  log: createLog('ingest-records'),
});
