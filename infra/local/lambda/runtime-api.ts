import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listenOnLoopback } from '../loopback.ts';
import { failure, type InvocationResult, LONGEST_RESPONSE } from './invocation.ts';

type Invocation = {
  readonly requestId: string;
  readonly functionArn: string;
  /** Milliseconds since 1970. */
  readonly deadline: number;
  /** JSON text of the event. */
  readonly payload: string;
};

/** The Runtime API of one execution environment: what its runtime client talks to. */
export type RuntimeApi = {
  readonly port: number;
  /** Hands an invocation to the environment, which must be waiting for one, and resolves with its answer. */
  dispatch(invocation: Invocation): Promise<InvocationResult>;
  close(): Promise<void>;
};

export type RuntimeEvents = {
  /** The environment waits for an invocation: it has started, or has answered the last one. */
  onNext(): void;
  onInitError(payload: string): void;
};

const PREFIX = '/2018-06-01/runtime';

/** Serves `/invocation/next`, `/invocation/<id>/response`, `/invocation/<id>/error` and `/init/error`. */
export async function startRuntimeApi(events: RuntimeEvents): Promise<RuntimeApi> {
  let next: ServerResponse | undefined;
  const answers = new Map<string, (result: InvocationResult) => void>();

  const answer = async (
    id: string,
    kind: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    const payload = await buffer(request);
    const resolve = answers.get(id);
    answers.delete(id);
    response.writeHead(resolve ? 202 : 400, { 'content-type': 'application/json' });
    response.end(resolve ? '{"status":"OK"}' : '{"errorType":"InvalidRequestID"}');
    if (!resolve) return;
    if (payload.length > LONGEST_RESPONSE) {
      const message = `Response payload size exceeded maximum allowed payload size (${LONGEST_RESPONSE} bytes).`;
      resolve(failure('Function.ResponseSizeTooLarge', message));
    } else {
      resolve({ ok: kind === 'response', payload: payload.toString() });
    }
  };

  const server = createServer(async (request, response) => {
    const [, area, id = '', kind = ''] = (request.url ?? '').slice(PREFIX.length).split('/');
    if (area === 'invocation' && id === 'next') {
      next = response;
      events.onNext();
    } else if (area === 'invocation' && (kind === 'response' || kind === 'error')) {
      await answer(decodeURIComponent(id), kind, request, response);
    } else if (area === 'init' && id === 'error') {
      events.onInitError((await buffer(request)).toString());
      response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"OK"}');
    } else {
      response.writeHead(404).end();
    }
  });
  // An environment waits for its next invocation as long as it takes.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 0;
  const { port, stop } = await listenOnLoopback(server);

  return {
    port,
    dispatch: ({ requestId, functionArn, deadline, payload }) =>
      new Promise((resolve, reject) => {
        const waiting = next;
        if (!waiting) return reject(new Error('the environment is not waiting for an invocation'));
        next = undefined;
        answers.set(requestId, resolve);
        waiting.writeHead(200, {
          'content-type': 'application/json',
          'lambda-runtime-aws-request-id': requestId,
          'lambda-runtime-deadline-ms': String(deadline),
          'lambda-runtime-invoked-function-arn': functionArn,
          'lambda-runtime-trace-id': traceId(),
        });
        waiting.end(payload);
      }),
    close: stop,
  };
}

/** An X-Ray trace header that is not sampled: nothing collects traces here. */
function traceId(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')};Parent=${randomBytes(8).toString('hex')};Sampled=0`;
}
