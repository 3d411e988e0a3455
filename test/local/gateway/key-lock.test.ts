import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyLock } from '../../../infra/local/gateway/key-lock.ts';

test('one holder at a time per key, in the order of asking, whatever the schedule', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 }),
      async (schedule, keys) => {
        const lock = keyLock();
        const inside = new Map<string, number>();
        const order: Record<string, number[]> = { a: [], b: [], c: [] };
        const work = keys.map(async (key, turn) => {
          const release = await lock(key);
          inside.set(key, (inside.get(key) ?? 0) + 1);
          expect(inside.get(key)).toBe(1);
          order[key]?.push(turn);
          await schedule.schedule(Promise.resolve());
          inside.set(key, 0);
          release();
        });
        await schedule.waitFor(Promise.all(work));
        for (const turns of Object.values(order))
          expect(turns).toEqual([...turns].sort((one, other) => one - other));
        expect(Object.values(order).flat()).toHaveLength(keys.length);
      },
    ),
  );
});

test('a second release of the same turn does not let two in', async () => {
  const lock = keyLock();
  const first = await lock('a');
  first();
  const second = await lock('a');
  first();
  let third = false;
  const waiting = lock('a').then((release) => {
    third = true;
    release();
  });
  await Promise.resolve();
  expect(third).toBe(false);
  second();
  await waiting;
  expect(third).toBe(true);
});
