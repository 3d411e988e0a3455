import createClient, { type Client, type Middleware } from 'openapi-fetch';

/** How a client reaches a deployment. */
export type ClientOptions = {
  /** Where the API is, without `/v1`: `ApiUrl` among the outputs of the stateless stack. */
  baseUrl: string;
  /** An ID token, or what gets one: it is asked before every request, as a token is good for an hour. */
  token: string | (() => string | Promise<string>);
  /** In place of the platform's. */
  fetch?: (request: Request) => Promise<Response>;
  /** How often a request is sent again that was answered "busy" or "too much at once"; 4 if absent. */
  attempts?: number;
  /** Waits; the platform's timer if absent. */
  wait?: (milliseconds: number) => Promise<void>;
};

/** Problem details (RFC 9457), as every refusal but API Gateway's own is told. */
export type AnyProblem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  instance?: string;
  refusals?: { code: string; path: string; message: string }[];
};

const ATTEMPTS = 4;
const AGAIN = new Set([429, 503]);
const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/**
 * A client of the API: each request has the token, and one that found no room is sent again after the seconds that
 * `Retry-After` says (1, 2, 4 ... where it says none). Sending a record twice has no effect of its own, so that it may be.
 */
export function typedClient<Paths extends object>(options: ClientOptions): Client<Paths> {
  const { baseUrl, token, fetch: send = fetch, attempts = ATTEMPTS, wait = pause } = options;
  const client = createClient<Paths>({
    baseUrl: baseUrl.replace(/\/$/, ''),
    async fetch(request: Request): Promise<Response> {
      for (let attempt = 1; ; attempt += 1) {
        const response = await send(request.clone());
        if (!AGAIN.has(response.status) || attempt >= attempts) return response;
        await response.body?.cancel();
        await wait(secondsUntil(response.headers.get('retry-after'), attempt) * 1000);
      }
    },
  });
  const signing: Middleware = {
    async onRequest({ request }) {
      request.headers.set('authorization', `Bearer ${typeof token === 'string' ? token : await token()}`);
      return request;
    },
  };
  client.use(signing);
  return client;
}

/** `Retry-After` in seconds; a date, or none, is not waited for but doubled from one second. */
function secondsUntil(retryAfter: string | null, attempt: number): number {
  return retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : 2 ** (attempt - 1);
}

/** Whether an error says what was wrong, and is not API Gateway's own word. */
export function isProblem(error: unknown): error is AnyProblem {
  return (
    typeof error === 'object' &&
    error !== null &&
    /^\/v1\/problems\//.test(String((error as { type?: unknown }).type))
  );
}
