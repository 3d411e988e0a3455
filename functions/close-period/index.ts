import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { requiredSettings } from '../../shared/environment.ts';
import { createLog } from '../../shared/log.ts';
import { readProgrammes } from '../../shared/storage/programmes-file.ts';
import { sendMessages } from '../../shared/storage/send-messages.ts';
import { createTallyStore } from '../../shared/storage/tally-store.ts';
import { createClosePeriodHandler } from './handler.ts';

const settings = requiredSettings(process.env, 'LAMBDA_TASK_ROOT', 'TALLIES_BUCKET', 'TALLY_QUEUE_URL');
const sqs = new SQSClient();

export const handler = createClosePeriodHandler({
  programmes: readProgrammes(settings.LAMBDA_TASK_ROOT),
  tallies: createTallyStore(new S3Client(), settings.TALLIES_BUCKET),
  send: (messages) => sendMessages(sqs, settings.TALLY_QUEUE_URL, messages),
  log: createLog('close-period'),
});
