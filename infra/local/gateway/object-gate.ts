import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { deletionAnswer, keysToDelete } from './delete-objects.ts';
import { Refusal } from './error-format.ts';
import { passOn, sendWhole, type Upstream, wholeBody } from './forward.ts';
import { keyLock, type Release } from './key-lock.ts';
import { type ObjectEvent, sequencers } from './object-event.ts';
import { checkPayload } from './payload-check.ts';
import type { S3Operation, S3Request } from './s3-actions.ts';
import { bare, requireConditions, requireSource, withoutConditions } from './write-conditions.ts';

export type ObjectCall = {
  readonly operation: S3Operation;
  readonly request: S3Request;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  /** Whether this caller may delete a key: DeleteObjects is decided key by key. */
  readonly mayDelete: (key: string) => Refusal | undefined;
};

/** Operations by which an object appears. A part is no object yet. */
const CREATED: Partial<Record<S3Operation, ObjectEvent['eventName']>> = {
  PutObject: 'ObjectCreated:Put',
  CopyObject: 'ObjectCreated:Copy',
  CompleteMultipartUpload: 'ObjectCreated:CompleteMultipartUpload',
};

/**
 * Stands before the object store and adds what it lacks: conditional writes, checksums, and events.
 *
 * Writes of one key take turns from the check of their condition until their event is out. An upload whose
 * checksum or condition fails never becomes an object. A body is held in memory, as it is by fauxqs.
 */
export function objectGate(
  store: Upstream,
  onObjectEvent: (event: ObjectEvent) => Promise<void> | void,
): {
  handle(call: ObjectCall): Promise<void>;
  /** Stores a file that came by a form; its ETag, with its quotes. */
  storeForm(request: S3Request, file: Buffer): Promise<string>;
} {
  const lock = keyLock();
  const sequencer = sequencers();

  const emit = async (event: Omit<ObjectEvent, 'sequencer'>): Promise<void> => {
    await onObjectEvent({ ...event, sequencer: sequencer() });
  };

  const head = (request: S3Request): Promise<IncomingMessage> => headObject(store, request);

  const takeTurn = async (request: S3Request): Promise<Release> => {
    const release = await lock(`${request.bucket}/${request.key}`);
    try {
      await requireConditions(request.headers, () => head(request));
      return release;
    } catch (error) {
      release();
      throw error;
    }
  };

  /** Nothing is stored before it was checked, and no object appears out of turn or without its event. */
  const write = async ({ operation, request, incoming, response }: ObjectCall): Promise<void> => {
    const body = await checkedBody(request.headers, incoming);
    const release = await takeTurn(request);
    try {
      await requireSource(request, (source) => headObject(store, source));
      const headers = withoutConditions(request.headers);
      const answer = await store.send({ ...target(incoming), headers, body });
      const text = await wholeBody(answer);
      const eventName = CREATED[operation];
      if (eventName && isSuccess(answer)) {
        const { 'content-length': size, etag } = (await head(request)).headers;
        await emit({
          ...{ eventName, ...place(request), size: Number(size) },
          ...(etag && { eTag: bare(etag) }),
        });
      }
      sendWhole(response, answer, text);
    } finally {
      release();
    }
  };

  const storeForm = async (request: S3Request, file: Buffer): Promise<string> => {
    const { headers, bucket, key } = request;
    const release = await takeTurn(request);
    try {
      // As S3 does: without a type the store takes no empty object.
      const sent = {
        'content-type': 'binary/octet-stream',
        ...headers,
        'content-length': String(file.length),
      };
      const path = objectPath(bucket, key);
      const answer = await store.send({ method: 'PUT', path, headers: sent, body: file });
      const text = await wholeBody(answer);
      if (!isSuccess(answer)) {
        throw new Refusal(answer.statusCode ?? 500, errorCode(text), 'The file could not be stored');
      }
      const { etag = '' } = answer.headers;
      await emit({ eventName: 'ObjectCreated:Post', bucket, key, size: file.length, eTag: bare(etag) });
      return etag;
    } finally {
      release();
    }
  };

  const remove = async (request: S3Request, path: string): Promise<IncomingMessage> => {
    const release = await takeTurn(request);
    try {
      const answer = await store.send({ method: 'DELETE', path, headers: {} });
      if (isSuccess(answer)) await emit({ eventName: 'ObjectRemoved:Delete', ...place(request) });
      return answer;
    } finally {
      release();
    }
  };

  const removeMany = async ({ request, incoming, response, mayDelete }: ObjectCall): Promise<void> => {
    const { keys, quiet } = keysToDelete((await checkedBody(request.headers, incoming)).toString());
    const outcomes: { key: string; refusal?: Refusal }[] = [];
    for (const key of keys) {
      const refusal = mayDelete(key);
      if (!refusal) {
        const answer = await remove({ ...request, key, headers: {} }, objectPath(request.bucket, key));
        const text = await wholeBody(answer);
        if (!isSuccess(answer))
          throw new Refusal(answer.statusCode ?? 500, errorCode(text), 'The object could not be deleted');
      }
      outcomes.push({ key, ...(refusal && { refusal }) });
    }
    response.writeHead(200, { 'content-type': 'application/xml' }).end(deletionAnswer(outcomes, quiet));
  };

  return {
    storeForm,
    handle: async (call) => {
      const { operation, request, incoming, response } = call;
      switch (operation) {
        case 'PutObject':
        case 'CopyObject':
        case 'CompleteMultipartUpload':
          return write(call);
        case 'DeleteObject':
          return passOn(await remove(request, incoming.url ?? '/'), response);
        case 'DeleteObjects':
          return removeMany(call);
        default: {
          const body = await checkedBody(request.headers, incoming);
          return passOn(await store.send({ ...target(incoming), headers: request.headers, body }), response);
        }
      }
    },
  };
}

async function headObject(
  store: Upstream,
  { bucket, key }: Pick<S3Request, 'bucket' | 'key'>,
): Promise<IncomingMessage> {
  const answer = await store.send({ method: 'HEAD', path: objectPath(bucket, key), headers: {} });
  answer.resume();
  return answer;
}

async function checkedBody(headers: IncomingHttpHeaders, incoming: IncomingMessage): Promise<Buffer> {
  const body = await wholeBody(incoming);
  await checkPayload(headers, body);
  return body;
}

function target(incoming: IncomingMessage): { method: string; path: string } {
  return { method: incoming.method ?? 'GET', path: incoming.url ?? '/' };
}

function place({ bucket, key }: S3Request): { bucket: string; key: string } {
  return { bucket, key };
}

function objectPath(bucket: string, key: string): string {
  return `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
}

function isSuccess({ statusCode = 500 }: IncomingMessage): boolean {
  return statusCode < 300;
}

function errorCode(body: Buffer): string {
  return /<Code>(\w+)<\/Code>/.exec(body.toString())?.[1] ?? 'InternalError';
}
