import type { ConsumedCapacity } from '@aws-sdk/client-dynamodb';

/** A call that AWS would count, and that was answered, with whatever. */
export type UsedCall = {
  /** The name of the caller's role; `operator` for whoever is outside of the application. */
  readonly principal: string;
  /** As in signatures: `dynamodb`, `s3`, `sqs`, `kms`. */
  readonly service: string;
  /** Such as `PutItem`. */
  readonly operation: string;
  /** What the tables' engine says that the call has consumed, by table and index; empty for other services. */
  readonly consumed: readonly ConsumedCapacity[];
};

/** An invocation of a function, or the start of one of its environments. */
export type UsedRun = {
  /** Construct name. */
  readonly functionName: string;
  /** The role in whose name its calls come. */
  readonly role: string;
  readonly memoryMegabytes: number;
  /** Whether it is the start of an environment: from its process to its first wait for an event. */
  readonly start: boolean;
  readonly milliseconds: number;
};

/** Is told of what AWS would meter, while it happens. Reading streams is not told: Lambda's own reading costs nothing. */
export type UsageObserver = {
  onCall(call: UsedCall): void;
  onRun(run: UsedRun): void;
};

/** A request to DynamoDB that also asks what it consumes; a request to its streams has no such field. */
export function askingForCapacity(target: string, body: Buffer): Buffer {
  if (!target.startsWith('DynamoDB_')) return body;
  const input: object = JSON.parse(body.toString());
  return Buffer.from(JSON.stringify({ ...input, ReturnConsumedCapacity: 'INDEXES' }));
}

/** What an answer says of it: one table's for most operations, several tables' for those of many items. */
export function consumedIn(answer: Buffer): ConsumedCapacity[] {
  const { ConsumedCapacity: consumed } = JSON.parse(answer.toString() || '{}') as {
    ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[];
  };
  return [consumed ?? []].flat();
}
