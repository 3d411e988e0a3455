import { describe, expect, it } from 'vitest';
import { type NotificationRule, wants } from '../../../infra/local/event-sources/notification-rules.ts';
import { encodedKey, objectEventMessage } from '../../../infra/local/event-sources/object-event.ts';

describe('encodedKey', () => {
  it.each([
    // S3 user guide, "Event message structure": "red flower.jpg" is "red+flower.jpg"
    ['red flower.jpg', 'red+flower.jpg'],
    ['clinic=riverside/march.csv', 'clinic%3Driverside/march.csv'],
    ['a+b&c', 'a%2Bb%26c'],
    ['größe(1).txt', 'gr%C3%B6%C3%9Fe%281%29.txt'],
  ])('%s is %s', (key, encoded) => {
    expect(encodedKey(key)).toBe(encoded);
    expect(decodeURIComponent(encoded.replaceAll('+', ' '))).toBe(key);
  });
});

describe('objectEventMessage', () => {
  it('has the shape that S3 documents', () => {
    const event = {
      eventName: 'ObjectCreated:Put',
      bucket: 'b',
      key: 'k',
      size: 5,
      eTag: '"abc"',
      sequencer: '01',
    } as const;
    const { Records } = JSON.parse(objectEventMessage(event, 'rule', new Date('2026-01-02T03:04:05.678Z')));
    expect(Records).toEqual([
      expect.objectContaining({
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: 'eu-west-1',
        eventTime: '2026-01-02T03:04:05.678Z',
        eventName: 'ObjectCreated:Put',
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: 'rule',
          bucket: { name: 'b', ownerIdentity: { principalId: '000000000000' }, arn: 'arn:aws:s3:::b' },
          object: { key: 'k', size: 5, eTag: 'abc', sequencer: '01' },
        },
      }),
    ]);
  });
});

describe('wants', () => {
  const rule: NotificationRule = {
    id: 'r',
    bucket: 'imports',
    events: ['s3:ObjectCreated:*'],
    prefix: 'clinic=',
    suffix: '.csv',
    target: 'arn:aws:sqs:eu-west-1:000000000000:q',
  };
  const event = { bucket: 'imports', eventName: 'ObjectCreated:Put', key: 'clinic=a/b.csv' };

  it.each([
    [true, {}],
    [true, { eventName: 'ObjectCreated:CompleteMultipartUpload' }],
    [false, { eventName: 'ObjectRemoved:Delete' }],
    [false, { bucket: 'reports' }],
    [false, { key: 'clinic=a/b.ndjson' }],
    [false, { key: 'x/clinic=a/b.csv' }],
  ])('%s for %o', (wanted, change) => {
    expect(wants(rule, { ...event, ...change })).toBe(wanted);
  });

  it('tells kinds of creation apart when asked to', () => {
    const put = { ...rule, events: ['s3:ObjectCreated:Put'] };
    expect(wants(put, event)).toBe(true);
    expect(wants(put, { ...event, eventName: 'ObjectCreated:Copy' })).toBe(false);
  });
});
