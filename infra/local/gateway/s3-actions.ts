import type { IncomingHttpHeaders } from 'node:http';
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

export type S3Operation =
  | 'ListBuckets'
  | 'CreateBucket'
  | 'HeadBucket'
  | 'DeleteBucket'
  | 'GetBucketLocation'
  | 'GetBucketLifecycleConfiguration'
  | 'PutBucketLifecycleConfiguration'
  | 'DeleteBucketLifecycle'
  | 'ListObjects'
  | 'DeleteObjects'
  | 'GetObject'
  | 'HeadObject'
  | 'GetObjectAttributes'
  | 'PutObject'
  | 'CopyObject'
  | 'DeleteObject'
  | 'CreateMultipartUpload'
  | 'UploadPart'
  | 'UploadPartCopy'
  | 'CompleteMultipartUpload'
  | 'AbortMultipartUpload';

/**
 * Operations by method, place (bucket or object) and the query keys that make another operation of it.
 * What is not listed is refused: fauxqs would take `PUT ?tagging` for an object's new content.
 */
const OPERATIONS: Readonly<Record<string, S3Operation>> = {
  'PUT bucket': 'CreateBucket',
  'HEAD bucket': 'HeadBucket',
  'DELETE bucket': 'DeleteBucket',
  'GET bucket': 'ListObjects',
  'GET bucket location': 'GetBucketLocation',
  'GET bucket lifecycle': 'GetBucketLifecycleConfiguration',
  'PUT bucket lifecycle': 'PutBucketLifecycleConfiguration',
  'DELETE bucket lifecycle': 'DeleteBucketLifecycle',
  'POST bucket delete': 'DeleteObjects',
  'GET object': 'GetObject',
  'GET object partNumber': 'GetObject',
  'HEAD object': 'HeadObject',
  'HEAD object partNumber': 'HeadObject',
  'GET object attributes': 'GetObjectAttributes',
  'PUT object': 'PutObject',
  'DELETE object': 'DeleteObject',
  'POST object uploads': 'CreateMultipartUpload',
  'PUT object partNumber uploadId': 'UploadPart',
  'POST object uploadId': 'CompleteMultipartUpload',
  'DELETE object uploadId': 'AbortMultipartUpload',
};

/** Query keys that only qualify an operation. */
const QUALIFIERS = new Set([
  ...['x-id', 'list-type', 'prefix', 'delimiter', 'max-keys', 'start-after', 'continuation-token'],
  ...['fetch-owner', 'marker', 'encoding-type'],
]);
/** Headers that ask for what the local store would silently leave out. */
const UNSUPPORTED_HEADERS =
  /^x-amz-(tagging|object-lock-.*|grant-.*|write-offset-bytes|website-redirect-location|server-side-encryption-customer-.*|copy-source-if-.*)$/;

/** Takes a request target such as `/bucket/some/key?uploads` apart. @throws Refusal when it cannot be one. */
export function parseS3Request(method: string, target: string, headers: IncomingHttpHeaders): S3Request {
  const end = target.indexOf('?');
  const path = end < 0 ? target : target.slice(0, end);
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
    query: new URLSearchParams(end < 0 ? '' : target.slice(end + 1)),
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
  const operation = OPERATIONS[name];
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

const BUCKET_ACTIONS: Partial<Record<S3Operation, string>> = {
  CreateBucket: 's3:CreateBucket',
  HeadBucket: 's3:ListBucket',
  DeleteBucket: 's3:DeleteBucket',
  GetBucketLocation: 's3:GetBucketLocation',
  GetBucketLifecycleConfiguration: 's3:GetLifecycleConfiguration',
  PutBucketLifecycleConfiguration: 's3:PutLifecycleConfiguration',
  DeleteBucketLifecycle: 's3:PutLifecycleConfiguration',
};
const OBJECT_ACTIONS: Partial<Record<S3Operation, readonly string[]>> = {
  GetObject: ['s3:GetObject'],
  HeadObject: ['s3:GetObject'],
  GetObjectAttributes: ['s3:GetObject', 's3:GetObjectAttributes'],
  PutObject: ['s3:PutObject'],
  CopyObject: ['s3:PutObject'],
  DeleteObject: ['s3:DeleteObject'],
  CreateMultipartUpload: ['s3:PutObject'],
  UploadPart: ['s3:PutObject'],
  UploadPartCopy: ['s3:PutObject'],
  CompleteMultipartUpload: ['s3:PutObject'],
  AbortMultipartUpload: ['s3:AbortMultipartUpload'],
};

/** What an S3 request wants to do, as IAM puts it. For DeleteObjects see `deleteCall`: it is decided by key. */
export function s3Calls(operation: S3Operation, request: S3Request): Call[] {
  if (operation === 'ListBuckets') return [{ action: 's3:ListAllMyBuckets', resource: '*' }];
  if (operation === 'ListObjects') return [listCall(request)];
  const onBucket = BUCKET_ACTIONS[operation];
  if (onBucket) return [{ action: onBucket, resource: `arn:aws:s3:::${request.bucket}` }];
  const resource = objectArn(request.bucket, request.key);
  const calls: Call[] = (OBJECT_ACTIONS[operation] ?? []).map((action) => ({ action, resource }));
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

function copySource(request: S3Request): { bucket: string; key: string } | undefined {
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
