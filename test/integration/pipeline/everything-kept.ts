import { gunzipSync } from 'node:zlib';
import { DynamoDBClient, ListTablesCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListBucketsCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { Pipeline } from './pipeline.ts';

const GZIP = 0x1f8b;

/**
 * All that a settled pipeline keeps anywhere, as text by where it is: items of every table, objects of every bucket with
 * their keys, messages of every queue, and logs. Bytes are read as Latin-1, unpacked where they are gzip, so that text in them is found.
 */
export async function everythingKept(pipeline: Pipeline): Promise<Map<string, string>> {
  const kept = new Map<string, string>();
  const dynamodb = new DynamoDBClient(pipeline.cloud.clientConfig);
  const { TableNames = [] } = await dynamodb.send(new ListTablesCommand({}));
  for (const TableName of TableNames) {
    const items: string[] = [];
    for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName })) {
      items.push(...Items.map((item) => JSON.stringify(item, bytesAsText)));
    }
    kept.set(`table ${TableName}`, items.join('\n'));
  }
  dynamodb.destroy();
  const { Buckets = [] } = await pipeline.s3.send(new ListBucketsCommand({}));
  for (const { Name: Bucket } of Buckets) {
    for await (const { Contents = [] } of paginateListObjectsV2({ client: pipeline.s3 }, { Bucket })) {
      for (const { Key } of Contents) {
        const { Body } = await pipeline.s3.send(new GetObjectCommand({ Bucket, Key }));
        const bytes = Buffer.from(await Body!.transformToByteArray());
        const plain = bytes.length > 1 && bytes.readUInt16BE(0) === GZIP ? gunzipSync(bytes) : bytes;
        kept.set(`bucket ${Bucket}/${Key}`, `${Key}\n${plain.toString('latin1')}`);
      }
    }
  }
  kept.set('queues', (await pipeline.deadLetters()).join('\n'));
  for (const [name, log] of await pipeline.logged()) kept.set(`log ${name}`, log);
  return kept;
}

const bytesAsText = (_name: string, value: unknown) =>
  value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value;

/** Where a text stands in what is kept: as itself, as JSON or an address spells it, or as bytes that begin with it in base64. */
export function placesOf(kept: ReadonlyMap<string, string>, text: string): string[] {
  const bytes = Buffer.from(text, 'utf8');
  const spelled = [
    text,
    bytes.toString('latin1'),
    JSON.stringify(text).slice(1, -1),
    bytes.toString('base64').replace(/=+$/, '').slice(0, -1),
    bytes.toString('base64url').slice(0, -1),
    encodeURIComponent(text),
  ];
  return [...kept].filter(([, held]) => spelled.some((one) => held.includes(one))).map(([place]) => place);
}
