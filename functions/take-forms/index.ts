import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { requiredSettings } from '../../shared/environment.ts';
import { createLog } from '../../shared/log.ts';
import { CLIENT_READING_SETTINGS, createClientReading } from '../../shared/reading/client-reading.ts';
import { createSite, SITE_SETTINGS } from '../../shared/site/site.ts';
import { createBegunVisits } from '../../shared/storage/begun-visits.ts';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';
import { createRecordWriter } from '../../shared/storage/record-writer.ts';
import { createForms } from './forms.ts';

const settings = requiredSettings(process.env, ...CLIENT_READING_SETTINGS, ...SITE_SETTINGS);
const dynamodb = createDynamoDBClient();
const reading = createClientReading({ dynamodb, secrets: new SecretsManagerClient() }, settings);
const site = createSite(settings);

export const handler = createForms({
  ...reading,
  site,
  place: site.place,
  taking: {
    writer: createRecordWriter(dynamodb, settings.RECORDS_TABLE),
    keyOfClinic: reading.keyOfClinic,
    settingsOf: reading.settings.of,
  },
  begunVisits: createBegunVisits(dynamodb, settings.RECORDS_TABLE),
  log: createLog('take-forms'),
});
