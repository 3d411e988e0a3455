import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type EngineProcess, startEngineProcess } from './engine-process.ts';
import { freePort } from './free-port.ts';
import { indexStreamRecords, trimStreamRecords } from './stream-records.ts';

export type DynamodbEngine = EngineProcess & {
  tuneAfterTables(): Promise<void>;
  sweep(): Promise<void>;
};

/** Path of the dynoxide binary for this platform, or undefined where npm installed none. */
export function dynoxideBinary(platform = `${process.platform}-${process.arch}`): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve(`@dynoxide/${platform}/package.json`);
    const binary = join(dirname(manifest), 'dynoxide');
    accessSync(binary, constants.X_OK);
    return binary;
  } catch {
    return undefined;
  }
}

/**
 * Starts dynoxide, DynamoDB and DynamoDB Streams on one SQLite file.
 * Its MCP server is started beside it, on a port and with a token of its own, for one reason: the TTL sweep
 * is found nowhere else, and it deletes as DynamoDB does, with a REMOVE record in the stream.
 */
export async function startDynoxide(
  binary: string,
  dataDirectory: string,
  log: (line: string) => void,
): Promise<DynamodbEngine> {
  mkdirSync(dataDirectory, { recursive: true });
  const file = join(dataDirectory, 'dynamodb.sqlite');
  const token = randomBytes(24).toString('base64url');
  let toolsPort = 0;
  const engine = await startEngineProcess(
    'dynoxide',
    async (port) => {
      toolsPort = await freePort();
      const args = ['serve', '--host', '127.0.0.1', '--port', `${port}`, '--db-path', file];
      return {
        command: binary,
        args: [...args, '--mcp', '--mcp-port', `${toolsPort}`],
        // By environment: command lines are readable by every user of the machine.
        env: { PATH: process.env['PATH'], HOME: dataDirectory, DYNOXIDE_MCP_AUTH_TOKEN: token },
      };
    },
    { timeoutMilliseconds: 10_000, log },
  );
  return {
    ...engine,
    tuneAfterTables: async () => indexStreamRecords(file),
    sweep: async () => {
      await deleteExpiredItems(toolsPort, token);
      await trimStreamRecords(file, new Date(Date.now() - 24 * 3_600_000));
    },
  };
}

async function deleteExpiredItems(port: number, token: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'sweep_ttl', arguments: {} },
    }),
  });
  const text = await response.text();
  const failed = !response.ok || /"isError":true|"error":/.test(text);
  if (failed) throw new Error(`dynoxide's TTL sweep failed: ${response.status} ${text}`);
}
