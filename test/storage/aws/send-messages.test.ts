import type { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sendMessages } from '../../../shared/storage/aws/send-messages.ts';

/** What a call may hold: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const MOST_BYTES = 262_144;

/** A queue that takes what it is sent, but for bodies in which `refused` stands. */
function queueOf(refused?: string) {
  const calls: string[][] = [];
  const send = async ({ input }: SendMessageBatchCommand) => {
    const entries = input.Entries ?? [];
    expect(new Set(entries.map(({ Id }) => Id)).size).toBe(entries.length);
    calls.push(entries.map(({ MessageBody }) => MessageBody!));
    return { Failed: entries.filter(({ MessageBody }) => refused && MessageBody!.includes(refused)) };
  };
  return { calls, client: { send } as unknown as SQSClient };
}

describe('sendMessages', () => {
  it('sends each message once and in order, in calls that hold no more than a queue takes', async () => {
    const text = fc.nat({ max: 60_000 }).map((length) => 'é'.repeat(length));
    const messages = fc.array(fc.record({ text }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(messages, async (sent) => {
        const { calls, client } = queueOf();
        await sendMessages(client, 'https://queue', sent);
        expect(calls.flat().map((body) => JSON.parse(body))).toEqual(sent);
        for (const call of calls) {
          expect(call.length).toBeLessThanOrEqual(10);
          expect(Buffer.byteLength(call.join(''))).toBeLessThanOrEqual(MOST_BYTES);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('fills calls: ten small messages go in one, and so do two that just fit', async () => {
    const small = queueOf();
    await sendMessages(
      small.client,
      'https://queue',
      Array.from({ length: 25 }, (_, part) => ({ part })),
    );
    expect(small.calls.map(({ length }) => length)).toEqual([10, 10, 5]);
    const halves = queueOf();
    const half = { text: 'x'.repeat(MOST_BYTES / 2 - JSON.stringify({ text: '' }).length) };
    await sendMessages(halves.client, 'https://queue', [half, half, half]);
    expect(halves.calls.map(({ length }) => length)).toEqual([2, 1]);
  });

  it('fails when the queue did not take one', async () => {
    const { client } = queueOf('b');
    await expect(sendMessages(client, 'https://queue', [{ a: 1 }, { b: 1 }])).rejects.toThrow(
      'the queue did not take every message',
    );
  });
});
