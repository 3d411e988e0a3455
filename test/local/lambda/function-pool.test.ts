import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExecutionEnvironment } from '../../../infra/local/lambda/execution-environment.ts';
import { createFunctionPool } from '../../../infra/local/lambda/function-pool.ts';
import { failure, type InvocationResult } from '../../../infra/local/lambda/invocation.ts';

/** Environments that answer when told to, and count themselves. */
function fleet(trouble?: InvocationResult) {
  const fleetState = { booted: 0, alive: 0, busy: 0, busiest: 0, answers: [] as (() => void)[] };
  const boot = async (onFree: (environment: ExecutionEnvironment) => void): Promise<ExecutionEnvironment> => {
    fleetState.booted += 1;
    fleetState.alive += 1;
    const exited = Promise.withResolvers<void>();
    const environment: ExecutionEnvironment = {
      started: Promise.resolve(trouble),
      exited: exited.promise,
      kill: () => {
        fleetState.alive -= 1;
        exited.resolve();
      },
      invoke: (payload) => {
        fleetState.busy += 1;
        fleetState.busiest = Math.max(fleetState.busiest, fleetState.busy);
        const answer = Promise.withResolvers<InvocationResult>();
        fleetState.answers.push(() => {
          fleetState.busy -= 1;
          answer.resolve({ ok: true, payload });
          queueMicrotask(() => onFree(environment));
        });
        return answer.promise;
      },
    };
    if (trouble) environment.kill();
    else setImmediate(() => onFree(environment));
    return environment;
  };
  return { boot, state: fleetState };
}
const settle = () => new Promise(setImmediate);

describe('createFunctionPool', () => {
  it('answers every invocation, never with more environments than it may have', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.nat(3), { minLength: 1, maxLength: 20 }),
        async (capacity, order) => {
          const { boot, state } = fleet();
          const pool = createFunctionPool(capacity, boot);
          const answers = order.map((_, index) => pool.invoke(String(index)));
          const all = Promise.all(answers);
          for (const pick of order) {
            while (state.answers.length === 0) await settle();
            state.answers.splice(pick % state.answers.length, 1)[0]?.();
          }
          expect((await all).map(({ payload }) => payload)).toEqual(order.map((_, index) => String(index)));
          expect(state.booted).toBeLessThanOrEqual(capacity);
          expect(state.busiest).toBeLessThanOrEqual(capacity);
          await pool.stop();
          expect(state.alive).toBe(0);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('tells each invocation why its environment did not start', async () => {
    const { boot, state } = fleet(failure('Error', 'no configuration'));
    const pool = createFunctionPool(2, boot);
    const answers = await Promise.all([pool.invoke('1'), pool.invoke('2'), pool.invoke('3')]);
    expect(answers.map(({ payload }) => JSON.parse(payload).errorMessage)).toEqual(
      Array(3).fill('no configuration'),
    );
    expect(state.booted).toBe(3);
    await pool.stop();
  });

  it('throttles a function that has no concurrency reserved', async () => {
    const { boot } = fleet();
    const { payload } = await createFunctionPool(0, boot).invoke('1');
    expect(JSON.parse(payload).errorType).toBe('TooManyRequestsException');
  });

  it('replaces an environment that has ended', async () => {
    const { boot, state } = fleet();
    const pool = createFunctionPool(1, boot);
    const first = pool.invoke('1');
    while (state.answers.length === 0) await settle();
    state.answers.pop()?.();
    await first;
    await settle();
    expect(pool.kill()).toBe(1);
    await settle();
    const second = pool.invoke('2');
    while (state.answers.length === 0) await settle();
    state.answers.pop()?.();
    expect((await second).payload).toBe('2');
    expect(state.booted).toBe(2);
    await pool.stop();
  });
});
