import { requiredSettings } from '../../shared/environment.ts';
import { createLog } from '../../shared/log.ts';
import { createCareReader } from '../../shared/storage/care-store.ts';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';
import { createRecordReader } from '../../shared/storage/record-store.ts';
import { createViewStore } from '../../shared/storage/view-store.ts';
import { createDeriveHandler } from './handler.ts';

const settings = requiredSettings(process.env, 'RECORDS_TABLE', 'OUTCOMES_TABLE');
const dynamodb = createDynamoDBClient();

export const handler = createDeriveHandler({
  records: createRecordReader(dynamodb, settings.RECORDS_TABLE),
  care: createCareReader(dynamodb, settings.RECORDS_TABLE),
  views: createViewStore(dynamodb, settings.OUTCOMES_TABLE, () => new Date()),
  log: createLog('derive-outcomes'),
});
