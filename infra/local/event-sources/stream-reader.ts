import type { Progress } from './checkpoint.ts';
import { type Page, type Position, type StreamApi, StreamApiError } from './stream-api.ts';

/** Reads a stream forward, from shard to shard. */
export type StreamReader = {
  readonly shardId: string;
  /** The next records, none when there are none yet. */
  read(): Promise<Page['Records']>;
};

/** The most that one call may return. */
const PAGE_RECORDS = 1000;

/**
 * Reads on after `progress`, or from the starting position. An iterator that has expired is replaced; when the
 * records after the checkpoint have been trimmed meanwhile, reading goes on with the oldest there are.
 */
export async function openStream(
  api: StreamApi,
  streamArn: string,
  startingPosition: 'TRIM_HORIZON' | 'LATEST',
  progress: Progress | undefined,
): Promise<StreamReader> {
  const shards = await api.shards(streamArn);
  const first = startingPosition === 'LATEST' && !progress ? shards.at(-1) : shards[0];
  let shardId = shards.find((shard) => shard.ShardId === progress?.shardId)?.ShardId ?? first?.ShardId;
  if (shardId === undefined) throw new Error(`the stream ${streamArn} has no shards`);
  let position: Position =
    progress?.shardId === shardId
      ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: progress.sequenceNumber }
      : { ShardIteratorType: progress ? 'TRIM_HORIZON' : startingPosition };
  let iterator: string | undefined = await iteratorAt(api, streamArn, shardId, position);

  const nextShard = async (): Promise<void> => {
    const all = await api.shards(streamArn);
    const child =
      all.find(({ ParentShardId }) => ParentShardId === shardId) ??
      all[all.findIndex(({ ShardId }) => ShardId === shardId) + 1];
    if (!child) return;
    shardId = child.ShardId;
    position = { ShardIteratorType: 'TRIM_HORIZON' };
    iterator = await iteratorAt(api, streamArn, shardId, position);
  };

  return {
    get shardId() {
      return shardId as string;
    },
    read: async () => {
      if (iterator === undefined) await nextShard();
      if (iterator === undefined) return [];
      let page: Page;
      try {
        page = await api.records(iterator, PAGE_RECORDS);
      } catch (error) {
        // Whatever broke the iterator, the position is known.
        iterator = await iteratorAt(api, streamArn, shardId as string, position);
        if (error instanceof StreamApiError) return [];
        throw error;
      }
      // Engines end a shard by giving no further iterator; the ending sequence number says nothing (dynoxide).
      iterator = page.NextShardIterator;
      const last = page.Records.at(-1);
      if (last)
        position = {
          ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
          SequenceNumber: last.dynamodb.SequenceNumber,
        };
      return page.Records;
    },
  };
}

async function iteratorAt(
  api: StreamApi,
  streamArn: string,
  shardId: string,
  position: Position,
): Promise<string> {
  try {
    return await api.iterator(streamArn, shardId, position);
  } catch (error) {
    if (!(error instanceof StreamApiError) || error.type !== 'TrimmedDataAccessException') throw error;
    return api.iterator(streamArn, shardId, { ShardIteratorType: 'TRIM_HORIZON' });
  }
}
