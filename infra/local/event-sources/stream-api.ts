import { engineHeaders } from '../engines/engine-headers.ts';
import { upstream, wholeBody } from '../gateway/forward.ts';

/** A stream record as it travels, which is also how a function gets it. Times are in seconds since 1970. */
export type StreamRecord = {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly eventVersion?: string;
  readonly eventSource?: string;
  awsRegion?: string;
  eventSourceARN?: string;
  readonly dynamodb: {
    readonly ApproximateCreationDateTime?: number;
    readonly Keys: Readonly<Record<string, Readonly<Record<string, string>>>>;
    readonly NewImage?: unknown;
    readonly OldImage?: unknown;
    readonly SequenceNumber: string;
  };
  readonly userIdentity?: unknown;
};

type Shard = { readonly ShardId: string; readonly ParentShardId?: string };
export type Page = { readonly Records: StreamRecord[]; readonly NextShardIterator?: string };
export type Position =
  | { readonly ShardIteratorType: 'TRIM_HORIZON' | 'LATEST' }
  | { readonly ShardIteratorType: 'AFTER_SEQUENCE_NUMBER'; readonly SequenceNumber: string };

/** An error that the engine answered with. `type` is its name, such as ExpiredIteratorException. */
export class StreamApiError extends Error {
  override readonly name = 'StreamApiError';
  readonly type: string;

  constructor(type: string, message: string) {
    super(`${type}: ${message}`);
    this.type = type;
  }
}

/**
 * The three calls that reading a stream takes, straight over HTTP. The SDK would turn each record into objects
 * and dates only for us to turn it back into the same JSON, which is most of the work at thousands a second.
 */
export type StreamApi = {
  shards(streamArn: string): Promise<readonly Shard[]>;
  iterator(streamArn: string, shardId: string, position: Position): Promise<string>;
  records(iterator: string, limit: number): Promise<Page>;
  close(): void;
};

/** @param endpoint base URL of the engine */
export function streamApi(endpoint: string): StreamApi {
  const engine = upstream(endpoint);
  const call = async (operation: string, input: object): Promise<unknown> => {
    const answer = await engine.send({
      method: 'POST',
      path: '/',
      headers: engineHeaders(`DynamoDBStreams_20120810.${operation}`),
      body: JSON.stringify(input),
    });
    const body: unknown = JSON.parse((await wholeBody(answer)).toString());
    if (answer.statusCode === 200) return body;
    const { __type, message } = body as { __type?: string; message?: string };
    throw new StreamApiError(__type?.split('#').pop() ?? 'Unknown', message ?? '');
  };

  return {
    shards: async (StreamArn) => {
      const answer = (await call('DescribeStream', { StreamArn })) as {
        StreamDescription: { Shards: Shard[] };
      };
      return answer.StreamDescription.Shards;
    },
    iterator: async (StreamArn, ShardId, position) => {
      const answer = (await call('GetShardIterator', { StreamArn, ShardId, ...position })) as {
        ShardIterator: string;
      };
      return answer.ShardIterator;
    },
    records: async (ShardIterator, Limit) => (await call('GetRecords', { ShardIterator, Limit })) as Page,
    close: engine.close,
  };
}
