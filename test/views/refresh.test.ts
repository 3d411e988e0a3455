import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapKey } from '../../shared/storage/aws/dynamodb.ts';
import type { ItemKey } from '../../shared/storage/keys/keys.ts';
import type { StoredView } from '../../shared/storage/views/view-store.ts';
import { refresh, type View } from '../../shared/views/refresh.ts';

/** Facts and views in memory, with every read and write at a moment that the scheduler chooses. */
class World {
  readonly facts = new Map<string, number>();
  readonly items = new Map<string, StoredView>();
  readonly revisions: string[] = [];
  readonly #scheduler: fc.Scheduler;

  constructor(scheduler: fc.Scheduler) {
    this.#scheduler = scheduler;
  }

  at<T>(label: string, act: () => T): Promise<T> {
    return this.#scheduler.schedule(Promise.resolve(), label).then(act);
  }

  readonly store = {
    get: (keys: readonly ItemKey[]) =>
      this.at('get', () => {
        const held = keys.map((key) => [mapKey(key), this.items.get(mapKey(key))] as const);
        return new Map(held.filter((entry): entry is [string, StoredView] => entry[1] !== undefined));
      }),
    put: (_entity: string, key: ItemKey, content: string | null, seen: string | undefined) =>
      this.at('put', () => this.put(key, content, seen)),
  };

  put(key: ItemKey, content: string | null, seen: string | undefined): StoredView | 'lost' {
    if (this.items.get(mapKey(key))?.revision !== seen) return 'lost';
    const revision = `r${this.revisions.length}`;
    this.revisions.push(revision);
    const written = { key, revision, content };
    this.items.set(mapKey(key), written);
    return written;
  }
}

/**
 * The sum of all facts: two items, one for even and one for odd sums, so that items come and go.
 *
 * @param together whether the view reads its own items in one go
 * @param before what its sources were, read before its items were
 */
function sumView(
  world: World,
  together = false,
  before?: readonly number[],
): View<string, readonly number[]> {
  let first = before;
  return {
    ...(together && {
      held: (pk) => world.at('held', () => [...world.items.values()].filter(({ key }) => key.pk === pk)),
    }),
    entity: 'sum',
    items: (pk) => [
      { pk, sk: 'even' },
      { pk, sk: 'odd' },
    ],
    sources: async () => {
      const read = first;
      first = undefined;
      return read ?? world.at('sources', () => [...world.facts.values()]);
    },
    derive: (_key, facts) => {
      if (facts.length === 0) return [null, null];
      const sum = facts.reduce((total, fact) => total + fact, 0);
      return sum % 2 === 0 ? [String(sum), null] : [null, String(sum)];
    },
  };
}

const changes = fc.array(
  fc.record({ id: fc.constantFrom('a', 'b', 'c'), value: fc.option(fc.integer({ min: 0, max: 9 })) }),
  { minLength: 1, maxLength: 6 },
);
const noWaiting = { retry: { attempts: 100, baseMilliseconds: 0, longestMilliseconds: 0 } };

describe('a write that is not answered', () => {
  /** Its first write is told as failed, and carried out in the end. */
  function withLateWrite(world: World, meanwhile: () => void) {
    let late: (() => unknown) | undefined;
    const put: typeof world.store.put = async (_entity, key, content, seen) => {
      const write = () => world.put(key, content, seen);
      if (late) return write();
      late = write;
      meanwhile();
      throw new Error('nobody has answered');
    };
    return { store: { ...world.store, put }, comesLate: () => late?.() };
  }

  it.each([
    ['of a view that becomes empty', [], () => {}],
    [
      'of one that becomes what it was',
      [['a', 2]] as const,
      (facts: Map<string, number>) => facts.set('a', 2),
    ],
  ])('does not come later to an item %s', async (_, before, back) => {
    const world = new World({ schedule: (task: Promise<unknown>) => task } as fc.Scheduler);
    const view = sumView(world);
    for (const [id, value] of before) world.facts.set(id, value);
    await refresh(view, ['k'], world.store);
    world.facts.set('a', 3);
    const { store, comesLate } = withLateWrite(world, () => {
      world.facts.delete('a');
      back(world.facts);
    });
    expect([...(await refresh(view, ['k'], store))]).toEqual([]);
    comesLate();
    const contents = view.items('k').map((key) => world.items.get(mapKey(key))?.content ?? null);
    expect(contents).toEqual(view.derive('k', [...world.facts.values()]));
  });

  it('is followed by others until one is answered, whatever fails meanwhile', async () => {
    const world = new World(schedulerThatRuns());
    const view = sumView(world);
    world.facts.set('a', 3);
    const late: (() => unknown)[] = [];
    const put: typeof world.store.put = async (_entity, key, content, seen) => {
      if (late.length === 12) return world.put(key, content, seen);
      late.push(() => world.put(key, content, seen));
      world.facts.delete('a');
      throw new Error('nobody has answered');
    };
    const get: typeof world.store.get = async (keys) => {
      if (late.length % 3 !== 1) return world.store.get(keys);
      late.push(() => {});
      throw new Error('this is not answered either');
    };
    expect([...(await refresh(view, ['k'], { put, get }))]).toEqual([]);
    for (const write of late) write();
    expect([...world.items.values()].map(({ content }) => content)).toEqual([null]);
  });

  it('is told in the end, where no other is answered either', async () => {
    const world = new World(schedulerThatRuns());
    world.facts.set('a', 3);
    const put = async () => {
      throw new Error('nobody answers');
    };
    const failed = await refresh(sumView(world), ['k'], { ...world.store, put });
    expect([...failed.values()]).toEqual([new Error('nobody answers')]);
  });

  it('is told at once of one that was refused', async () => {
    const world = new World(schedulerThatRuns());
    world.facts.set('a', 3);
    const error = (attempts: number) =>
      new DynamoDBServiceException({
        ...{ name: 'ValidationException', message: 'too large', $fault: 'client', $metadata: { attempts } },
      });
    // Of two tries the first may have been done.
    const answers = [error(2), error(1), undefined, error(1)];
    let puts = 0;
    const put: typeof world.store.put = async (_entity, key, content, seen) => {
      const answer = answers[puts];
      puts += 1;
      if (answer) throw answer;
      return world.put(key, content, seen);
    };
    expect([...(await refresh(sumView(world), ['k'], { ...world.store, put }))]).toEqual([]);
    expect(puts).toBe(3);
    world.facts.set('a', 5);
    const failed = await refresh(sumView(world), ['k'], { ...world.store, put });
    expect([...failed.values()]).toEqual([answers[3]]);
    expect(puts).toBe(4);
  });
});

describe('refresh', () => {
  it('ends in the state of the facts, whatever the interleaving of changes and workers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        changes,
        fc.nat({ max: 2 }),
        fc.boolean(),
        fc.boolean(),
        async (scheduler, history, duplicates, together, foreseen) => {
          const world = new World(scheduler);
          const view = sumView(world, together);
          const before = () => world.at('foreseen', () => [...world.facts.values()]);
          const refreshed = async () =>
            refresh(
              sumView(world, together, foreseen ? await before() : undefined),
              ['v'],
              world.store,
              noWaiting,
            );
          const failures: Map<string, unknown>[] = [];
          const workers = history.flatMap(({ id, value }) =>
            Array.from({ length: duplicates + 1 }, () =>
              world
                .at('change', () => (value === null ? world.facts.delete(id) : world.facts.set(id, value)))
                .then(refreshed)
                .then((failed) => failures.push(failed)),
            ),
          );
          await scheduler.waitFor(Promise.all(workers));
          expect(failures.flatMap((failed) => [...failed.keys()])).toEqual([]);
          const expected = view.derive('v', [...world.facts.values()]);
          const held = view.items('v').map((key) => world.items.get(mapKey(key))?.content ?? null);
          expect(held).toEqual(expected);
          expect(new Set(world.revisions).size).toBe(world.revisions.length);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('asks for no item again that it has written itself, and sees what has become of its sources', async () => {
    const world = new World(schedulerThatRuns());
    world.facts.set('a', 4);
    let gets = 0;
    const store = {
      get: (keys: readonly ItemKey[]) => {
        gets += 1;
        return world.store.get(keys);
      },
      put: async (...put: Parameters<typeof world.store.put>) => {
        const written = await world.store.put(...put);
        if (world.revisions.length === 1) world.facts.set('a', 7);
        return written;
      },
    };
    expect([...(await refresh(sumView(world), ['v'], store, noWaiting))]).toEqual([]);
    expect([...world.items.values()].map(({ content }) => content)).toEqual([null, '7']);
    expect(gets).toBe(1);
  });

  it('is not undone by a slower worker when a change is taken back meanwhile', async () => {
    const world = new World(schedulerThatRuns());
    const view = sumView(world);
    await refresh(view, ['v'], world.store, noWaiting);
    // The slow worker has read its sources when the fact that it saw is taken back.
    world.facts.set('a', 4);
    let others: Promise<unknown> | undefined;
    const slow: typeof view = {
      ...view,
      sources: async (key) => {
        const sources = await view.sources(key);
        if (!others) {
          world.facts.delete('a');
          others = refresh(view, ['v'], world.store, noWaiting);
          await others;
        }
        return sources;
      },
    };
    await refresh(slow, ['v'], world.store, noWaiting);
    expect([...world.items.values()].filter(({ content }) => content !== null)).toEqual([]);
  });

  it('writes nothing when nothing differs', async () => {
    const world = new World(schedulerThatRuns());
    world.facts.set('a', 4);
    await refresh(sumView(world), ['v'], world.store, noWaiting);
    const before = world.revisions.length;
    await refresh(sumView(world), ['v', 'v'], world.store, noWaiting);
    expect(world.revisions.length).toBe(before);
  });

  it('leaves a tombstone for an item that becomes empty, and nothing for one that never was', async () => {
    const world = new World(schedulerThatRuns());
    await refresh(sumView(world), ['v'], world.store, noWaiting);
    expect(world.items.size).toBe(0);
    world.facts.set('a', 4);
    await refresh(sumView(world), ['v'], world.store, noWaiting);
    world.facts.delete('a');
    await refresh(sumView(world), ['v'], world.store, noWaiting);
    expect([...world.items.values()]).toMatchObject([{ key: { sk: 'even' }, content: null }]);
  });

  it('reports a view that fails and still brings the others up to date', async () => {
    const world = new World(schedulerThatRuns());
    world.facts.set('a', 4);
    const view = sumView(world);
    const fragile: typeof view = {
      ...view,
      sources: (key) => (key === 'bad' ? Promise.reject(new Error('no')) : view.sources(key)),
    };
    const failed = await refresh(fragile, ['bad', 'good'], world.store, noWaiting);
    expect([...failed.keys()]).toEqual(['bad|even']);
    expect(world.items.get('good|even')?.content).toBe('4');
  });

  it('gives up after a bounded number of lost races, and says so', async () => {
    const world = new World(schedulerThatRuns());
    world.facts.set('a', 4);
    const store = { get: world.store.get, put: async () => 'lost' as const };
    const retry = { attempts: 3, baseMilliseconds: 0, longestMilliseconds: 0 };
    const failed = await refresh(sumView(world), ['v'], store, { retry });
    expect(failed.get('v|even')).toMatchObject({ code: 'storage.unavailable', retryable: true });
  });
});

/** For the cases without concurrency: everything happens at once. */
function schedulerThatRuns(): fc.Scheduler {
  return { schedule: (promise: Promise<unknown>) => promise } as unknown as fc.Scheduler;
}
