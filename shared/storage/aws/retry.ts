import { setTimeout as pause } from 'node:timers/promises';

/** Bounded retries with full jitter: waits 0..base * 2^attempt ms, so that losers of a race spread out. */
export type RetryPolicy = { attempts: number; baseMilliseconds: number; longestMilliseconds: number };

export const DEFAULT_RETRY: RetryPolicy = { attempts: 10, baseMilliseconds: 10, longestMilliseconds: 2_000 };

/** A client by whose calls races are lost. One whose calls take no time of this machine brings its own way to wait. */
export type Waiting = {
  send: unknown;
  waitUpTo?(milliseconds: number): Promise<void>;
  /** Hears that a race was lost. */
  raceLost?(): void;
};

/** Waits before the given attempt at what another writer has kept from being written; the first (0) starts at once. */
export async function waitBefore(
  attempt: number,
  client: Waiting,
  policy: RetryPolicy = DEFAULT_RETRY,
): Promise<void> {
  if (attempt > 0) client.raceLost?.();
  await pauseBefore(attempt, client, policy);
}

/** The same before an attempt at what nobody has kept from being done. */
export async function pauseBefore(
  attempt: number,
  client: Waiting,
  policy: RetryPolicy = DEFAULT_RETRY,
): Promise<void> {
  if (attempt === 0) return;
  const ceiling = Math.min(policy.longestMilliseconds, policy.baseMilliseconds * 2 ** attempt);
  if (client.waitUpTo) await client.waitUpTo(ceiling);
  else await pause(Math.random() * ceiling);
}
