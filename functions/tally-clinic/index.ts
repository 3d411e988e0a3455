import { S3Client } from '@aws-sdk/client-s3';
import { requiredSettings } from '../../shared/environment.ts';
import { createLog } from '../../shared/log.ts';
import { createClientAccounts } from '../../shared/releases/stores/client-accounts.ts';
import { createTallyStore } from '../../shared/releases/stores/tally-store.ts';
import { BOUNDED_CALLS } from '../../shared/storage/aws/bounded-calls.ts';
import { bucketOf } from '../../shared/storage/aws/bucket.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { itemTable } from '../../shared/storage/aws/item-table.ts';
import { createRecordReader } from '../../shared/storage/held/record-store.ts';
import { createViewStore } from '../../shared/storage/views/view-store.ts';
import { createTallyClinicHandler } from './handler.ts';

const settings = requiredSettings(
  process.env,
  'RECORDS_TABLE',
  'OUTCOMES_TABLE',
  'LEDGER_TABLE',
  'TALLIES_BUCKET',
);
const log = createLog('tally-clinic');
const dynamodb = createDynamoDBClient({}, log);

export const handler = createTallyClinicHandler({
  views: createViewStore(dynamodb, settings.OUTCOMES_TABLE, () => new Date()),
  records: createRecordReader(dynamodb, settings.RECORDS_TABLE),
  accounts: createClientAccounts(itemTable(dynamodb, settings.LEDGER_TABLE)),
  tallies: createTallyStore(bucketOf(new S3Client(BOUNDED_CALLS), settings.TALLIES_BUCKET)),
  log,
});
