import type { S3Event } from 'aws-lambda';
import { keep } from './store.ts';

/** Keeps the names of removed objects. */
export const handler = async (event: S3Event): Promise<void> => {
  for (const record of event.Records) await keep('removed', record.s3.object.key, record.eventName);
};
