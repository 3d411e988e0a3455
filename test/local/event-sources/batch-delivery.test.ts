import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Deliverable,
  type DeliverySettings,
  deliverBatch,
  type GivenUp,
  reportedFailures,
} from '../../../infra/local/event-sources/batch-delivery.ts';

const settings: DeliverySettings = {
  retryAttempts: 2,
  bisect: false,
  reportsItemFailures: false,
  maximumAgeMilliseconds: Number.POSITIVE_INFINITY,
};
const records = (...ids: string[]): Deliverable[] => ids.map((id) => ({ id, createdAt: 1000 }));

/** Delivers to a function that is given as what it does with the ids of a batch. */
async function deliver(
  batch: readonly Deliverable[],
  own: Partial<DeliverySettings>,
  handler: (
    ids: string[],
    invocation: number,
  ) => { batchItemFailures: { itemIdentifier: string | null }[] } | undefined,
  now = 1000,
) {
  const invocations: string[] = [];
  const done: string[] = [];
  const givenUp: { ids: string; condition: string; invokeCount: number }[] = [];
  const pauses: number[] = [];
  await deliverBatch(
    batch,
    { ...settings, ...own },
    {
      invoke: async (given) => {
        const ids = given.map(({ id }) => id);
        invocations.push(ids.join(''));
        try {
          return { ok: true, payload: JSON.stringify(handler(ids, invocations.length) ?? null) };
        } catch {
          return { ok: false, payload: '{}' };
        }
      },
      done: (given) => {
        done.push(...given.map(({ id }) => id));
      },
      giveUp: async ({ batch: given, condition, invokeCount }: GivenUp<Deliverable>) => {
        givenUp.push({ ids: given.map(({ id }) => id).join(''), condition, invokeCount });
      },
      backOff: async (retry) => {
        pauses.push(retry);
      },
      stopped: () => false,
      now: () => now,
    },
  );
  return { invocations, done: done.join(''), givenUp, pauses };
}

const failOn = (poison: string) => (ids: string[]) => {
  if (ids.includes(poison)) throw new Error('poison');
  return undefined;
};
const report =
  (...poison: string[]) =>
  (ids: string[]) => ({
    batchItemFailures: ids.filter((id) => poison.includes(id)).map((itemIdentifier) => ({ itemIdentifier })),
  });

describe('reportedFailures', () => {
  it.each([
    ['', []],
    ['null', []],
    ['{}', []],
    ['{"batchItemFailures":null}', []],
    ['{"batchItemFailures":[]}', []],
    ['{"batchItemFailures":[{"itemIdentifier":"7"}]}', ['7']],
    ['{"batchItemFailures":[{"wrong":"7"}]}', ['']],
    ['{"batchItemFailures":"7"}', ['']],
    ['not json', ['']],
  ])('reads %s', (payload, failures) => {
    expect(reportedFailures(payload)).toEqual(failures);
  });
});

describe('deliverBatch', () => {
  it('delivers once when nothing fails', async () => {
    expect(await deliver(records('a', 'b'), {}, () => undefined)).toEqual({
      invocations: ['ab'],
      done: 'ab',
      givenUp: [],
      pauses: [],
    });
  });

  it('retries the whole batch until the quota is spent, then gives it up', async () => {
    const { invocations, givenUp, pauses } = await deliver(records('a', 'b'), {}, failOn('b'));
    expect(invocations).toEqual(['ab', 'ab', 'ab']);
    expect(givenUp).toEqual([{ ids: 'ab', condition: 'RetryAttemptsExhausted', invokeCount: 3 }]);
    expect(pauses).toEqual([1, 2]);
  });

  it('goes on after a failure that passes', async () => {
    const { invocations, done } = await deliver(records('a'), {}, (ids, n) =>
      n < 3 ? failOn('a')(ids) : undefined,
    );
    expect(invocations).toEqual(['a', 'a', 'a']);
    expect(done).toBe('a');
  });

  it('splits a failed batch without spending the quota, and gives up the poison record alone', async () => {
    const { invocations, done, givenUp } = await deliver(
      records('a', 'b', 'c', 'd'),
      { bisect: true },
      failOn('c'),
    );
    expect(invocations).toEqual(['abcd', 'ab', 'cd', 'c', 'c', 'c', 'd']);
    expect(done).toBe('abd');
    expect(givenUp).toEqual([{ ids: 'c', condition: 'RetryAttemptsExhausted', invokeCount: 3 }]);
  });

  it('keeps what came before the first reported failure and delivers the rest again', async () => {
    const { invocations, done, givenUp } = await deliver(
      records('a', 'b', 'c'),
      { reportsItemFailures: true, retryAttempts: 1 },
      report('c', 'b'),
    );
    expect(invocations).toEqual(['abc', 'bc']);
    expect(done).toBe('a');
    expect(givenUp).toEqual([{ ids: 'bc', condition: 'RetryAttemptsExhausted', invokeCount: 2 }]);
  });

  it('counts the failures of what is left from anew once something before it is done', async () => {
    const { invocations, givenUp } = await deliver(
      records('a', 'b'),
      { reportsItemFailures: true, retryAttempts: 1 },
      (ids, n) => (n === 1 ? failOn('a')(ids) : report('b')(ids)),
    );
    expect(invocations).toEqual(['ab', 'ab', 'b']);
    expect(givenUp).toEqual([{ ids: 'b', condition: 'RetryAttemptsExhausted', invokeCount: 2 }]);
  });

  it('takes a reported failure aside when it may split', async () => {
    const own = { reportsItemFailures: true, bisect: true, retryAttempts: 1 };
    const { invocations, done, givenUp } = await deliver(records('a', 'b', 'c', 'd'), own, report('b'));
    expect(invocations).toEqual(['abcd', 'b', 'b', 'cd']);
    expect(done).toBe('acd');
    expect(givenUp).toEqual([{ ids: 'b', condition: 'RetryAttemptsExhausted', invokeCount: 2 }]);
  });

  it.each([
    ['an unknown id', { batchItemFailures: [{ itemIdentifier: 'z' }] }],
    ['an empty id', { batchItemFailures: [{ itemIdentifier: '' }] }],
    ['no id', { batchItemFailures: [{ itemIdentifier: null }] }],
  ])('takes the batch for failed when the report holds %s', async (_, answer) => {
    const own = { reportsItemFailures: true, retryAttempts: 0 };
    expect(await deliver(records('a', 'b'), own, () => answer)).toMatchObject({
      done: '',
      givenUp: [{ ids: 'ab' }],
    });
  });

  it('ignores a report that the mapping does not ask for', async () => {
    expect(await deliver(records('a'), {}, report('a'))).toMatchObject({ done: 'a', givenUp: [] });
  });

  it('gives up records that are too old, without delivering them', async () => {
    const batch = [
      { id: 'a', createdAt: 0 },
      { id: 'b', createdAt: 900 },
    ];
    const result = await deliver(batch, { maximumAgeMilliseconds: 500 }, () => undefined, 1000);
    expect(result).toMatchObject({
      invocations: ['b'],
      done: 'b',
      givenUp: [{ ids: 'a', condition: 'RecordAgeExceeded', invokeCount: 0 }],
    });
  });

  it('leaves everything open when it is stopped', async () => {
    const seen: string[] = [];
    let stopped = false;
    await deliverBatch(records('a', 'b'), settings, {
      invoke: async () => {
        stopped = true;
        return { ok: false, payload: '{}' };
      },
      done: () => seen.push('done'),
      giveUp: async () => void seen.push('given up'),
      backOff: async () => void seen.push('retry'),
      stopped: () => stopped,
      now: () => 0,
    });
    expect(seen).toEqual([]);
  });

  it('ends every record exactly once, in order, and gives up exactly the poison', async () => {
    const batch = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        batch,
        fc.boolean(),
        fc.integer({ min: 0, max: 3 }),
        async (poison, reports, retryAttempts) => {
          const all = poison.map((_, index) => ({ id: `${index}.`, createdAt: 0 }));
          const bad = all.filter((_, index) => poison[index]).map(({ id }) => id);
          const handler = (ids: string[]) => {
            if (reports) return report(...bad)(ids);
            if (ids.some((id) => bad.includes(id))) throw new Error('poison');
            return undefined;
          };
          const result = await deliver(
            all,
            { bisect: true, reportsItemFailures: reports, retryAttempts },
            handler,
          );
          const good = all.filter(({ id }) => !bad.includes(id)).map(({ id }) => id);
          expect(result.done).toBe(good.join(''));
          expect(result.givenUp.map(({ ids }) => ids)).toEqual(bad);
          expect(result.givenUp.every(({ invokeCount }) => invokeCount === retryAttempts + 1)).toBe(true);
        },
      ),
    );
  });
});
