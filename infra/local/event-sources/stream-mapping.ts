import type { Activity } from '../activity.ts';
import { type InvocationResult, LONGEST_PAYLOAD } from '../lambda/invocation.ts';
import type { Stream } from '../provision/tables.ts';
import { type DeliverySteps, deliverBatch, type GivenUp } from './batch-delivery.ts';
import { fileCheckpoint } from './checkpoint.ts';
import type { EventSource } from './event-source.ts';
import { createLanes } from './lanes.ts';
import { createOpenRecords, type StreamEntry } from './open-records.ts';
import { createPause, type Pause } from './pause.ts';
import type { StreamApi } from './stream-api.ts';
import { streamFailureRecord } from './stream-failure-record.ts';
import { openStream } from './stream-reader.ts';
import type { StreamSettings } from './stream-settings.ts';

export type StreamMappingPlace = {
  readonly api: StreamApi;
  readonly stream: Stream;
  readonly checkpointFile: string;
  readonly activity: Activity;
  readonly functionArn: string;
  /** As the application names it. */
  readonly functionName: string;
  invoke(payload: string): Promise<InvocationResult>;
  /** Sends to the failure destination. */
  sendFailure(queueArn: string, body: string): Promise<void>;
  log(line: string): void;
};

const IDLE_MILLISECONDS = { first: 10, longest: 200 };
const TROUBLE_MILLISECONDS = 200;
const RETRY_MILLISECONDS = { first: 50, longest: 5_000 };
/** Room in the event for what is around the records. */
const ENVELOPE_BYTES = 64;
/** Records are read ahead up to this much. */
const READ_AHEAD = { records: 2000, batches: 2, bytes: 64 * 1024 * 1024 };

/**
 * Reads a stream and delivers it to a function, for as long as it is not stopped. Reading goes on while batches
 * run, within bounds, so that the next batch is there when a lane is free.
 */
export async function startStreamMapping(
  settings: StreamSettings,
  place: StreamMappingPlace,
): Promise<EventSource> {
  const { activity, stream } = place;
  const name = `the stream that ${place.functionName} reads`;
  const checkpoint = fileCheckpoint(place.checkpointFile);
  const reader = await openStream(place.api, stream.engineArn, settings.startingPosition, checkpoint.read());
  const { partitionKey } = stream;
  const records = createOpenRecords(
    { streamArn: stream.arn, partitionKey, filter: settings.filter },
    checkpoint,
  );
  const { batchSize, parallelization } = settings;
  const mostOpen = Math.max(READ_AHEAD.records, READ_AHEAD.batches * batchSize * parallelization);
  const idle = createPause();
  const retry = createPause();
  let emptyAt: number | undefined;
  let stopped = false;

  const finish = (batch: readonly StreamEntry[]): void => {
    records.finish(batch);
    idle.end();
  };
  const steps = deliverySteps(settings, place, { finish, retry, stopped: () => stopped });
  const lanes = createLanes<StreamEntry>(
    { ...settings, lanes: parallelization, batchBytes: LONGEST_PAYLOAD - ENVELOPE_BYTES },
    (batch) =>
      deliverBatch(batch, settings, steps).catch((error: unknown) => {
        // Neither done nor given up: the records stay open, and the checkpoint before them.
        place.log(`${settings.id}: delivery broke off: ${String(error)}`);
      }),
  );

  /** Reads one page. Returns how long to wait before the next. */
  const readOn = async (lastPause: number): Promise<number> => {
    if (records.count >= mostOpen || records.bytes >= READ_AHEAD.bytes) return IDLE_MILLISECONDS.longest;
    const began = activity.count;
    const page = await reader.read();
    if (page.length === 0) {
      emptyAt = began;
      return Math.min(IDLE_MILLISECONDS.longest, Math.max(IDLE_MILLISECONDS.first, lastPause * 2));
    }
    activity.note();
    for (const record of page) {
      const entry = records.open(record, reader.shardId);
      if (entry) lanes.add(entry);
    }
    return 0;
  };
  const read = async (): Promise<void> => {
    let pause = 0;
    while (!stopped) {
      pause = await readOn(pause).catch((error: unknown) => {
        if (!stopped) place.log(`${settings.id}: could not read the stream: ${String(error)}`);
        return TROUBLE_MILLISECONDS;
      });
      if (pause > 0 && !stopped) await idle.during(pause);
    }
  };
  const reading = read();

  return {
    name,
    get waiting() {
      return records.count;
    },
    drainedAt: () => (records.count === 0 ? emptyAt : undefined),
    hurry: () => {
      idle.end();
      if (activity.running === 0 && emptyAt === activity.count) lanes.closeWindows();
    },
    stop: async () => {
      stopped = true;
      idle.end();
      retry.end();
      await Promise.all([reading, lanes.stop()]);
      await checkpoint.flush();
    },
  };
}

/** What delivery does in this place. */
function deliverySteps(
  settings: StreamSettings,
  place: StreamMappingPlace,
  own: { finish(batch: readonly StreamEntry[]): void; retry: Pause; stopped: () => boolean },
): DeliverySteps<StreamEntry> {
  const { finish, retry, stopped } = own;

  /** What is given up must not be lost because its destination is not there for a moment. */
  const report = async (queueArn: string, given: GivenUp<StreamEntry>): Promise<void> => {
    const shardId = given.batch[0]?.shardId ?? '';
    const source = { functionArn: place.functionArn, streamArn: place.stream.arn, shardId, now: new Date() };
    const body = streamFailureRecord(given, source);
    while (!stopped()) {
      try {
        return await place.sendFailure(queueArn, body);
      } catch (error) {
        place.log(`${settings.id}: could not reach its failure destination: ${String(error)}`);
        await retry.during(TROUBLE_MILLISECONDS);
      }
    }
  };

  return {
    invoke: (batch) => place.invoke(`{"Records":[${batch.map(({ text }) => text).join(',')}]}`),
    done: finish,
    giveUp: (given) =>
      place.activity.during(`${place.functionName}: giving up`, async () => {
        place.log(`${settings.id}: gave up ${given.batch.length} records (${given.condition})`);
        if (settings.onFailureArn) await report(settings.onFailureArn, given);
        if (!stopped()) finish(given.batch);
      }),
    backOff: (attempt) =>
      retry.during(Math.min(RETRY_MILLISECONDS.longest, RETRY_MILLISECONDS.first * 2 ** (attempt - 1))),
    stopped,
    now: Date.now,
  };
}
