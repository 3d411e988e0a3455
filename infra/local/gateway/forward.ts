import {
  Agent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { Refusal } from './error-format.ts';

/** Headers that belong to one connection and not to the message. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'proxy-authorization',
  'proxy-authenticate',
  'expect',
]);

type ForwardedRequest = {
  readonly method: string;
  /** Raw request target. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body?: Buffer | string;
};

/** How long an engine may leave a call unanswered: as far as it is known it will not come any more. */
const LONGEST_SILENCE_MILLISECONDS = 60_000;

/** Keep-alive connections to one engine. */
export type Upstream = {
  /**
   * Sends a request and resolves with the engine's answer, whose body is still to be read.
   *
   * @throws Refusal (503) when the engine is not there, or does not answer for a minute
   */
  send(request: ForwardedRequest): Promise<IncomingMessage>;
  close(): void;
};

/** @param origin such as `http://127.0.0.1:8000`. */
export function upstream(origin: string, longestSilence = LONGEST_SILENCE_MILLISECONDS): Upstream {
  const { hostname, port } = new URL(origin);
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 256, scheduling: 'lifo' });
  const send = (request: ForwardedRequest): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const { body = '' } = request;
      const outgoing = httpRequest({
        agent,
        hostname,
        port,
        method: request.method,
        path: request.path,
        headers: {
          ...endToEnd(request.headers),
          host: `${hostname}:${port}`,
          ...(body.length > 0 && { 'content-length': Buffer.byteLength(body) }),
        },
      });
      const silence = setTimeout(
        () => outgoing.destroy(new Error(`silent for ${longestSilence / 1000} s`)),
        longestSilence,
      );
      outgoing.once('response', (answer) => {
        clearTimeout(silence);
        resolve(answer);
      });
      outgoing.on('error', (cause) => {
        clearTimeout(silence);
        reject(unreachable(origin, cause));
      });
      outgoing.end(body);
    });
  return { send, close: () => agent.destroy() };
}

/** Passes an engine's answer on, headers, body and status unchanged. */
export async function passOn(answer: IncomingMessage, response: ServerResponse): Promise<void> {
  response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
  await pipeline(answer, response);
}

/** Sends a body that is in memory already with the engine's headers; length and CRC follow a changed body. */
export function sendWhole(response: ServerResponse, answer: IncomingMessage, body: Buffer): void {
  const headers = endToEnd(answer.headers);
  if (headers['x-amz-crc32'] !== undefined) headers['x-amz-crc32'] = `${crc32(body)}`;
  response.writeHead(answer.statusCode ?? 502, { ...headers, 'content-length': body.length });
  response.end(body);
}

/**
 * Reads a whole body. By events, not by `for await`, which costs more than all the rest of a small call.
 *
 * @throws Refusal above `limitBytes`.
 */
export function wholeBody(message: IncomingMessage, limitBytes = Number.POSITIVE_INFINITY): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    message.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limitBytes) chunks.push(chunk);
      else reject(new Refusal(413, 'RequestEntityTooLarge', `the body is larger than ${limitBytes} bytes`));
    });
    message.on('end', () =>
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, bytes)),
    );
    message.on('error', reject);
    message.on('close', () => message.complete || reject(new Error('the connection was closed too early')));
  });
}

function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const kept: IncomingHttpHeaders = {};
  for (const name in headers) if (!HOP_BY_HOP.has(name)) kept[name] = headers[name];
  return kept;
}

/** SDKs retry on 503, and an engine that restarts deserves it. */
function unreachable(origin: string, cause: Error): Refusal {
  return new Refusal(
    503,
    'ServiceUnavailable',
    `the local engine at ${origin} does not answer: ${cause.message}`,
  );
}
