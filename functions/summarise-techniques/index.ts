import { requiredSettings } from '../../shared/environment.ts';
import { createLog } from '../../shared/log.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { createViewStore } from '../../shared/storage/views/view-store.ts';
import { createSummariseHandler } from './handler.ts';

const settings = requiredSettings(process.env, 'OUTCOMES_TABLE');

const log = createLog('summarise-techniques');

export const handler = createSummariseHandler({
  views: createViewStore(createDynamoDBClient({}, log), settings.OUTCOMES_TABLE, () => new Date()),
  log,
  now: () => new Date(),
});
