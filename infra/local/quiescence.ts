import { setTimeout as delay } from 'node:timers/promises';
import type { Activity } from './activity.ts';
import type { EventSource } from './event-sources/event-source.ts';
import type { Queues } from './queues.ts';

export type Progress = {
  /** Records and messages that are known to wait. */
  readonly waiting: number;
  /** Invocations and deliveries under way. */
  readonly running: number;
};

export type QuiescencePlace = {
  readonly activity: Activity;
  readonly sources: readonly EventSource[];
  readonly queues: Queues;
  /** Queues that something works off: they must be empty. */
  readonly workQueues: readonly string[];
  /** Queues for what could not be worked off: they are counted. */
  readonly deadLetterQueues: readonly string[];
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
  let reported = Number.NEGATIVE_INFINITY;
  for (;;) {
    const look = await lookAround(place);
    if (look.quiet) return { deadLetters: await messages(place.queues, place.deadLetterQueues) };
    if (onProgress && performance.now() - reported >= PROGRESS_MILLISECONDS) {
      reported = performance.now();
      onProgress({ waiting: look.waiting, running: place.activity.running });
    }
    await Promise.race([place.activity.changed(), delay(LOOK_AGAIN_MILLISECONDS)]);
  }
}

async function lookAround(place: QuiescencePlace): Promise<{ quiet: boolean; waiting: number }> {
  const { activity, sources } = place;
  const mark = activity.count;
  const waiting = sources.reduce((sum, source) => sum + source.waiting, 0);
  const drained = (): boolean =>
    activity.running === 0 && sources.every((source) => source.drainedAt() === mark);
  if (!drained()) {
    for (const source of sources) source.hurry();
    return { quiet: false, waiting };
  }
  const queued = await messages(place.queues, place.workQueues);
  return { quiet: queued === 0 && activity.count === mark && drained(), waiting: waiting + queued };
}

async function messages(queues: Queues, arns: readonly string[]): Promise<number> {
  const depths = await Promise.all(arns.map((queueArn) => queues.depth(queueArn)));
  return depths.reduce((sum, { visible, inFlight, delayed }) => sum + visible + inFlight + delayed, 0);
}
