import { describe, expect, it } from 'vitest';
import { askingForCapacity, consumedIn } from '../../infra/local/usage.ts';

const input = Buffer.from('{"TableName":"records"}');

describe('what a call consumes', () => {
  it('is asked for by every request to tables, and by none to streams, which have no such field', () => {
    expect(JSON.parse(askingForCapacity('DynamoDB_20120810.GetItem', input).toString())).toEqual({
      TableName: 'records',
      ReturnConsumedCapacity: 'INDEXES',
    });
    expect(askingForCapacity('DynamoDBStreams_20120810.GetRecords', input)).toBe(input);
  });

  it('is told as one, as many, or not at all', () => {
    const one = { TableName: 'records', CapacityUnits: 2 };
    const answer = (ConsumedCapacity: unknown) =>
      consumedIn(Buffer.from(JSON.stringify({ ConsumedCapacity })));
    expect(answer(one)).toEqual([one]);
    expect(answer([one, one])).toEqual([one, one]);
    expect(answer(undefined)).toEqual([]);
    expect(consumedIn(Buffer.from(''))).toEqual([]);
  });
});
