import { hash } from 'node:crypto';

/** Something to deliver in the order of its key. */
export type LaneEntry = { readonly key: string; readonly bytes: number };

export type Lanes<T extends LaneEntry> = {
  add(entry: T): void;
  /** Delivers what waits for its batch to fill up: a window is the longest that it may wait. */
  closeWindows(): void;
  /** Starts no further batch; resolves when the running ones have ended. */
  stop(): Promise<void>;
};

export type LaneSettings = {
  readonly lanes: number;
  readonly batchSize: number;
  /** How long a batch may wait to fill up, from its oldest entry on. */
  readonly windowMilliseconds: number;
  readonly batchBytes: number;
};

/**
 * Splits a shard into lanes by key: entries of one key always take the same lane, and a lane has one batch
 * under way at a time, so that the order of each key is kept while different keys are worked on at once
 * (the parallelization factor of an event source mapping).
 */
export function createLanes<T extends LaneEntry>(
  settings: LaneSettings,
  deliver: (batch: readonly T[]) => Promise<void>,
): Lanes<T> {
  const lanes = Array.from({ length: settings.lanes }, () => createLane(settings, deliver));
  return {
    add: (entry) => lanes[laneOf(entry.key, lanes.length)]?.add(entry),
    closeWindows: () => {
      for (const lane of lanes) lane.closeWindows();
    },
    stop: async () => {
      await Promise.all(lanes.map((lane) => lane.stop()));
    },
  };
}

function createLane<T extends LaneEntry>(
  { batchSize, windowMilliseconds, batchBytes }: LaneSettings,
  deliver: (batch: readonly T[]) => Promise<void>,
): Lanes<T> {
  let entries: { readonly entry: T; readonly arrived: number }[] = [];
  let bytes = 0;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const take = (): T[] => {
    let count = 0;
    let size = 0;
    for (const { entry } of entries) {
      if (count === batchSize || (count > 0 && size + entry.bytes > batchBytes)) break;
      count += 1;
      size += entry.bytes;
    }
    const batch = entries.slice(0, count).map(({ entry }) => entry);
    entries = entries.slice(count);
    bytes -= size;
    return batch;
  };

  const deliverNow = (): void => {
    clearTimeout(timer);
    timer = undefined;
    running = deliver(take()).finally(() => {
      running = undefined;
      pump();
    });
  };

  const pump = (): void => {
    const oldest = entries[0];
    if (stopped || running || !oldest) return;
    const waited = performance.now() - oldest.arrived;
    if (entries.length < batchSize && bytes < batchBytes && waited < windowMilliseconds) {
      timer ??= setTimeout(() => {
        timer = undefined;
        pump();
      }, windowMilliseconds - waited);
      return;
    }
    deliverNow();
  };

  return {
    add: (entry) => {
      entries.push({ entry, arrived: performance.now() });
      bytes += entry.bytes;
      // A page arrives record by record: look at the lane once all of it is here.
      if (entries.length === 1) queueMicrotask(pump);
      else if (entries.length >= batchSize || bytes >= batchBytes) pump();
    },
    closeWindows: () => {
      if (!stopped && !running && entries.length > 0) deliverNow();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

function laneOf(key: string, lanes: number): number {
  return lanes === 1 ? 0 : hash('md5', key, 'buffer').readUInt32BE() % lanes;
}
