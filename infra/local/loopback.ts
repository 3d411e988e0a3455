import { once } from 'node:events';
import type { Server } from 'node:net';

/** Clients keep connections for longer than Node's five seconds; whoever closes first should be them. */
export const KEEP_ALIVE_MILLISECONDS = 75_000;

/** A server that listens on 127.0.0.1, and nowhere else. */
export type Loopback = { readonly port: number; readonly url: string; stop(): Promise<void> };

/** Has a server listen on a free port. Stopping it closes its connections too. */
export async function listenOnLoopback(server: Server & { closeAllConnections?(): void }): Promise<Loopback> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address for a TCP server');
  const { port } = address;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections?.();
      await closed;
    },
  };
}
