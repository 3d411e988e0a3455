import type { IncomingMessage, ServerResponse } from 'node:http';
import { REGION } from '../account.ts';
import type { Authorize } from './authorization.ts';
import { Refusal } from './error-format.ts';
import { type FormUpload, formAnswer } from './form-upload.ts';
import { passOn, upstream } from './forward.ts';
import type { ObjectEvent } from './object-event.ts';
import { objectGate } from './object-gate.ts';
import { deleteCall, listCall, parseS3Request, type S3Request, s3Calls, s3Operation } from './s3-actions.ts';

export type S3Service = {
  answer(incoming: IncomingMessage, response: ServerResponse, authorize: Authorize): Promise<void>;
  /** Takes a file that came by a form, whose policy has been verified. */
  answerForm(upload: FormUpload, response: ServerResponse, authorize: Authorize): Promise<void>;
  close(): void;
};

/** S3 behind its gate: takes a verified request, asks for leave, and has it answered by the store. */
export function s3Service(
  storeUrl: string,
  onObjectEvent: (event: ObjectEvent) => Promise<void> | void,
): S3Service {
  const store = upstream(storeUrl);
  const gate = objectGate(store, onObjectEvent);

  const answer: S3Service['answer'] = async (incoming, response, authorize) => {
    const request = parseS3Request(incoming.method ?? 'GET', incoming.url ?? '/', incoming.headers);
    const operation = s3Operation(request);
    if (operation !== 'DeleteObjects') authorize(s3Calls(operation, request));
    switch (operation) {
      case 'GetObject':
      case 'HeadObject':
      case 'GetObjectAttributes': {
        const { method, headers, url: path = '/' } = incoming;
        const found = await store.send({ method: method ?? 'GET', path, headers });
        if (found.statusCode === 404) requireListing(request, authorize, () => found.resume());
        return passOn(found, response);
      }
      case 'GetBucketLocation':
        return answerLocation(response);
      default: {
        const mayDelete = (key: string): Refusal | undefined =>
          refusalOf(() => authorize([deleteCall(request.bucket, key)]));
        return gate.handle({ operation, request, incoming, response, mayDelete });
      }
    }
  };
  const answerForm: S3Service['answerForm'] = async (upload, response, authorize) => {
    authorize(s3Calls('PutObject', upload.request));
    const { status, headers } = formAnswer(upload, await gate.storeForm(upload.request, upload.file));
    response.writeHead(status, headers).end();
  };
  return { answer, answerForm, close: store.close };
}

/** Whoever may not list a bucket is not told by S3 that an object is missing: it is forbidden like any other. */
function requireListing(request: S3Request, authorize: Authorize, discard: () => void): void {
  const refusal = refusalOf(() => authorize([listCall(request)]));
  if (!refusal) return;
  discard();
  throw refusal;
}

function refusalOf(ask: () => void): Refusal | undefined {
  try {
    ask();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** The engine does not know where it pretends to be. */
function answerLocation(response: ServerResponse): void {
  response
    .writeHead(200, { 'content-type': 'application/xml' })
    .end(
      `<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${REGION}</LocationConstraint>`,
    );
}
