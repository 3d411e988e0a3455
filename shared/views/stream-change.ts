import type { DynamoDBRecord } from 'aws-lambda';
import type { Item } from '../storage/aws/dynamodb.ts';
import type { ItemKey } from '../storage/keys/keys.ts';

/** A change of one item as a DynamoDB stream tells it. It says where to look, nothing more. */
export type StreamChange = {
  sequenceNumber: string;
  key: ItemKey;
  /** When it was made, to the second; nothing where the stream does not say. */
  madeAt?: Date;
  old?: Item;
  new?: Item;
};

export function streamChange({ dynamodb }: DynamoDBRecord): StreamChange {
  const madeAt = dynamodb!.ApproximateCreationDateTime;
  return {
    sequenceNumber: dynamodb!.SequenceNumber!,
    key: { pk: dynamodb!.Keys!['pk']!.S!, sk: dynamodb!.Keys!['sk']!.S! },
    ...(madeAt !== undefined && { madeAt: new Date(madeAt * 1000) }),
    old: dynamodb!.OldImage as StreamChange['old'],
    new: dynamodb!.NewImage as StreamChange['new'],
  };
}
