import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';

/** moto, an emulator of AWS that knows nothing of us, in Python: which version a machine has; empty without one. */
export const MOTO =
  spawnSync('python3', ['-c', 'import moto; print(moto.__version__)'], { encoding: 'utf8' }).stdout?.trim() ??
  '';

const REGION = 'us-east-1';
const CREDENTIALS = { accessKeyId: 'key', secretAccessKey: 'secret' };

export type Moto = {
  /** For clients of the SDK. */
  readonly clientConfig: { endpoint: string; region: string; credentials: typeof CREDENTIALS };
  /** Calls a service by its query protocol. @returns the answer's XML; @throws Error with what it says */
  query(service: string, parameters: Readonly<Record<string, string>>): Promise<string>;
  /** Calls a service by its JSON protocol. */
  json(service: string, target: string, input: object): Promise<void>;
  put(path: string, body: Uint8Array<ArrayBuffer>): Promise<void>;
  stop(): void;
};

/** Starts it on a port of its own choice. @returns once it listens */
export async function startMoto(): Promise<Moto> {
  const server = spawn('moto_server', ['--host', '127.0.0.1', '--port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`moto_server has ended with ${code}`)));
    createInterface(server.stderr).on('line', (line) => {
      const [, found] = /Running on (http:\S+)/.exec(line) ?? [];
      if (found) resolve(found);
    });
  });
  const send = async (service: string, path: string, init: RequestInit): Promise<string> => {
    const authorization = `AWS4-HMAC-SHA256 Credential=key/20260101/${REGION}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
    const headers = { ...init.headers, authorization };
    const response = await fetch(url + path, { ...init, headers });
    const text = await response.text();
    if (!response.ok) throw new Error(`${service} ${response.status}: ${text}`);
    return text;
  };
  return {
    clientConfig: { endpoint: url, region: REGION, credentials: CREDENTIALS },
    query: (service, parameters) =>
      send(service, '/', { method: 'POST', body: new URLSearchParams(parameters) }),
    async json(service, target, input) {
      const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
      await send(service, '/', { method: 'POST', headers, body: JSON.stringify(input) });
    },
    async put(path, body) {
      await send('s3', path, { method: 'PUT', body });
    },
    stop: () => server.kill(),
  };
}
