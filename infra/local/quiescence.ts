import { setTimeout as delay } from 'node:timers/promises';
import { arnResource } from './account.ts';
import type { Activity } from './activity.ts';
import type { EventSource } from './event-sources/event-source.ts';
import type { Queues } from './queues.ts';

export type Progress = {
  /** Records and messages that are known to wait. */
  readonly waiting: number;
  /** Invocations and deliveries under way. */
  readonly running: number;
  /** What is waited for, in words: what runs and for how long, what has not been read to its end, what lies in queues. */
  readonly unfinished: readonly string[];
};

export type QuiescencePlace = {
  readonly activity: Activity;
  readonly sources: readonly EventSource[];
  readonly queues: Queues;
  /** Queues that something works off: they must be empty. */
  readonly workQueues: readonly string[];
  /** Queues for what could not be worked off: they are counted. */
  readonly deadLetterQueues: readonly string[];
  /** Rejects when what is waited for cannot come any more. */
  readonly unbroken: Promise<never>;
};

/** How long to wait before looking again when nothing says that anything has changed. */
const LOOK_AGAIN_MILLISECONDS = 25;
const PROGRESS_MILLISECONDS = 250;

/**
 * Resolves when there is nothing left to do. That is seen, not waited out: nothing runs, no queue holds a
 * message, and every stream was read to its end by a read that began after the last thing that happened;
 * and nothing has happened while all of this was looked at.
 */
export async function quiescence(
  place: QuiescencePlace,
  onProgress?: (progress: Progress) => void,
): Promise<{ deadLetters: number }> {
  // What a client wrote just before, behind the runner's back, must be found by a read that begins now.
  place.activity.note();
  let broken: { error: unknown } | undefined;
  place.unbroken.catch((error: unknown) => {
    broken = { error };
  });
  let reported = Number.NEGATIVE_INFINITY;
  for (;;) {
    const look = await lookAround(place);
    if (look.quiet) return { deadLetters: total(await depths(place.queues, place.deadLetterQueues)) };
    if (onProgress && performance.now() - reported >= PROGRESS_MILLISECONDS) {
      reported = performance.now();
      const running = place.activity.running;
      onProgress({ waiting: look.waiting, running, unfinished: unfinished(place, look.queued) });
    }
    await Promise.race([place.activity.changed(), delay(LOOK_AGAIN_MILLISECONDS)]);
    if (broken) throw broken.error;
  }
}

type Look = { quiet: boolean; waiting: number; queued: Depths };
/** How many messages a queue holds that holds any, by ARN. */
type Depths = ReadonlyMap<string, number>;

async function lookAround(place: QuiescencePlace): Promise<Look> {
  const { activity, sources } = place;
  const mark = activity.count;
  const waiting = sources.reduce((sum, source) => sum + source.waiting, 0);
  const drained = (): boolean =>
    activity.running === 0 && sources.every((source) => source.drainedAt() === mark);
  if (!drained()) {
    for (const source of sources) source.hurry();
    return { quiet: false, waiting, queued: new Map() };
  }
  const queued = await depths(place.queues, place.workQueues);
  const quiet = queued.size === 0 && activity.count === mark && drained();
  return { quiet, waiting: waiting + total(queued), queued };
}

function unfinished({ activity, sources }: QuiescencePlace, queued: Depths): string[] {
  const running = activity
    .underWay()
    .map(({ what, milliseconds }) => `${what} runs for ${Math.round(milliseconds / 1000)} s`);
  const unread = sources
    .filter((source) => source.drainedAt() !== activity.count)
    .map(({ name, waiting }) => `${name} is not read to its end (${waiting} open)`);
  const held = [...queued].map(([arn, count]) => `${arnResource(arn)} holds ${count}`);
  return [...running, ...unread, ...held];
}

async function depths(queues: Queues, arns: readonly string[]): Promise<Depths> {
  const counted = await Promise.all(
    arns.map(async (arn) => {
      const { visible, inFlight, delayed } = await queues.depth(arn);
      return [arn, visible + inFlight + delayed] as const;
    }),
  );
  return new Map(counted.filter(([, count]) => count > 0));
}

function total(queued: Depths): number {
  return [...queued.values()].reduce((sum, count) => sum + count, 0);
}
