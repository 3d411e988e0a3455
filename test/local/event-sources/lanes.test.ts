import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLanes, type LaneEntry } from '../../../infra/local/event-sources/lanes.ts';
import { createWatermark } from '../../../infra/local/event-sources/watermark.ts';

type Entry = LaneEntry & { readonly position: number };

describe('createLanes', () => {
  it('delivers everything once, each key in order and one batch of it at a time, within size and bytes', async () => {
    const entries = fc.array(
      fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), bytes: fc.integer({ min: 1, max: 50 }) }),
    );
    await fc.assert(
      fc.asyncProperty(
        entries,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 10 }),
        fc.scheduler(),
        async (given, count, batchSize, scheduler) => {
          const delivered: Entry[] = [];
          const underWay = new Set<string>();
          const violations: string[] = [];
          const check = (holds: boolean, rule: string): void => {
            if (!holds) violations.push(rule);
          };
          const lanes = createLanes<Entry>(
            { lanes: count, batchSize, windowMilliseconds: 0, batchBytes: 100 },
            async (batch) => {
              check(batch.length > 0 && batch.length <= batchSize, 'size');
              check(batch.reduce((sum, { bytes }) => sum + bytes, 0) <= 100, 'bytes');
              for (const { key } of batch) check(!underWay.has(key), 'one batch of a key at a time');
              for (const { key } of batch) underWay.add(key);
              delivered.push(...batch);
              await scheduler.schedule(Promise.resolve());
              for (const { key } of batch) underWay.delete(key);
            },
          );
          for (const [position, entry] of given.entries()) lanes.add({ ...entry, position });
          // A lane starts in a microtask, and its next batch in another: after a turn of the loop all have.
          for (let turn = 0; turn <= given.length && delivered.length < given.length; turn += 1) {
            await new Promise(setImmediate);
            await scheduler.waitIdle();
          }
          await scheduler.waitIdle();
          expect(violations).toEqual([]);
          expect(delivered).toHaveLength(given.length);
          for (const key of ['a', 'b', 'c', 'd']) {
            const positions = delivered.filter((entry) => entry.key === key).map(({ position }) => position);
            expect(positions).toEqual([...given.keys()].filter((position) => given[position]?.key === key));
          }
        },
      ),
    );
  });

  it('waits for a batch to fill up, but no longer than the window', async () => {
    const batches: number[] = [];
    const second = Promise.withResolvers<void>();
    const lanes = createLanes<LaneEntry>(
      { lanes: 1, batchSize: 3, windowMilliseconds: 30, batchBytes: 1000 },
      async (batch) => {
        batches.push(batch.length);
        if (batches.length === 2) second.resolve();
      },
    );
    for (let count = 0; count < 5; count += 1) lanes.add({ key: 'k', bytes: 1 });
    await second.promise;
    expect(batches).toEqual([3, 2]);
    await lanes.stop();
  });

  it('waits no longer when its windows are closed, and still delivers one batch at a time', async () => {
    const batches: number[] = [];
    const first = Promise.withResolvers<void>();
    const lanes = createLanes<LaneEntry>(
      { lanes: 1, batchSize: 9, windowMilliseconds: 2 ** 31 - 1, batchBytes: 1000 },
      async (batch) => {
        batches.push(batch.length);
        await first.promise;
      },
    );
    lanes.closeWindows();
    for (let count = 0; count < 2; count += 1) lanes.add({ key: 'k', bytes: 1 });
    await Promise.resolve();
    expect(batches).toEqual([]);
    lanes.closeWindows();
    expect(batches).toEqual([2]);
    lanes.add({ key: 'k', bytes: 1 });
    lanes.closeWindows();
    expect(batches).toEqual([2]);
    first.resolve();
    await new Promise(setImmediate);
    lanes.closeWindows();
    expect(batches).toEqual([2, 1]);
    await lanes.stop();
  });

  it('starts nothing after it was stopped', async () => {
    const batches: number[] = [];
    const lanes = createLanes<LaneEntry>(
      { lanes: 1, batchSize: 1, windowMilliseconds: 0, batchBytes: 10 },
      async (batch) => {
        batches.push(batch.length);
      },
    );
    await lanes.stop();
    lanes.add({ key: 'k', bytes: 1 });
    await Promise.resolve();
    expect(batches).toEqual([]);
  });
});

describe('createWatermark', () => {
  it('stands at the last mark before the first that is not done', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 60 })
          .chain((count) => fc.shuffledSubarray([...Array(count).keys()], { minLength: count })),
        (order) => {
          const watermark = createWatermark<number>();
          const marks = order.map((_, index) => watermark.begin(index));
          const ended = new Set<number>();
          let at: number | undefined;
          for (const index of order) {
            at = watermark.end(marks[index]!) ?? at;
            ended.add(index);
            let expected: number | undefined;
            while (ended.has((expected ?? -1) + 1)) expected = (expected ?? -1) + 1;
            expect(at).toBe(expected);
            expect(watermark.open).toBe(order.length - ended.size);
          }
        },
      ),
    );
  });

  it('goes on counting after all are done', () => {
    const watermark = createWatermark<string>();
    expect(watermark.end(watermark.begin('a'))).toBe('a');
    const [b, c] = [watermark.begin('b'), watermark.begin('c')];
    expect(watermark.end(c)).toBeUndefined();
    expect(watermark.end(b)).toBe('c');
  });
});
