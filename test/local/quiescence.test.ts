import { describe, expect, it } from 'vitest';
import { type Activity, createActivity } from '../../infra/local/activity.ts';
import type { EventSource } from '../../infra/local/event-sources/event-source.ts';
import type { Queues } from '../../infra/local/queues.ts';
import { quiescence } from '../../infra/local/quiescence.ts';

/** A source that reads when it is hurried, and finds what is left for it. */
function stream(activity: Activity, work: (() => Promise<void>)[]): EventSource {
  let drainedAt: number | undefined;
  let open = 0;
  return {
    get waiting() {
      return open;
    },
    drainedAt: () => (open === 0 ? drainedAt : undefined),
    hurry: () => {
      const began = activity.count;
      const next = work.shift();
      if (!next) {
        drainedAt = began;
        return;
      }
      activity.note();
      open += 1;
      void activity.during(next).then(() => {
        open -= 1;
      });
    },
    stop: async () => {},
  };
}

const queuesOf = (depths: Record<string, number[]>): Queues =>
  ({
    depth: async (arn: string) => {
      const left = depths[arn] ?? [0];
      return { visible: (left.length > 1 ? left.shift() : left[0]) ?? 0, inFlight: 0, delayed: 0 };
    },
  }) as unknown as Queues;

describe('quiescence', () => {
  it('waits until every source has found nothing after everything that happened', async () => {
    const activity = createActivity();
    const done: string[] = [];
    const second: (() => Promise<void>)[] = [];
    const first = [
      async () => {
        await new Promise(setImmediate);
        done.push('first');
        // What a function writes shows up in another stream, which has been read to its end already.
        second.push(async () => void done.push('second'));
      },
    ];
    const sources = [stream(activity, second), stream(activity, first)];
    await quiescence({ activity, sources, queues: queuesOf({}), workQueues: [], deadLetterQueues: [] });
    expect(done).toEqual(['first', 'second']);
  });

  it('does not trust a read that began before the last thing that happened', async () => {
    const activity = createActivity();
    const work: (() => Promise<void>)[] = [];
    const done: string[] = [];
    const source = stream(activity, work);
    const held = Promise.withResolvers<void>();
    // A request from outside: the source has been read to its end before the request writes into it.
    const request = activity.during(async () => {
      await held.promise;
      work.push(async () => void done.push('written late'));
    });
    const place = { activity, sources: [source], queues: queuesOf({}), workQueues: [], deadLetterQueues: [] };
    const quiet = quiescence(place);
    while (source.drainedAt() === undefined) await new Promise(setImmediate);
    held.resolve();
    await Promise.all([request, quiet]);
    expect(done).toEqual(['written late']);
  });

  it('waits for queues and counts dead letters', async () => {
    const activity = createActivity();
    const queues = queuesOf({ work: [2, 1, 0], dead: [7] });
    const place = { activity, sources: [], queues, workQueues: ['work'], deadLetterQueues: ['dead'] };
    const seen: number[] = [];
    expect(await quiescence(place, ({ waiting }) => seen.push(waiting))).toEqual({ deadLetters: 7 });
    expect(seen[0]).toBe(2);
    expect((await queues.depth('work')).visible).toBe(0);
  });

  it('does not count what happened while it looked as quiet', async () => {
    const activity = createActivity();
    let looks = 0;
    const queues = {
      depth: async () => {
        looks += 1;
        if (looks < 3) activity.note();
        return { visible: 0, inFlight: 0, delayed: 0 };
      },
    } as unknown as Queues;
    await quiescence({ activity, sources: [], queues, workQueues: ['work'], deadLetterQueues: [] });
    expect(looks).toBe(3);
  });

  it('waits for what runs', async () => {
    const activity = createActivity();
    const held = Promise.withResolvers<void>();
    let quiet = false;
    const running = activity.during(() => held.promise);
    const waited = quiescence({
      activity,
      sources: [],
      queues: queuesOf({}),
      workQueues: [],
      deadLetterQueues: [],
    }).then(() => {
      quiet = true;
    });
    await new Promise(setImmediate);
    expect(quiet).toBe(false);
    held.resolve();
    await Promise.all([running, waited]);
    expect(quiet).toBe(true);
  });
});
