import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { deletionAnswer, keysToDelete } from './delete-objects.ts';
import { Refusal } from './error-format.ts';
import { passOn, sendWhole, type Upstream, wholeBody } from './forward.ts';
import { keyLock, type Release } from './key-lock.ts';
import { type ObjectEvent, sequencers } from './object-event.ts';
import { payloadCheck } from './payload-check.ts';
import type { S3Operation, S3Request } from './s3-actions.ts';
import { bare, requireConditions, withoutConditions } from './write-conditions.ts';

export type ObjectCall = {
  readonly operation: S3Operation;
  readonly request: S3Request;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  /** Whether this caller may delete a key: DeleteObjects is decided key by key. */
  readonly mayDelete: (key: string) => Refusal | undefined;
};

const LARGEST_XML_BYTES = 4 * 1024 * 1024;

/**
 * Stands before the object store and adds what it lacks: conditional writes, checksums, and events.
 *
 * Writes of one key take turns from the moment when their last byte may be stored until their event is out.
 * That last byte waits for everything: an upload whose checksum or condition fails never becomes an object,
 * and yet nothing is held in memory but one piece of the stream.
 */
export function objectGate(
  store: Upstream,
  onObjectEvent: (event: ObjectEvent) => Promise<void> | void,
): { handle(call: ObjectCall): Promise<void> } {
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

  /** PutObject and UploadPart. A part is not an object yet: it needs no turn and makes no event. */
  const upload = async ({ operation, request, incoming, response }: ObjectCall): Promise<void> => {
    const check = payloadCheck(request.headers);
    let release: Release = () => {};
    let size = 0;
    async function* body(): AsyncGenerator<Uint8Array> {
      let held: Uint8Array | undefined;
      for await (const piece of incoming as AsyncIterable<Uint8Array>) {
        check.update(piece);
        if (held) yield held;
        held = piece;
      }
      size = check.verify();
      if (operation === 'PutObject') release = await takeTurn(request);
      if (held) yield held;
    }
    try {
      const answer = await store.send({
        ...target(incoming),
        headers: withoutConditions(request.headers),
        body: body(),
      });
      if (operation === 'PutObject' && isSuccess(answer)) {
        const { etag } = answer.headers;
        await emit({
          eventName: 'ObjectCreated:Put',
          ...place(request),
          size,
          ...(etag && { eTag: bare(etag) }),
        });
      }
      release();
      await passOn(answer, response);
    } finally {
      release();
    }
  };

  /** CopyObject and CompleteMultipartUpload: an object appears whose content the store has already. */
  const assemble = async ({ operation, request, incoming, response }: ObjectCall): Promise<void> => {
    const body = await checkedBody(request.headers, incoming);
    const release = await takeTurn(request);
    try {
      const answer = await store.send({
        ...target(incoming),
        headers: withoutConditions(request.headers),
        body,
      });
      const text = await wholeBody(answer);
      if (isSuccess(answer)) {
        const { headers } = await head(request);
        const eventName =
          operation === 'CopyObject' ? 'ObjectCreated:Copy' : 'ObjectCreated:CompleteMultipartUpload';
        await emit({
          eventName,
          ...place(request),
          size: Number(headers['content-length']),
          ...(headers.etag && { eTag: bare(headers.etag) }),
        });
      }
      sendWhole(response, answer, text);
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
    handle: async (call) => {
      const { operation, request, incoming, response } = call;
      switch (operation) {
        case 'PutObject':
        case 'UploadPart':
          return upload(call);
        case 'CopyObject':
        case 'CompleteMultipartUpload':
          return assemble(call);
        case 'DeleteObject':
          return passOn(await remove(request, incoming.url ?? '/'), response);
        case 'DeleteObjects':
          return removeMany(call);
        default: {
          const body = await checkedBody(request.headers, incoming);
          const plain = { ...target(incoming), headers: request.headers };
          const answer = await store.send(body.length > 0 ? { ...plain, body } : plain);
          return passOn(answer, response);
        }
      }
    },
  };
}

async function headObject(store: Upstream, { bucket, key }: S3Request): Promise<IncomingMessage> {
  const answer = await store.send({ method: 'HEAD', path: objectPath(bucket, key), headers: {} });
  answer.resume();
  return answer;
}

/** Reads a small body (XML, or none) and checks it as an upload is checked. */
async function checkedBody(headers: IncomingHttpHeaders, incoming: IncomingMessage): Promise<Buffer> {
  const body = await wholeBody(incoming, LARGEST_XML_BYTES);
  const check = payloadCheck(headers);
  check.update(body);
  check.verify();
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
