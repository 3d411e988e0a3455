import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sdkSigner } from '../../local/gateway/sdk-signer.ts';
import { REGION, refusalOf, type StartedGateway, startedGateway } from './started-gateway.ts';

const Bucket = 'imports';
let started: StartedGateway;

beforeAll(async () => {
  started = await startedGateway();
  await started.operator.s3.send(new CreateBucketCommand({ Bucket }));
});
afterAll(() => started.stop());

const put = (Key: string, Body: string | Buffer, more: object = {}) =>
  started.operator.s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));

async function read(Key: string, Range?: string): Promise<Buffer> {
  const { Body } = await started.operator.s3.send(
    new GetObjectCommand({ Bucket, Key, ...(Range && { Range }) }),
  );
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

const eventsOf = (key: string): string[] =>
  started.events.filter((event) => event.key === key).map(({ eventName }) => eventName);

describe('objects', () => {
  test.each([
    ...[
      'clinic=a/2026 08.csv',
      'a+b&c=d',
      'ümlaut/é',
      '100%',
      'a%2Fb',
      'q?x#y',
      "it's (1)*!",
      'a//b',
      ' space ',
      '~^`{}|\\',
    ],
  ])('the key "%s" survives the way there and back', async (key) => {
    await put(key, `content of ${key}`);
    expect(String(await read(key))).toBe(`content of ${key}`);
    const { Contents } = await started.operator.s3.send(new ListObjectsV2Command({ Bucket, Prefix: key }));
    expect(Contents?.map(({ Key }) => Key)).toEqual([key]);
    expect(eventsOf(key)).toEqual(['ObjectCreated:Put']);
    await started.operator.s3.send(new DeleteObjectCommand({ Bucket, Key: key }));
    expect(await refusalOf(read(key))).toBe('404 NoSuchKey');
  });

  test('ranges, metadata and an object without content', async () => {
    await put('ranged', '0123456789', {
      Metadata: { source: 'test' },
      ContentType: 'text/csv',
      CacheControl: 'no-cache',
    });
    expect(String(await read('ranged', 'bytes=2-4'))).toBe('234');
    expect(String(await read('ranged', 'bytes=-3'))).toBe('789');
    expect(await refusalOf(read('ranged', 'bytes=50-60'))).toMatch(/^416/);
    expect(await started.operator.s3.send(new HeadObjectCommand({ Bucket, Key: 'ranged' }))).toMatchObject({
      ContentLength: 10,
      ContentType: 'text/csv',
      CacheControl: 'no-cache',
      Metadata: { source: 'test' },
    });
    await put('empty', '');
    expect(await read('empty')).toHaveLength(0);
  });

  test('the event says what was stored', async () => {
    const { ETag } = await put('told', 'hello');
    const md5 = createHash('md5').update('hello').digest('hex');
    expect(ETag).toBe(`"${md5}"`);
    const expected = { bucket: Bucket, key: 'told', size: 5, eTag: md5, eventName: 'ObjectCreated:Put' };
    expect(started.events.at(-1)).toMatchObject(expected);
    await put('told', 'hello again');
    const [first = '', second = ''] = started.events.slice(-2).map(({ sequencer }) => sequencer);
    expect(second > first && second.length === first.length).toBe(true);
  });

  test('copies and deletions make events too', async () => {
    await put('original', 'x');
    await started.operator.s3.send(
      new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/original` }),
    );
    expect(String(await read('copy'))).toBe('x');
    expect(started.events.at(-1)).toMatchObject({ eventName: 'ObjectCreated:Copy', key: 'copy', size: 1 });
    const Objects = [{ Key: 'copy' }, { Key: 'original' }];
    await started.operator.s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(eventsOf('copy')).toEqual(['ObjectCreated:Copy', 'ObjectRemoved:Delete']);
    expect(eventsOf('original')).toEqual(['ObjectCreated:Put', 'ObjectRemoved:Delete']);
  });

  test('pages of a listing lose no key, whatever its case', async () => {
    const keys = ['page/a', 'page/B', 'page/c', 'page/D', 'page/_'];
    await Promise.all(keys.map((key) => put(key, 'x')));
    const seen: (string | undefined)[] = [];
    let ContinuationToken: string | undefined;
    do {
      const command = new ListObjectsV2Command({ Bucket, Prefix: 'page/', MaxKeys: 2, ContinuationToken });
      const page = await started.operator.s3.send(command);
      seen.push(...(page.Contents ?? []).map(({ Key }) => Key));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
    expect(seen).toEqual([...keys].sort());
  });
});

describe('conditional writes', () => {
  test('16 writers of one new key: exactly one wins', async () => {
    const attempts = Array.from({ length: 16 }, (_, index) =>
      refusalOf(put('race', `writer ${index}`, { IfNoneMatch: '*' })),
    );
    const outcomes = await Promise.all(attempts);
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === '412 PreconditionFailed')).toHaveLength(15);
    expect(String(await read('race'))).toBe(`writer ${outcomes.indexOf('done')}`);
    expect(eventsOf('race')).toEqual(['ObjectCreated:Put']);
  });

  test('compare and swap by ETag', async () => {
    const { ETag: first } = await put('cas', 'one');
    const { ETag: second } = await put('cas', 'two', { IfMatch: first });
    expect(await refusalOf(put('cas', 'three', { IfMatch: first }))).toBe('412 PreconditionFailed');
    expect(await refusalOf(put('cas-absent', 'x', { IfMatch: second }))).toBe('404 NoSuchKey');
    expect(String(await read('cas'))).toBe('two');
  });

  test('of a deletion: only the version that was meant goes', async () => {
    const { ETag: first } = await put('doomed', 'one');
    await put('doomed', 'two');
    const remove = (IfMatch: string | undefined) =>
      refusalOf(started.operator.s3.send(new DeleteObjectCommand({ Bucket, Key: 'doomed', IfMatch })));
    expect(await remove(first)).toBe('412 PreconditionFailed');
    const { ETag: second } = await started.operator.s3.send(new HeadObjectCommand({ Bucket, Key: 'doomed' }));
    expect(await remove(second)).toBe('done');
    expect(await remove(second)).toBe('404 NoSuchKey');
    expect(eventsOf('doomed').at(-1)).toBe('ObjectRemoved:Delete');
  });

  test('the end of a multipart upload is conditional as well', async () => {
    const complete = async (Key: string): Promise<string> => {
      const { UploadId } = await started.operator.s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
      const part = { Bucket, Key, UploadId, PartNumber: 1, Body: 'parted' };
      const { ETag } = await started.operator.s3.send(new UploadPartCommand(part));
      const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
      const command = { Bucket, Key, UploadId, MultipartUpload, IfNoneMatch: '*' };
      return refusalOf(started.operator.s3.send(new CompleteMultipartUploadCommand(command)));
    };
    expect(await complete('parts')).toBe('done');
    expect(await complete('parts')).toBe('412 PreconditionFailed');
    expect(started.events.findLast(({ key }) => key === 'parts')).toMatchObject({
      eventName: 'ObjectCreated:CompleteMultipartUpload',
      size: 6,
    });
  });
});

describe('uploads are checked', () => {
  test.each([
    ['CRC32', { ChecksumCRC32: 'AAAAAA==' }],
    ['CRC32C', { ChecksumCRC32C: 'AAAAAA==' }],
    ['CRC64NVME', { ChecksumCRC64NVME: 'AAAAAAAAAAA=' }],
    ['SHA256', { ChecksumSHA256: createHash('sha256').digest('base64') }],
    ['MD5', { ContentMD5: createHash('md5').digest('base64') }],
  ])('a wrong %s is refused, and nothing was stored', async (name, checksum) => {
    expect(await refusalOf(put(`damaged-${name}`, 'hello', checksum))).toBe('400 BadDigest');
    expect(await refusalOf(read(`damaged-${name}`))).toBe('404 NoSuchKey');
    expect(eventsOf(`damaged-${name}`)).toEqual([]);
  });

  test('a stream with its checksum behind it, in one piece and in parts', async () => {
    const content = randomBytes(300_000);
    const pieces = [content.subarray(0, 7), content.subarray(7, 200_000), content.subarray(200_000)];
    await started.operator.s3.send(
      new PutObjectCommand({
        Bucket,
        Key: 'streamed',
        Body: Readable.from(pieces),
        ContentLength: content.length,
      }),
    );
    expect((await read('streamed')).equals(content)).toBe(true);
    expect(started.events.at(-1)).toMatchObject({ key: 'streamed', size: content.length });
    const large = randomBytes(13 * 1024 * 1024);
    await new Upload({
      client: started.operator.s3,
      params: { Bucket, Key: 'large', Body: Readable.from([large]) },
    }).done();
    expect((await read('large')).equals(large)).toBe(true);
    expect(started.events.at(-1)).toMatchObject({ key: 'large', size: large.length });
    await put('large-at-once', large);
    expect((await read('large-at-once')).equals(large)).toBe(true);
  });

  test('a stream that was damaged on the way', async () => {
    const body = '5\r\nhallo\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n';
    const { url, headers } = await signed('PUT', '/imports/damaged-stream', {
      'content-encoding': 'aws-chunked',
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-trailer': 'x-amz-checksum-crc32',
      'x-amz-decoded-content-length': '5',
    });
    const answer = await fetch(url, { method: 'PUT', headers, body });
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('<Code>BadDigest</Code>'),
    ]);
    const good = await fetch(url, { method: 'PUT', headers, body: body.replace('hallo', 'hello') });
    expect(good.status).toBe(200);
    expect(String(await read('damaged-stream'))).toBe('hello');
  });

  test('a client that goes away in the middle leaves nothing behind', async () => {
    const abandoned = new AbortController();
    async function* body(): AsyncGenerator<Buffer> {
      yield Buffer.alloc(100_000);
      abandoned.abort();
      await delay(1_000_000, undefined, { ref: false });
    }
    const Body = Readable.from(body());
    const command = new PutObjectCommand({ Bucket, Key: 'abandoned', Body, ContentLength: 200_000 });
    await expect(started.operator.s3.send(command, { abortSignal: abandoned.signal })).rejects.toThrow();
    await put('abandoned', 'the next one is not kept waiting', { IfNoneMatch: '*' });
    expect(eventsOf('abandoned')).toEqual(['ObjectCreated:Put']);
  });
});

async function signed(method: string, path: string, headers: Record<string, string>) {
  const { credentials } = started.operator.config;
  const { host, hostname } = new URL(started.gateway.url);
  const request = { method, protocol: 'http:', hostname, path, query: {}, headers: { host, ...headers } };
  const result = await sdkSigner({ service: 's3', region: REGION, credentials }).sign(request);
  const { host: _, ...rest } = result.headers;
  return { url: `${started.gateway.url}${path}`, headers: rest };
}

async function presigned(
  method: string,
  path: string,
  expiresIn: number,
  signingDate = new Date(),
): Promise<string> {
  const { credentials } = started.operator.config;
  const { host, hostname } = new URL(started.gateway.url);
  const headers = { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
  const request = { method, protocol: 'http:', hostname, path, query: {}, headers };
  const signer = sdkSigner({ service: 's3', region: REGION, credentials });
  const { query } = await signer.presign(request, { expiresIn, signingDate });
  return `${started.gateway.url}${path}?${new URLSearchParams(query as Record<string, string>)}`;
}

describe('presigned URLs', () => {
  test('upload and download without any header', async () => {
    const upload = await fetch(await presigned('PUT', '/imports/presigned', 60), {
      method: 'PUT',
      body: 'by URL',
    });
    expect(upload.status).toBe(200);
    const download = await fetch(await presigned('GET', '/imports/presigned', 60));
    expect([download.status, await download.text()]).toEqual([200, 'by URL']);
  });

  test('are for one method and one key, unchanged, until they expire', async () => {
    const url = await presigned('GET', '/imports/presigned', 60);
    const answers = await Promise.all([
      fetch(url, { method: 'DELETE' }),
      fetch(url.replace('/presigned?', '/other?')),
      fetch(`${url}&response-content-type=text/html`),
      fetch(await presigned('GET', '/imports/presigned', 60, new Date(Date.now() - 61_000))),
    ]);
    const codes = answers.map(
      async (answer) => `${answer.status} ${/<Code>(\w+)/.exec(await answer.text())?.[1]}`,
    );
    expect(await Promise.all(codes)).toEqual([
      '403 SignatureDoesNotMatch',
      '403 SignatureDoesNotMatch',
      '403 SignatureDoesNotMatch',
      '403 AccessDenied',
    ]);
  });
});

describe('what the store would corrupt is refused', () => {
  test('sub-resources and versions, and the object stays as it was', async () => {
    await put('kept', 'original');
    const Tagging = { TagSet: [{ Key: 'a', Value: 'b' }] };
    const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }];
    const { s3 } = started.operator;
    const refused = await Promise.all([
      refusalOf(s3.send(new PutObjectTaggingCommand({ Bucket, Key: 'kept', Tagging }))),
      refusalOf(put('kept', 'tagged', { Tagging: 'a=b' })),
      refusalOf(
        s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } })),
      ),
      refusalOf(s3.send(new ListObjectVersionsCommand({ Bucket }))),
      refusalOf(s3.send(new GetObjectCommand({ Bucket, Key: 'kept', VersionId: '1' }))),
    ]);
    expect(new Set(refused)).toEqual(new Set(['501 NotImplemented']));
    expect(String(await read('kept'))).toBe('original');
  });

  test('a key that would leave the directory of the store', async () => {
    expect(await refusalOf(put('../../escaped', 'x'))).toBe('400 InvalidArgument');
  });

  test('the location of a bucket is the region', async () => {
    const { LocationConstraint } = await started.operator.s3.send(new GetBucketLocationCommand({ Bucket }));
    expect(LocationConstraint).toBe(REGION);
  });
});
