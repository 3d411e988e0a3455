import type { Message } from '@aws-sdk/client-sqs';
import type { Activity } from '../activity.ts';
import type { InvocationResult } from '../lambda/invocation.ts';
import type { Queues } from '../queues.ts';
import { reportedFailures } from './batch-delivery.ts';
import type { EventSource } from './event-source.ts';
import { createPause } from './pause.ts';
import { filterView, queueRecord } from './queue-event.ts';
import { queueMessages } from './queue-messages.ts';
import type { QueueSettings } from './queue-settings.ts';

export type QueueMappingPlace = {
  /** Whom it is for, as the application names it. */
  readonly functionName: string;
  readonly queues: Queues;
  readonly activity: Activity;
  invoke(payload: string): Promise<InvocationResult>;
  log(line: string): void;
};

/**
 * On AWS a message whose function failed comes back when the queue's visibility timeout is over, often after
 * an hour. Here it comes back at once, in the same way and counted the same.
 */
const RETRY_SECONDS = 1;
/**
 * Messages are hidden for this long and again and again up to the queue's visibility timeout, so that those
 * held by a runner that was killed are soon there for the next.
 */
const LEASE_SECONDS = 20;
const RENEWAL_MILLISECONDS = 5_000;
const TROUBLE_MILLISECONDS = 200;
/** For the first message of a batch: a queue answers as soon as it has one, and an idle one costs few calls. */
const IDLE_WAIT_SECONDS = 10;
/** For those that may come with it. */
const NEXT_WAIT_SECONDS = 1;

/** Receives from a queue and delivers to a function, for as long as it is not stopped. */
export async function startQueueMapping(
  settings: QueueSettings,
  place: QueueMappingPlace,
): Promise<EventSource> {
  const { queues } = place;
  const queue = queueMessages(queues.client, queues.url(settings.queueArn));
  const visibilitySeconds = await queue.visibilitySeconds();
  const leaseSeconds = Math.min(LEASE_SECONDS, visibilitySeconds);
  const name = `the queue of ${place.functionName}`;
  const stopping = new AbortController();
  const pause = createPause();
  let waiting = 0;

  const receive = (count: number, waitSeconds: number): Promise<Message[]> =>
    queue.receive(count, { waitSeconds, leaseSeconds }, stopping.signal);

  /** A batch, up to its size or until the window since its first message is over. */
  const collect = async (): Promise<Message[]> => {
    const batch = await receive(settings.batchSize, IDLE_WAIT_SECONDS);
    const opened = performance.now();
    while (batch.length > 0 && batch.length < settings.batchSize && !stopping.signal.aborted) {
      if (performance.now() - opened >= settings.windowMilliseconds) break;
      batch.push(...(await receive(settings.batchSize - batch.length, NEXT_WAIT_SECONDS)));
    }
    return batch;
  };

  const deliver = async (messages: readonly Message[]): Promise<void> => {
    const records = messages.map((message) => ({ message, record: queueRecord(message, settings.queueArn) }));
    const passing = records.filter(({ record }) => !settings.filters || settings.filter(filterView(record)));
    // A message that the filter refuses is deleted, as Lambda does.
    await queue.remove(records.filter((entry) => !passing.includes(entry)).map(({ message }) => message));
    if (passing.length === 0) return;
    const held = passing.map(({ message }) => message);
    const started = performance.now();
    const renewal = setInterval(() => {
      if (performance.now() - started > (visibilitySeconds - LEASE_SECONDS) * 1000)
        return clearInterval(renewal);
      queue
        .hide(held, LEASE_SECONDS)
        .catch((error: unknown) => place.log(`could not hold messages: ${String(error)}`));
    }, RENEWAL_MILLISECONDS);
    const result = await place.invoke(JSON.stringify({ Records: passing.map(({ record }) => record) }));
    clearInterval(renewal);
    const failed = failedMessages(result, passing, settings.reportsItemFailures);
    await queue.remove(
      passing.filter(({ record }) => !failed.has(record.messageId)).map(({ message }) => message),
    );
    const again = passing.filter(({ record }) => failed.has(record.messageId)).map(({ message }) => message);
    if (again.length > 0) await queue.hide(again, Math.min(RETRY_SECONDS, visibilitySeconds));
  };

  const poll = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const batch = await collect();
        if (batch.length === 0) continue;
        waiting += batch.length;
        await place.activity
          .during(name, () => deliver(batch))
          .finally(() => {
            waiting -= batch.length;
          });
      } catch (error) {
        if (stopping.signal.aborted) return;
        place.log(`${settings.functionReference}: could not work off its queue: ${String(error)}`);
        await pause.during(TROUBLE_MILLISECONDS);
      }
    }
  };
  const polling = Promise.all(Array.from({ length: settings.maximumConcurrency }, poll));

  return {
    name,
    get waiting() {
      return waiting;
    },
    // The queue's own depth says whether it is empty.
    drainedAt: () => (waiting === 0 ? place.activity.count : undefined),
    hurry: () => {},
    stop: async () => {
      stopping.abort();
      pause.end();
      await polling;
    },
  };
}

/** Ids of the messages to be delivered again: all when the function failed or reports nonsense. */
function failedMessages(
  result: InvocationResult,
  records: readonly { readonly record: { readonly messageId: string } }[],
  reportsItems: boolean,
): Set<string> {
  const all = new Set(records.map(({ record }) => record.messageId));
  if (!result.ok) return all;
  if (!reportsItems) return new Set();
  const reported = reportedFailures(result.payload);
  return reported.every((id) => all.has(id)) ? new Set(reported) : all;
}
