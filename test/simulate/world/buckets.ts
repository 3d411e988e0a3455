import { createHash } from 'node:crypto';
import {
  DeleteObjectCommand,
  type DeleteObjectCommandInput,
  GetObjectCommand,
  type GetObjectCommandInput,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  NoSuchKey,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { Worker } from '../schedule/worker.ts';
import type { Command } from '../tables/tables-in-memory.ts';

/** The objects of all buckets, as far as the stores use S3: written whole, once where that is asked, read from a byte on, removed. */
export class Buckets {
  readonly #objects = new Map<string, Buffer>();
  /** Every different content that a key has had, to see what should have been written once. */
  readonly written = new Map<string, Set<string>>();

  put(bucket: string, key: string, body: Buffer): string {
    const name = `${bucket}/${key}`;
    const eTag = md5(body);
    this.#objects.set(name, body);
    this.written.set(name, (this.written.get(name) ?? new Set()).add(eTag));
    return eTag;
  }

  body(bucket: string, key: string): Buffer | undefined {
    return this.#objects.get(`${bucket}/${key}`);
  }

  text(bucket: string, key: string): string | undefined {
    return this.body(bucket, key)?.toString('utf8');
  }

  keys(bucket: string, prefix = ''): string[] {
    const names = [...this.#objects.keys()].filter((name) => name.startsWith(`${bucket}/${prefix}`));
    return names.map((name) => name.slice(bucket.length + 1)).sort();
  }

  /** S3's client as a worker has it. */
  client(worker: Worker): S3Client {
    const send = (command: Command) => {
      const { Bucket, Key, Prefix } = command.input as { Bucket: string; Key?: string; Prefix?: string };
      const { name } = command.constructor as { name: string };
      const kind = WRITES.some((one) => one === command.constructor) ? 'write' : 'read';
      const label = `${name.replace(/Command$/, '')} ${Bucket}/${Key ?? Prefix}`;
      return worker.call(kind, label, () => this.#run(command));
    };
    return { send, destroy() {} } as unknown as S3Client;
  }

  #run({ constructor: asked, input }: Command): object {
    if (asked === PutObjectCommand) return this.#putObject(input as PutObjectCommandInput);
    if (asked === GetObjectCommand) return this.#getObject(input as GetObjectCommandInput);
    if (asked === DeleteObjectCommand) return this.#deleteObject(input as DeleteObjectCommandInput);
    if (asked === ListObjectsV2Command) {
      const { Bucket, Prefix } = input as ListObjectsV2CommandInput;
      const listed = (Key: string) => ({ Key, ETag: `"${md5(this.body(Bucket!, Key)!)}"` });
      return { Contents: this.keys(Bucket!, Prefix).map(listed) };
    }
    throw new Error(`a command that is not known here: ${(asked as { name: string }).name}`);
  }

  #putObject({ Bucket, Key, Body, IfNoneMatch }: PutObjectCommandInput): object {
    if (IfNoneMatch !== undefined && this.#objects.has(`${Bucket}/${Key}`)) throw refused(412);
    return { ETag: `"${this.put(Bucket!, Key!, Buffer.from(Body as string | Uint8Array))}"` };
  }

  #deleteObject({ Bucket, Key, IfMatch }: DeleteObjectCommandInput): object {
    const body = this.body(Bucket!, Key!);
    if (body && IfMatch !== undefined && IfMatch !== `"${md5(body)}"`) throw refused(412);
    this.#objects.delete(`${Bucket}/${Key}`);
    return {};
  }

  #getObject({ Bucket, Key, IfMatch, Range }: GetObjectCommandInput): object {
    const body = this.#objects.get(`${Bucket}/${Key}`);
    if (!body) throw new NoSuchKey({ message: 'no such key', $metadata: { httpStatusCode: 404 } });
    if (IfMatch !== undefined && IfMatch !== `"${md5(body)}"`) throw refused(412);
    const from = Number(/^bytes=(\d+)-$/.exec(Range ?? '')?.[1] ?? 0);
    if (from > 0 && from >= body.length) throw refused(416);
    const bytes = body.subarray(from);
    const transformToString = async (encoding?: BufferEncoding) => bytes.toString(encoding ?? 'utf8');
    return { Body: { transformToString, [Symbol.asyncIterator]: () => chunksIn(bytes) } };
  }
}

const WRITES: readonly unknown[] = [PutObjectCommand, DeleteObjectCommand];

const md5 = (body: Buffer) => createHash('md5').update(body).digest('hex');

function refused(httpStatusCode: number): S3ServiceException {
  const message = 'a condition did not hold';
  return new S3ServiceException({
    name: 'PreconditionFailed',
    $fault: 'client',
    message,
    $metadata: { httpStatusCode },
  });
}

async function* chunksIn(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 512) yield bytes.subarray(at, at + 512);
}
