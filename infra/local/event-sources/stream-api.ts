import { Agent, request } from 'node:http';

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

export type Shard = { readonly ShardId: string; readonly ParentShardId?: string };
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

/** Local engines want to see a signature with a date, and do not check it. */
const UNCHECKED_SIGNATURE = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=runner/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=0',
  'x-amz-date': '20260101T000000Z',
};

/** @param endpoint base URL of the engine */
export function streamApi(endpoint: string): StreamApi {
  const agent = new Agent({ keepAlive: true });
  const call = (operation: string, input: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const outgoing = request(endpoint, {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
          ...UNCHECKED_SIGNATURE,
        },
      });
      outgoing.on('error', reject);
      outgoing.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('error', reject);
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          try {
            const answer = JSON.parse(Buffer.concat(chunks).toString()) as {
              __type?: string;
              message?: string;
            };
            if (response.statusCode === 200) return resolve(answer);
            reject(new StreamApiError(answer.__type?.split('#').pop() ?? 'Unknown', answer.message ?? ''));
          } catch (error) {
            reject(error);
          }
        });
      });
      outgoing.end(JSON.stringify(input));
    });

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
    close: () => agent.destroy(),
  };
}
