import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { keyOf } from '../../../shared/storage/aws/dynamodb.ts';
import type { Schedule } from '../schedule/schedule.ts';
import type { Worker } from '../schedule/worker.ts';
import type { ItemChange } from '../tables/table.ts';
import type { Environments } from './environments.ts';

type Numbered = { sequenceNumber: string; change: ItemChange };
type Waiting = Numbered & {
  /** Who was killed with it last. */
  after?: Worker;
};

const MOST_A_BATCH = 30;

/** How soon what has changed is delivered, in seeds that differ: at once and alone, or late and together. */
const EAGERNESS = [0.3, 0.05, 0.01] as const;

/**
 * The stream of a table as the function hears it that is subscribed to it: in batches of any size, in any order, some of
 * them more than once, and again until they are worked off. That is more disorder than Lambda makes, which keeps the
 * changes of one partition in their order. What a killed worker has asked for is done before its changes come again: DynamoDB
 * carries out what has reached it within seconds, and what has not is gone with the worker's connections.
 */
export class StreamDelivery {
  readonly #schedule: Schedule;
  readonly #function: Environments<DynamoDBStreamEvent, DynamoDBBatchResponse>;
  readonly #waiting: Waiting[] = [];
  readonly #done: Numbered[] = [];
  readonly #mostAtOnce: number;
  readonly #eagerness: number;
  #heard = 0;
  #delivered = 0;

  constructor(schedule: Schedule, environments: Environments<DynamoDBStreamEvent, DynamoDBBatchResponse>) {
    this.#schedule = schedule;
    this.#function = environments;
    this.#mostAtOnce = schedule.random.integer(1, 4);
    this.#eagerness = schedule.random.pick(EAGERNESS);
  }

  get running(): number {
    return this.#delivered;
  }

  hear(change: ItemChange): void {
    this.#heard += 1;
    this.#waiting.push({ sequenceNumber: String(this.#heard), change });
  }

  weight(): number {
    return this.#waiting.length > 0 && this.#delivered < this.#mostAtOnce ? this.#eagerness : 0;
  }

  happen(): void {
    const batch = this.#drawnBatch();
    this.#schedule.note(`delivers ${batch.map(({ sequenceNumber }) => sequenceNumber).join(' ')}`);
    this.#delivered += 1;
    void this.#function.invoke({ Records: batch.map(streamRecord) }).then((outcome) => {
      this.#delivered -= 1;
      if ('killed' in outcome)
        return this.#waiting.push(...batch.map((each) => ({ ...each, after: outcome.killed })));
      if ('error' in outcome) return this.#waiting.push(...batch);
      const failed = new Set(outcome.result.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      for (const each of batch) (failed.has(each.sequenceNumber) ? this.#waiting : this.#done).push(each);
      return undefined;
    });
  }

  #drawnBatch(): Numbered[] {
    const { random } = this.#schedule;
    const size = random.integer(1, Math.min(MOST_A_BATCH, this.#waiting.length));
    const batch = Array.from({ length: size }, () => {
      const index = random.integer(0, this.#waiting.length - 1);
      const { after, ...next } = this.#waiting.splice(index, 1)[0]!;
      if (after) this.#schedule.endCallsOf(after);
      return next;
    });
    // Somebody works on it, and the lease of whoever does runs out.
    if (this.#schedule.happens('delivered-again')) this.#waiting.push(random.pick(batch));
    const wasDone = this.#done.length > 0 && this.#schedule.happens('delivered-again');
    const known = wasDone ? random.pick(this.#done) : undefined;
    return known && !batch.includes(known) ? [...batch, known] : batch;
  }
}

function streamRecord({ sequenceNumber, change }: Numbered): DynamoDBStreamEvent['Records'][number] {
  const { key, old, new: now } = change;
  return {
    eventName: old ? (now ? 'MODIFY' : 'REMOVE') : 'INSERT',
    dynamodb: {
      SequenceNumber: sequenceNumber,
      Keys: keyOf(key) as never,
      ...(old && { OldImage: old as never }),
      ...(now && { NewImage: now as never }),
    },
  };
}
