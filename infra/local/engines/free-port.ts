import { createServer } from 'node:net';
import { listenOnLoopback } from '../loopback.ts';

/**
 * A TCP port on 127.0.0.1 that nothing listened on a moment ago, for servers that cannot choose one
 * themselves. Another process may take it in between; whoever starts the server must be ready to retry.
 */
export async function freePort(): Promise<number> {
  const { port, stop } = await listenOnLoopback(createServer());
  await stop();
  return port;
}
