import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { Log } from '../log.ts';
import { type StreamChange, streamChange } from './stream-change.ts';

/** The ids of the views that a change makes stale, or why that cannot be told. */
export type StaleViews = { change: StreamChange } & ({ viewIds: string[] } | { error: unknown });

/** Brings up to date what a batch makes stale; `failed` holds the ids of views that are not. */
export type BatchRefresh = (
  changes: readonly StreamChange[],
) => Promise<{ stale: StaleViews[]; failed: ReadonlyMap<string, unknown> }>;

/** How the line is called that metrics are counted from (infra/function-counts.ts). */
export const BATCH_DONE = 'batch done';

/**
 * Handles a stream batch: every change whose views are all up to date counts as done, the others are
 * reported, so that only they come again. A change that cannot even be read fails alone.
 */
export async function handleStreamBatch(
  event: DynamoDBStreamEvent,
  refreshBatch: BatchRefresh,
  { log, now }: { log: Log; now(): Date },
): Promise<DynamoDBBatchResponse> {
  const { stale, failed } = await refreshBatch(event.Records.map(streamChange));
  const undone = stale.filter((entry) => 'error' in entry || entry.viewIds.some((id) => failed.has(id)));
  for (const error of failed.values()) log.error('a view could not be refreshed', error);
  for (const entry of undone) if ('error' in entry) log.error('a change could not be read', entry.error);
  log.info(BATCH_DONE, {
    ...{ changes: stale.length, failedViews: failed.size, undone: undone.length },
    staleMilliseconds: longestStale(stale, now()),
  });
  return {
    batchItemFailures: undone.map(({ change }) => ({ itemIdentifier: change.sequenceNumber })),
  };
}

/** How long views were out of date by the oldest of the changes, in milliseconds; nothing where the stream does not say. */
function longestStale(stale: readonly StaleViews[], now: Date): number | undefined {
  const made = stale.flatMap(({ change: { madeAt } }) => (madeAt === undefined ? [] : [madeAt.getTime()]));
  return made.length === 0 ? undefined : Math.max(0, now.getTime() - Math.min(...made));
}

/** Asks for the stale views of each change, keeping a change that cannot be read apart from the others. */
export function staleViewsOf(
  changes: readonly StreamChange[],
  viewIds: (change: StreamChange) => string[],
): StaleViews[] {
  return changes.map((change) => {
    try {
      return { change, viewIds: viewIds(change) };
    } catch (error) {
      return { change, error };
    }
  });
}
