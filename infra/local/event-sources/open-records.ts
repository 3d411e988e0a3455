import { REGION } from '../account.ts';
import type { Deliverable } from './batch-delivery.ts';
import type { Checkpoint, Progress } from './checkpoint.ts';
import type { LaneEntry } from './lanes.ts';
import type { StreamRecord } from './stream-api.ts';
import { createWatermark, type Mark } from './watermark.ts';

/** A record on its way: `text` is its JSON, written once. */
export type StreamEntry = Deliverable &
  LaneEntry & { readonly text: string; readonly shardId: string; readonly mark: Mark };

/** The records of a mapping that were read and are not finished. */
export type OpenRecords = {
  readonly count: number;
  /** Of the JSON of all of them. */
  readonly bytes: number;
  /** Opens a record in the order of the stream; one that the filter refuses is finished at once, and undefined. */
  open(record: StreamRecord, shardId: string): StreamEntry | undefined;
  /** Finishes records, and notes the progress in the checkpoint when it has moved. */
  finish(entries: readonly StreamEntry[]): void;
};

export function createOpenRecords(
  mapping: {
    readonly streamArn: string;
    readonly partitionKey: string;
    readonly filter: (record: unknown) => boolean;
  },
  checkpoint: Checkpoint,
): OpenRecords {
  const watermark = createWatermark<Progress>();
  let bytes = 0;
  const end = (mark: Mark): void => {
    const progress = watermark.end(mark);
    if (progress) checkpoint.note(progress);
  };
  return {
    get count() {
      return watermark.open;
    },
    get bytes() {
      return bytes;
    },
    open: (record, shardId) => {
      // Engines write names of their own here.
      record.eventSourceARN = mapping.streamArn;
      record.awsRegion = REGION;
      const { SequenceNumber: id, Keys, ApproximateCreationDateTime } = record.dynamodb;
      const mark = watermark.begin({ shardId, sequenceNumber: id });
      if (!mapping.filter(record)) {
        end(mark);
        return undefined;
      }
      const text = JSON.stringify(record);
      const entry: StreamEntry = {
        ...{ id, text, shardId, mark },
        key: JSON.stringify(Keys[mapping.partitionKey]),
        bytes: Buffer.byteLength(text) + 1,
        createdAt: createdAt(ApproximateCreationDateTime),
      };
      bytes += entry.bytes;
      return entry;
    },
    finish: (entries) => {
      for (const entry of entries) {
        bytes -= entry.bytes;
        end(entry.mark);
      }
    },
  };
}

/** Whole seconds are all that a stream promises: counting from the end of that second never ages a record early. */
function createdAt(seconds: number | undefined): number {
  return seconds === undefined ? Date.now() : (Math.floor(seconds) + 1) * 1000;
}
