import type { IncomingHttpHeaders } from 'node:http';
import { splitTarget } from '../request-target.ts';
import type { Call } from './authorization.ts';
import { Refusal } from './error-format.ts';

/** A path-style S3 request, taken apart. `key` is empty for a request on the bucket itself. */
export type S3Request = {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
};

/**
 * Operations by method, place (bucket or object) and the query keys that make another operation of it, each with
 * the actions that it needs on that bucket or object.
 * What is not listed is refused: fauxqs would take `PUT ?tagging` for an object's new content.
 */
const OPERATIONS = {
  'PUT bucket': ['CreateBucket', 's3:CreateBucket'],
  'HEAD bucket': ['HeadBucket', 's3:ListBucket'],
  'DELETE bucket': ['DeleteBucket', 's3:DeleteBucket'],
  'GET bucket': ['ListObjects', 's3:ListBucket'],
  'GET bucket location': ['GetBucketLocation', 's3:GetBucketLocation'],
  // Decided key by key, see `deleteCall`.
  'POST bucket delete': ['DeleteObjects'],
  'GET object': ['GetObject', 's3:GetObject'],
  'GET object partNumber': ['GetObject', 's3:GetObject'],
  'HEAD object': ['HeadObject', 's3:GetObject'],
  'HEAD object partNumber': ['HeadObject', 's3:GetObject'],
  'GET object attributes': ['GetObjectAttributes', 's3:GetObject', 's3:GetObjectAttributes'],
  'PUT object': ['PutObject', 's3:PutObject'],
  'DELETE object': ['DeleteObject', 's3:DeleteObject'],
  'POST object uploads': ['CreateMultipartUpload', 's3:PutObject'],
  'PUT object partNumber uploadId': ['UploadPart', 's3:PutObject'],
  'POST object uploadId': ['CompleteMultipartUpload', 's3:PutObject'],
  'DELETE object uploadId': ['AbortMultipartUpload', 's3:AbortMultipartUpload'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;

type ListedOperation = (typeof OPERATIONS)[keyof typeof OPERATIONS][0];
export type S3Operation = ListedOperation | 'ListBuckets' | 'CopyObject' | 'UploadPartCopy';

const ACTIONS: ReadonlyMap<S3Operation, readonly string[]> = new Map<S3Operation, readonly string[]>([
  ...Object.values(OPERATIONS).map(([operation, ...actions]) => [operation, actions] as const),
  ['CopyObject', ['s3:PutObject']],
  ['UploadPartCopy', ['s3:PutObject']],
]);

/** Query keys that only qualify an operation. */
const QUALIFIERS = new Set([
  ...['x-id', 'list-type', 'prefix', 'delimiter', 'max-keys', 'start-after', 'continuation-token'],
  ...['fetch-owner', 'marker', 'encoding-type'],
]);
/** Headers that ask for what the local store would silently leave out. */
const UNSUPPORTED_HEADERS =
  /^x-amz-(tagging|object-lock-.*|grant-.*|write-offset-bytes|website-redirect-location|server-side-encryption-customer-.*|copy-source-if-(none-match|modified-since|unmodified-since))$/;

/** Takes a request target such as `/bucket/some/key?uploads` apart. @throws Refusal when it cannot be one. */
export function parseS3Request(method: string, target: string, headers: IncomingHttpHeaders): S3Request {
  const { path, query } = splitTarget(target);
  const slash = path.indexOf('/', 1);
  const [bucket, key] = slash < 0 ? [path.slice(1), ''] : [path.slice(1, slash), path.slice(slash + 1)];
  let decodedKey: string;
  try {
    decodedKey = decodeURIComponent(key);
  } catch {
    throw new Refusal(400, 'InvalidURI', "Couldn't parse the specified URI.");
  }
  // Keys become file names in the local store, and these would leave its directory.
  if (decodedKey.split('/').some((part) => part === '.' || part === '..') || decodedKey.includes('\0')) {
    throw new Refusal(
      400,
      'InvalidArgument',
      'The local store does not take keys with the parts "." or "..".',
    );
  }
  return {
    method,
    bucket,
    key: decodedKey,
    query: new URLSearchParams(query),
    headers,
  };
}

/** Tells the operation. @throws Refusal (501 NotImplemented) for one that is not offered here. */
export function s3Operation(request: S3Request): S3Operation {
  if (request.bucket === '' && request.method === 'GET') return 'ListBuckets';
  const place = request.key === '' ? 'bucket' : 'object';
  const subresources = [...new Set(request.query.keys())]
    .filter((name) => !QUALIFIERS.has(name) && !/^(x-amz-|response-)/i.test(name))
    .sort();
  const name = [request.method, place, ...subresources].join(' ');
  const operation = name in OPERATIONS ? OPERATIONS[name as keyof typeof OPERATIONS][0] : undefined;
  const unsupported = Object.keys(request.headers).find((header) => UNSUPPORTED_HEADERS.test(header));
  if (!operation || unsupported) {
    throw new Refusal(
      501,
      'NotImplemented',
      `The local store does not offer ${unsupported ? `the header ${unsupported}` : name}.`,
    );
  }
  const copies = request.headers['x-amz-copy-source'] !== undefined;
  if (copies && operation === 'PutObject') return 'CopyObject';
  return copies && operation === 'UploadPart' ? 'UploadPartCopy' : operation;
}

/** What an S3 request wants to do, as IAM puts it. For DeleteObjects see `deleteCall`: it is decided by key. */
export function s3Calls(operation: S3Operation, request: S3Request): Call[] {
  if (operation === 'ListBuckets') return [{ action: 's3:ListAllMyBuckets', resource: '*' }];
  if (operation === 'ListObjects') return [listCall(request)];
  const resource = `arn:aws:s3:::${request.bucket}${request.key === '' ? '' : `/${request.key}`}`;
  const calls: Call[] = (ACTIONS.get(operation) ?? []).map((action) => ({ action, resource }));
  const source = copySource(request);
  return source
    ? [{ action: 's3:GetObject', resource: objectArn(source.bucket, source.key) }, ...calls]
    : calls;
}

export function deleteCall(bucket: string, key: string): Call {
  return { action: 's3:DeleteObject', resource: objectArn(bucket, key) };
}

/** Listing a bucket; also what decides whether a missing object is reported as missing or as forbidden. */
export function listCall(request: S3Request): Call {
  const context: Record<string, string> = {};
  for (const name of ['prefix', 'delimiter', 'max-keys']) {
    const value = request.query.get(name);
    if (value !== null) context[`s3:${name}`] = value;
  }
  return { action: 's3:ListBucket', resource: `arn:aws:s3:::${request.bucket}`, context };
}

export function copySource(request: S3Request): { bucket: string; key: string } | undefined {
  const header = request.headers['x-amz-copy-source'];
  if (typeof header !== 'string') return undefined;
  const [path = '', version] = header.replace(/^\//, '').split('?');
  if (version) throw new Refusal(501, 'NotImplemented', 'The local store keeps no versions of objects.');
  const decoded = decodeURIComponent(path);
  const slash = decoded.indexOf('/');
  if (slash < 1)
    throw new Refusal(400, 'InvalidArgument', 'Copy Source must mention the source bucket and key.');
  return { bucket: decoded.slice(0, slash), key: decoded.slice(slash + 1) };
}

function objectArn(bucket: string, key: string): string {
  return `arn:aws:s3:::${bucket}/${key}`;
}
