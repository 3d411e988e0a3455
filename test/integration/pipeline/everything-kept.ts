import { gunzipSync, inflateRawSync } from 'node:zlib';
import { DynamoDBClient, ListTablesCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListBucketsCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { parquetReadObjects } from 'hyparquet';
import { extractText } from 'unpdf';
import type { Pipeline } from './pipeline.ts';

const GZIP = Buffer.from([0x1f, 0x8b]);
const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');

/**
 * All that a settled pipeline keeps anywhere, as text by where it is: items of every table, objects of every bucket with
 * their keys, messages of every queue, and logs. Bytes are read as Latin-1, and what is packed in them besides: gzip, zip, the columns of
 * Parquet and what a PDF shows, so that text in them is found.
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
        kept.set(
          `bucket ${Bucket}/${Key}`,
          [Key, bytes.toString('latin1'), await unpacked(bytes)].join('\n'),
        );
      }
    }
  }
  kept.set('queues', (await pipeline.deadLetters()).join('\n'));
  for (const [name, log] of await pipeline.logged()) kept.set(`log ${name}`, log);
  return kept;
}

/** What bytes hold that are packed. */
async function unpacked(bytes: Buffer): Promise<string> {
  const begins = (mark: string | Buffer) => bytes.subarray(0, mark.length).equals(Buffer.from(mark));
  if (begins(GZIP)) return gunzipSync(bytes).toString('latin1');
  if (begins(ZIP)) return zipped(bytes).join('\n');
  if (begins('%PDF')) return (await extractText(new Uint8Array(bytes), { mergePages: true })).text;
  if (!begins('PAR1')) return '';
  const { buffer, byteOffset, byteLength } = new Uint8Array(bytes);
  const rows = await parquetReadObjects({ file: buffer.slice(byteOffset, byteOffset + byteLength) });
  return JSON.stringify(rows, (_name, value) => (typeof value === 'bigint' ? String(value) : value));
}

/** The files of a ZIP archive, found by its central directory (APPNOTE 4.3.12). */
function zipped(bytes: Buffer): string[] {
  const files: string[] = [];
  let at = bytes.readUInt32LE(bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1') + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [method, size, start] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ];
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const body = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const packed = bytes.subarray(body, body + size);
    files.push((method === 8 ? inflateRawSync(packed) : packed).toString('latin1'));
    at += 46 + name! + extra! + comment!;
  }
  return files;
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
