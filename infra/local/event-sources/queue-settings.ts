import type { Resource } from '../assembly/application.ts';
import { type Filter, filterCriteria } from './filter-pattern.ts';
import { functionName, reportsItemFailures } from './stream-settings.ts';

/** An event source mapping of a queue, with Lambda's defaults filled in. */
export type QueueSettings = {
  readonly functionReference: string;
  readonly queueArn: string;
  readonly batchSize: number;
  readonly windowMilliseconds: number;
  readonly maximumConcurrency: number;
  readonly filter: Filter;
  /** A pattern for `body` looks into it as JSON. */
  readonly filters: boolean;
  readonly reportsItemFailures: boolean;
};

const DEFAULT_BATCH_SIZE = 10;
/** As many as a function has environments by default; more would only hold messages that wait. */
const DEFAULT_CONCURRENCY = 2;

export function queueSettings(resource: Resource): QueueSettings {
  const properties = resource.properties();
  const scaling = properties['ScalingConfig'] as { MaximumConcurrency?: number } | undefined;
  const queueArn = String(properties['EventSourceArn']);
  const concurrency = Math.min(DEFAULT_CONCURRENCY, scaling?.MaximumConcurrency ?? DEFAULT_CONCURRENCY);
  return {
    functionReference: functionName(properties['FunctionName']),
    queueArn,
    batchSize: Number(properties['BatchSize'] ?? DEFAULT_BATCH_SIZE),
    windowMilliseconds: Number(properties['MaximumBatchingWindowInSeconds'] ?? 0) * 1000,
    // A FIFO queue is worked off in order.
    maximumConcurrency: queueArn.endsWith('.fifo') ? 1 : concurrency,
    filter: filterCriteria(properties['FilterCriteria']),
    filters: properties['FilterCriteria'] !== undefined,
    reportsItemFailures: reportsItemFailures(properties['FunctionResponseTypes']),
  };
}
