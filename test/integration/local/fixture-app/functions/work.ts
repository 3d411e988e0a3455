import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { S3Event, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { keep } from './store.ts';

const objects = new S3Client();

const readObjects = async (event: S3Event): Promise<void> => {
  for (const { s3 } of event.Records) {
    const key = decodeURIComponent(s3.object.key.replaceAll('+', ' '));
    const object = await objects.send(new GetObjectCommand({ Bucket: s3.bucket.name, Key: key }));
    await keep('object', key, (await object.Body?.transformToString()) ?? '');
  }
};

/** Takes messages: plain text is kept, an object event is read, "poison" fails alone. */
export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const record of event.Records) {
    if (record.body === 'poison') batchItemFailures.push({ itemIdentifier: record.messageId });
    else if (record.body.startsWith('{')) await readObjects(JSON.parse(record.body));
    else await keep('message', record.body, record.attributes.ApproximateReceiveCount);
  }
  return { batchItemFailures };
};
