import { arn } from '../account.ts';
import { engineHeaders } from '../engines/engine-headers.ts';
import { type Upstream, wholeBody } from './forward.ts';

/**
 * Local engines write ARNs of their own (`arn:aws:dynamodb:ddblocal:000000000000:table/...`), while policies
 * and templates speak of our region and account. This translates both ways, and makes shard iterators say
 * which stream they belong to, as AWS's do, since the iterator is all that a GetRecords call shows.
 */
export type ArnTranslation = {
  /** Rewrites a request body for the engine. */
  toEngine(operation: string, body: Buffer): Promise<Buffer>;
  /** Rewrites the engine's answer to it. */
  fromEngine(
    operation: string,
    body: Buffer,
    request: { StreamArn?: string; ShardIterator?: string },
  ): Buffer;
};

const ANSWERS_WITH_ARNS = new Set([
  ...['CreateTable', 'DescribeTable', 'UpdateTable', 'DeleteTable'],
  ...['ListStreams', 'DescribeStream'],
]);
const ASKS_WITH_ARN = new Set(['DescribeStream', 'GetShardIterator', 'ListStreams']);
const ANY_TABLE_ARN = /arn:aws:dynamodb:[^:"]*:[^:"]*:table\//g;
const NEXT_ITERATOR = '"NextShardIterator":"';
const ITERATOR_SEPARATOR = '|1|';

/** Whether bodies of this operation must be rewritten; most pass through untouched. */
export function mentionsArns(operation: string): boolean {
  return ANSWERS_WITH_ARNS.has(operation) || ASKS_WITH_ARN.has(operation) || operation === 'GetRecords';
}

const OUR_PREFIX = arn('dynamodb', 'table/');

export function arnTranslation(engine: Upstream): ArnTranslation {
  /** The engine's own prefix is learnt from the first answer that shows it. */
  let enginePrefix: string | undefined;

  const ours = (text: string): string =>
    text.replace(ANY_TABLE_ARN, (found) => {
      enginePrefix = found;
      return OUR_PREFIX;
    });

  const learnFrom = async (table: string): Promise<void> => {
    const answer = await engine.send({
      method: 'POST',
      path: '/',
      headers: engineHeaders('DynamoDB_20120810.DescribeTable'),
      body: JSON.stringify({ TableName: table }),
    });
    ours((await wholeBody(answer)).toString());
  };

  return {
    toEngine: async (operation, body) => {
      if (operation === 'GetRecords') {
        const input = JSON.parse(body.toString()) as { ShardIterator?: string };
        const iterator = input.ShardIterator?.split(ITERATOR_SEPARATOR)[1];
        return Buffer.from(JSON.stringify({ ...input, ShardIterator: iterator ?? input.ShardIterator }));
      }
      const text = body.toString();
      const start = text.indexOf(OUR_PREFIX);
      if (!ASKS_WITH_ARN.has(operation) || start < 0) return body;
      const table = /^[^/"]*/.exec(text.slice(start + OUR_PREFIX.length))?.[0];
      if (!enginePrefix && table) await learnFrom(table);
      return Buffer.from(text.replaceAll(OUR_PREFIX, enginePrefix ?? OUR_PREFIX));
    },
    fromEngine: (operation, body, request) => {
      if (operation === 'GetRecords') {
        const stream = request.ShardIterator?.split(ITERATOR_SEPARATOR)[0] ?? '';
        return insertAfter(body, NEXT_ITERATOR, `${stream}${ITERATOR_SEPARATOR}`);
      }
      if (operation === 'GetShardIterator') {
        return insertAfter(body, '"ShardIterator":"', `${request.StreamArn}${ITERATOR_SEPARATOR}`);
      }
      return ANSWERS_WITH_ARNS.has(operation) ? Buffer.from(ours(body.toString())) : body;
    },
  };
}

/** Only a key outside of every string can match: inside of one, each quote would have a backslash before it. */
function insertAfter(body: Buffer, key: string, text: string): Buffer {
  const start = body.indexOf(key);
  if (start < 0) return body;
  const end = start + key.length;
  return Buffer.concat([body.subarray(0, end), Buffer.from(text), body.subarray(end)]);
}
