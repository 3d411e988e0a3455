import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { requiredSettings } from '../../shared/environment.ts';
import { createLog } from '../../shared/log.ts';
import { CLIENT_READING_SETTINGS, createClientReading } from '../../shared/reading/client-reading.ts';
import { createSite, SITE_SETTINGS } from '../../shared/site/site.ts';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';
import { createErasureReceipts } from '../../shared/storage/erasure-receipts.ts';
import { createHoldingsReader } from '../../shared/storage/holdings.ts';
import { createRecordWriter } from '../../shared/storage/record-writer.ts';
import { createDataPages } from './pages.ts';

const settings = requiredSettings(process.env, ...CLIENT_READING_SETTINGS, ...SITE_SETTINGS);
const dynamodb = createDynamoDBClient();
const reading = createClientReading({ dynamodb, secrets: new SecretsManagerClient() }, settings);

export const handler = createDataPages({
  ...reading,
  site: createSite(dynamodb, settings),
  taking: {
    writer: createRecordWriter(dynamodb, settings.RECORDS_TABLE),
    keyOfClinic: reading.keyOfClinic,
    settingsOf: reading.settings.of,
  },
  holdings: createHoldingsReader(dynamodb, settings.RECORDS_TABLE),
  receipts: createErasureReceipts(dynamodb, settings.RECORDS_TABLE),
  log: createLog('keep-data'),
});
