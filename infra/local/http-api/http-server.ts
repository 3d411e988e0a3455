import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { KEEP_ALIVE_MILLISECONDS, listenOnLoopback } from '../loopback.ts';
import type { HttpRequest } from './request-event.ts';
import { gatewayResponse, type HttpResponse, INTERNAL_SERVER_ERROR } from './response.ts';

/** The longest body that an HTTP API takes, in bytes (API Gateway quotas). */
const LONGEST_BODY = 10 * 1024 * 1024;
const TOO_LARGE = gatewayResponse(413, 'Request Entity Too Large');

export type HttpServer = {
  readonly url: string;
  /** Starts answering: until then every request is told that the service is not available yet. */
  serve(answer: (request: HttpRequest) => Promise<HttpResponse>): void;
  stop(): Promise<void>;
};

/** Listens on 127.0.0.1, early, so that the URL is known before there is anything to serve. */
export async function startHttpServer(): Promise<HttpServer> {
  let respond = async (_: HttpRequest): Promise<HttpResponse> => gatewayResponse(503, 'Service Unavailable');
  const server = createServer((request, response) => {
    void receive(request)
      .then((received) => (received ? respond(received) : TOO_LARGE))
      .catch(() => INTERNAL_SERVER_ERROR)
      .then((answer) => send(answer, request, response));
  });
  server.keepAliveTimeout = KEEP_ALIVE_MILLISECONDS;
  const { url, stop } = await listenOnLoopback(server);
  return {
    ...{ url, stop },
    serve: (answer) => {
      respond = answer;
    },
  };
}

/** Reads the request to its end, also when it is too long: an answer in between would reset the connection. */
async function receive(request: IncomingMessage): Promise<HttpRequest | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length <= LONGEST_BODY) chunks.push(chunk as Buffer);
  }
  if (length > LONGEST_BODY) return undefined;
  return {
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    rawHeaders: request.rawHeaders,
    body: Buffer.concat(chunks),
    sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
    protocol: `HTTP/${request.httpVersion}`,
  };
}

function send(answer: HttpResponse, request: IncomingMessage, response: ServerResponse): void {
  const isHead = request.method === 'HEAD';
  const hasBody = !isHead && answer.status !== 204 && answer.status !== 304;
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(!isHead && { 'content-length': String(hasBody ? answer.body.length : 0) }),
    ...(answer.cookies.length > 0 && { 'set-cookie': [...answer.cookies] }),
  });
  response.end(hasBody ? answer.body : undefined);
}
