import type { InvocationResult } from '../lambda/invocation.ts';

export type DeliverySettings = {
  /** How many failures of the same batch are retried; Infinity until the records expire. */
  readonly retryAttempts: number;
  readonly bisect: boolean;
  readonly reportsItemFailures: boolean;
  /** Records older than this are given up, in milliseconds. */
  readonly maximumAgeMilliseconds: number;
};

/** A record as delivery sees it. */
export type Deliverable = { readonly id: string; readonly createdAt: number };

export type GivenUp<T> = {
  readonly batch: readonly T[];
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly invokeCount: number;
};

export type DeliverySteps<T> = {
  invoke(batch: readonly T[]): Promise<InvocationResult>;
  /** These records need no more delivery. */
  done(batch: readonly T[]): void;
  /** Hands a batch to the failure destination; afterwards it is done. */
  giveUp(given: GivenUp<T>): Promise<void>;
  /** Waits before the retry of this number, from 1 on. Resolves early when stopped. */
  backOff(retry: number): Promise<void>;
  readonly stopped: () => boolean;
  readonly now: () => number;
};

/**
 * Delivers one batch of a stream as Lambda's event source mapping does (Lambda developer guide, "Using AWS
 * Lambda with Amazon DynamoDB"), in order, until every record is done or given up:
 * - what comes before the first reported failure is done, the rest is delivered again;
 * - a failed batch is split, when that is asked for, and each part starts with a fresh retry quota, so that a
 *   poison record is given up alone and its neighbours are not;
 * - a batch that may not be split is retried until the quota is spent or its records are too old.
 *
 * Returns early, leaving records neither done nor given up, when stopped.
 */
export async function deliverBatch<T extends Deliverable>(
  records: readonly T[],
  settings: DeliverySettings,
  steps: DeliverySteps<T>,
): Promise<void> {
  const queue: (readonly T[])[] = [records];
  for (let batch = queue.shift(); batch && !steps.stopped(); batch = queue.shift()) {
    queue.unshift(...(await deliverOnce(batch, settings, steps)));
  }
}

/** Delivers a batch with its own retry quota. Returns what it was split into, or nothing. */
async function deliverOnce<T extends Deliverable>(
  whole: readonly T[],
  settings: DeliverySettings,
  steps: DeliverySteps<T>,
): Promise<readonly (readonly T[])[]> {
  let batch = whole;
  for (let failures = 0; ; ) {
    batch = await withoutExpired(batch, failures, settings, steps);
    if (batch.length === 0) return [];
    const result = await steps.invoke(batch);
    if (steps.stopped() && !result.ok) return [];
    const reported = firstFailure(result, batch, settings);
    if (reported === undefined) {
      steps.done(batch);
      return [];
    }
    if (reported > 0) {
      steps.done(batch.slice(0, reported));
      batch = batch.slice(reported);
      failures = 0;
    }
    failures += 1;
    if (settings.bisect && batch.length > 1) return split(batch, result.ok);
    if (failures > settings.retryAttempts) {
      await steps.giveUp({ batch, condition: 'RetryAttemptsExhausted', invokeCount: failures });
      return [];
    }
    await steps.backOff(failures);
    if (steps.stopped()) return [];
  }
}

/** In halves; but when the function has named the record that fails, that one goes alone. */
function split<T>(batch: readonly T[], firstIsNamed: boolean): readonly (readonly T[])[] {
  const middle = firstIsNamed ? 1 : Math.ceil(batch.length / 2);
  return [batch.slice(0, middle), batch.slice(middle)];
}

async function withoutExpired<T extends Deliverable>(
  batch: readonly T[],
  failures: number,
  settings: DeliverySettings,
  steps: DeliverySteps<T>,
): Promise<readonly T[]> {
  const oldest = steps.now() - settings.maximumAgeMilliseconds;
  const young = batch.filter(({ createdAt }) => createdAt >= oldest);
  const expired = batch.filter(({ createdAt }) => createdAt < oldest);
  if (expired.length > 0) {
    await steps.giveUp({ batch: expired, condition: 'RecordAgeExceeded', invokeCount: failures });
  }
  return young;
}

/** Index of the first record that failed; undefined when none did, 0 when the function failed as a whole. */
function firstFailure(
  result: InvocationResult,
  batch: readonly Deliverable[],
  settings: DeliverySettings,
): number | undefined {
  if (!result.ok) return 0;
  if (!settings.reportsItemFailures) return undefined;
  const failed = reportedFailures(result.payload);
  if (failed.length === 0) return undefined;
  const indexes = failed.map((id) => batch.findIndex((record) => record.id === id));
  // An identifier that is none of the batch's makes the whole answer worthless.
  return indexes.includes(-1) ? 0 : Math.min(...indexes);
}

/**
 * Identifiers in the partial batch response of a function; none when it reports success. An answer in another
 * shape yields an identifier that matches no record, as AWS then takes the batch for failed.
 */
export function reportedFailures(payload: string): string[] {
  const failures = batchItemFailures(payload);
  if (failures === undefined || failures === null) return [];
  if (!Array.isArray(failures)) return [''];
  return failures.map((failure: unknown) => {
    const id = (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier;
    return typeof id === 'string' ? id : '';
  });
}

function batchItemFailures(payload: string): unknown {
  if (payload === '') return undefined;
  try {
    return (JSON.parse(payload) as { batchItemFailures?: unknown } | null)?.batchItemFailures;
  } catch {
    return 'no JSON';
  }
}
