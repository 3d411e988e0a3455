import { CommandError } from './command-error.ts';

/** The HTTP API, with tokens of this machine's issuer. */
export type Api = {
  /** @throws CommandError for any status but 200 */
  get(path: string, token: string): Promise<unknown>;
  /** Status and body, whatever the status. */
  send(method: 'PUT' | 'POST' | 'DELETE', path: string, token: string, body?: unknown): Promise<ApiAnswer>;
};

export type ApiAnswer = { status: number; body: unknown };

export function createApi(apiUrl: string, signal: AbortSignal): Api {
  const call = async (method: string, path: string, token: string, body?: unknown): Promise<ApiAnswer> => {
    const response = await fetch(`${apiUrl.replace(/\/$/, '')}${path}`, {
      method,
      signal,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: parsed(text) };
  };
  return {
    async get(path, token) {
      const { status, body } = await call('GET', path, token);
      if (status === 200) return body;
      throw new CommandError(`GET ${path} was answered with ${status}: ${detailOf(body)}.`);
    },
    send: call,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // an answer that did not come from a function
  }
}

/** The sentence of a problem's body. */
export function detailOf(body: unknown): string {
  const { detail, message } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  return String(detail ?? message ?? (typeof body === 'string' && body !== '' ? body : 'no reason given'));
}
