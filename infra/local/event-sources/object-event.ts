import { ACCOUNT, REGION } from '../account.ts';
import type { ObjectEvent } from '../gateway/gateway.ts';

/** The message that S3 sends (S3 user guide, "Event message structure", version 2.1). */
export function objectEventMessage(event: ObjectEvent, configurationId: string, now: Date): string {
  return JSON.stringify({
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: REGION,
        eventTime: now.toISOString(),
        eventName: event.eventName,
        userIdentity: { principalId: `AWS:${ACCOUNT}` },
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: { 'x-amz-request-id': event.sequencer, 'x-amz-id-2': event.sequencer },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId,
          bucket: {
            name: event.bucket,
            ownerIdentity: { principalId: ACCOUNT },
            arn: `arn:aws:s3:::${event.bucket}`,
          },
          object: {
            key: encodedKey(event.key),
            ...(event.size !== undefined && { size: event.size }),
            ...(event.eTag !== undefined && { eTag: event.eTag.replaceAll('"', '') }),
            sequencer: event.sequencer,
          },
        },
      },
    ],
  });
}

/** Keys travel URL-encoded as in a form: a blank is `+`, `=` is `%3D`, but the slash stays. */
export function encodedKey(key: string): string {
  return encodeURIComponent(key)
    .replaceAll('%2F', '/')
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
