import type { DynamoDBStreamEvent } from 'aws-lambda';
import { expect, test } from 'vitest';
import { createLog } from '../../shared/log.ts';
import { BATCH_DONE, handleStreamBatch } from '../../shared/views/stream-batch.ts';

const MADE = Date.parse('2026-08-20T10:00:00Z');

/** What the log says of a batch that is done at an instant, of changes made so many seconds after 10:00. */
async function told(doneAt: string, seconds: readonly (number | undefined)[]) {
  const Records = seconds.map((after, index) => ({
    dynamodb: {
      SequenceNumber: String(index),
      Keys: { pk: { S: 'CLINIC#mill#CLIENT#p' }, sk: { S: `SESSION#${index}` } },
      ...(after !== undefined && { ApproximateCreationDateTime: MADE / 1000 + after }),
    },
  }));
  const lines: string[] = [];
  await handleStreamBatch(
    { Records } as DynamoDBStreamEvent,
    async (changes) => ({ stale: changes.map((change) => ({ change, viewIds: [] })), failed: new Map() }),
    { log: createLog('derive-outcomes', (line) => lines.push(line)), now: () => new Date(doneAt) },
  );
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0]!);
}

test('a batch says for how long views were out of date by the oldest of its changes', async () => {
  expect(await told('2026-08-20T10:00:07Z', [5, 2, 6])).toMatchObject({
    ...{ message: BATCH_DONE, changes: 3, staleMilliseconds: 5000 },
  });
  expect(await told('2026-08-20T10:00:00Z', [1]), 'clocks differ').toMatchObject({ staleMilliseconds: 0 });
  expect(await told('2026-08-20T10:00:00Z', [undefined])).not.toHaveProperty('staleMilliseconds');
});
