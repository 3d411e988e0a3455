import type { SQSEvent } from 'aws-lambda';
import { expect, test } from 'vitest';
import { workOffBatch } from '../../shared/schedule/queue-batch.ts';

const message = (body: string, received: number) => ({
  ...{ messageId: `m-${body}`, receiptHandle: `r-${body}`, body },
  attributes: { ApproximateReceiveCount: String(received) },
});

/** What is logged, what goes back, and what is shown again how soon, where each message fails that says so. */
async function workedOff(records: readonly object[], canShow = true) {
  const shown: [string, number][] = [];
  const logged: string[] = [];
  const log = { error: (text: string) => logged.push(text), info: () => {}, warn: () => {} } as never;
  const take = async (body: string) => {
    if (body.startsWith('bad')) throw new Error(body);
  };
  const showAgain = async (handle: string, seconds: number) => {
    if (!canShow) throw new Error('throttled');
    shown.push([handle, seconds]);
  };
  const { batchItemFailures } = await workOffBatch(
    { Records: records } as SQSEvent,
    log,
    'failed',
    take,
    showAgain,
  );
  return { shown, logged, back: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
}

test('what fails for the first and the second time is tried again soon, later in the queue’s own time', async () => {
  const { shown, back } = await workedOff([
    ...[message('bad-a', 1), message('good', 1), message('bad-b', 2)],
    ...[message('bad-c', 3), message('bad-d', 5)],
  ]);
  expect(back).toEqual(['m-bad-a', 'm-bad-b', 'm-bad-c', 'm-bad-d']);
  expect(shown).toEqual([
    ['r-bad-a', 60],
    ['r-bad-b', 300],
  ]);
});

test('where it cannot be shown again soon, it goes back all the same, and the rest is worked off', async () => {
  const { back, logged } = await workedOff([message('bad', 1), message('bad-too', 1)], false);
  expect(back).toEqual(['m-bad', 'm-bad-too']);
  expect(logged).toHaveLength(4);
});
