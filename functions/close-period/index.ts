import { readFileSync } from 'node:fs';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { requiredSettings } from '../../shared/environment.ts';
import { createLog } from '../../shared/log.ts';
import { programmesOf } from '../../shared/privacy/programme.ts';
import { sendMessages } from '../../shared/storage/send-messages.ts';
import { createTallyStore } from '../../shared/storage/tally-store.ts';
import { createClosePeriodHandler } from './handler.ts';

const settings = requiredSettings(process.env, 'TALLIES_BUCKET', 'TALLY_QUEUE_URL');
const sqs = new SQSClient();

export const handler = createClosePeriodHandler({
  programmes: programmesOf(JSON.parse(readFileSync(new URL('programmes.json', import.meta.url), 'utf8'))),
  tallies: createTallyStore(new S3Client(), settings.TALLIES_BUCKET),
  send: (messages) => sendMessages(sqs, settings.TALLY_QUEUE_URL, messages),
  log: createLog('close-period'),
});
