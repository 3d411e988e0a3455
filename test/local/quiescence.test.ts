import { describe, expect, it } from 'vitest';
import { type Activity, createActivity } from '../../infra/local/activity.ts';
import type { EventSource } from '../../infra/local/event-sources/event-source.ts';
import type { Queues } from '../../infra/local/queues.ts';
import { type Progress, quiescence } from '../../infra/local/quiescence.ts';

/** A source that reads when it is hurried, and finds what is left for it. */
function stream(activity: Activity, work: (() => Promise<void>)[]): EventSource {
  let drainedAt: number | undefined;
  let open = 0;
  return {
    name: 'stream',
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
      void activity.during('work', next).then(() => {
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

const [WORK, DEAD] = ['arn:aws:sqs:us-east-1:000000000000:work', 'arn:aws:sqs:us-east-1:000000000000:dead'];
const unbroken = new Promise<never>(() => {});

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
    await quiescence({
      activity,
      sources,
      queues: queuesOf({}),
      workQueues: [],
      deadLetterQueues: [],
      unbroken,
    });
    expect(done).toEqual(['first', 'second']);
  });

  it('does not trust a read that began before the last thing that happened', async () => {
    const activity = createActivity();
    const work: (() => Promise<void>)[] = [];
    const done: string[] = [];
    const source = stream(activity, work);
    const held = Promise.withResolvers<void>();
    // A request from outside: the source has been read to its end before the request writes into it.
    const request = activity.during('a request', async () => {
      await held.promise;
      work.push(async () => void done.push('written late'));
    });
    const place = {
      activity,
      sources: [source],
      queues: queuesOf({}),
      workQueues: [],
      deadLetterQueues: [],
      unbroken,
    };
    const quiet = quiescence(place);
    while (source.drainedAt() === undefined) await new Promise(setImmediate);
    held.resolve();
    await Promise.all([request, quiet]);
    expect(done).toEqual(['written late']);
  });

  it('waits for queues and counts dead letters', async () => {
    const activity = createActivity();
    const queues = queuesOf({ [WORK]: [2, 1, 0], [DEAD]: [7] });
    const place = { activity, sources: [], queues, workQueues: [WORK], deadLetterQueues: [DEAD], unbroken };
    const seen: Progress[] = [];
    expect(await quiescence(place, (progress) => seen.push(progress))).toEqual({ deadLetters: 7 });
    expect(seen[0]).toEqual({ waiting: 2, running: 0, unfinished: ['work holds 2'] });
    expect((await queues.depth(WORK)).visible).toBe(0);
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
    await quiescence({ activity, sources: [], queues, workQueues: ['work'], deadLetterQueues: [], unbroken });
    expect(looks).toBe(3);
  });

  it('waits for what runs', async () => {
    const activity = createActivity();
    const held = Promise.withResolvers<void>();
    let quiet = false;
    const running = activity.during('a call', () => held.promise);
    const place = {
      activity,
      sources: [],
      queues: queuesOf({}),
      workQueues: [],
      deadLetterQueues: [],
      unbroken,
    };
    const seen: Progress[] = [];
    const waited = quiescence(place, (progress) => seen.push(progress)).then(() => {
      quiet = true;
    });
    await new Promise(setImmediate);
    expect(quiet).toBe(false);
    expect(seen[0]).toEqual({ waiting: 0, running: 1, unfinished: ['a call runs for 0 s'] });
    held.resolve();
    await Promise.all([running, waited]);
    expect(quiet).toBe(true);
  });

  it('is not waited for when it cannot come any more', async () => {
    const activity = createActivity();
    const broken = Promise.withResolvers<never>();
    void activity.during('a call to the engine', () => new Promise(() => {}));
    const place = { activity, sources: [], queues: queuesOf({}), workQueues: [], deadLetterQueues: [] };
    const waited = quiescence({ ...place, unbroken: broken.promise });
    broken.reject(new Error('the engine has gone'));
    await expect(waited).rejects.toThrow('the engine has gone');
  });
});
