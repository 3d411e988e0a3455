import { arnService } from '../account.ts';
import type { Resource } from '../assembly/application.ts';
import { onFailure } from '../lambda/on-failure.ts';
import type { DeliverySettings } from './batch-delivery.ts';
import { type Filter, filterCriteria } from './filter-pattern.ts';

/** An event source mapping of a DynamoDB stream, with Lambda's defaults filled in. */
export type StreamSettings = DeliverySettings & {
  /** Stable across starts: names the checkpoint. */
  readonly id: string;
  readonly functionReference: string;
  readonly streamArn: string;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly batchSize: number;
  readonly windowMilliseconds: number;
  readonly parallelization: number;
  readonly filter: Filter;
  readonly onFailureArn?: string;
};

const DEFAULT_BATCH_SIZE = 100;

/** -1 means without end, in the retry attempts and the record age alike. */
const orInfinity = (value: unknown, fallback: number): number => {
  const number = Number(value ?? fallback);
  return number < 0 ? Number.POSITIVE_INFINITY : number;
};

/** @throws Error naming the mapping for settings that cannot be honoured. */
export function streamSettings(resource: Resource): StreamSettings {
  const { label } = resource;
  const properties = resource.properties();
  const startingPosition = properties['StartingPosition'];
  if (startingPosition !== 'TRIM_HORIZON' && startingPosition !== 'LATEST') {
    throw new Error(`${label}: a stream of DynamoDB starts at TRIM_HORIZON or LATEST`);
  }
  if (properties['TumblingWindowInSeconds'] !== undefined)
    throw new Error(`${label}: tumbling windows do not run locally`);
  const onFailureArn = onFailure(properties['DestinationConfig']);
  if (onFailureArn && arnService(onFailureArn) !== 'sqs') {
    throw new Error(`${label}: only a queue can be the failure destination locally, not ${onFailureArn}`);
  }
  return {
    id: `${resource.stack}.${resource.logicalId}`,
    functionReference: functionName(properties['FunctionName']),
    streamArn: String(properties['EventSourceArn']),
    startingPosition,
    batchSize: Number(properties['BatchSize'] ?? DEFAULT_BATCH_SIZE),
    windowMilliseconds: Number(properties['MaximumBatchingWindowInSeconds'] ?? 0) * 1000,
    parallelization: Number(properties['ParallelizationFactor'] ?? 1),
    filter: filterCriteria(properties['FilterCriteria']),
    retryAttempts: orInfinity(properties['MaximumRetryAttempts'], -1),
    maximumAgeMilliseconds: orInfinity(properties['MaximumRecordAgeInSeconds'], -1) * 1000,
    bisect: properties['BisectBatchOnFunctionError'] === true,
    reportsItemFailures: reportsItemFailures(properties['FunctionResponseTypes']),
    ...(onFailureArn && { onFailureArn }),
  };
}

export function reportsItemFailures(responseTypes: unknown): boolean {
  return Array.isArray(responseTypes) && responseTypes.includes('ReportBatchItemFailures');
}

/** A mapping may name its function by name or by ARN, either with a qualifier. */
export function functionName(value: unknown): string {
  return String(value).replace(/:\$LATEST$/, '');
}
