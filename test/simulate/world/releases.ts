import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { programmeOf } from '../../../shared/privacy/programme/programme.ts';
import { releasePeriod } from '../../../shared/privacy/programme/release-period.ts';
import type { ReleaseEvent } from '../../../shared/releases/releases-due.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { Environments } from './environments.ts';
import { Queue } from './queue.ts';
import { closePeriod, publishRelease, tallyClinic } from './release-functions.ts';
import { addProgramme } from './tables.ts';
import { CLINIC, type World } from './world.ts';

export const RELEASE = { programme: 'partners', period: '2026Q3', revision: 1 } as const;
const PUBLISHES_AT = Date.parse(releasePeriod(RELEASE.period)!.publishesAt);

type Asked = { close: ReleaseEvent; publish: ReleaseEvent };

/** The steps of one release, each asked for until it was done, and more often than that. */
export class Releases {
  readonly programme = programmeOf({ programme: RELEASE.programme, clinics: [CLINIC] });
  readonly #schedule: Schedule;
  readonly #close: Environments<ReleaseEvent, { clinics: number }>;
  readonly #publish: Environments<ReleaseEvent, unknown>;
  readonly #tallies: Queue;
  readonly #left: Record<keyof Asked, number>;
  readonly #functions: { running: number }[];
  #isDaysLater = false;

  /** The day on which it is published has come. */
  constructor(world: World) {
    const { schedule, buckets } = world;
    this.#schedule = schedule;
    schedule.now = PUBLISHES_AT + 60_000;
    addProgramme(world.tables, this.programme);
    const tally = new Environments<SQSEvent, SQSBatchResponse>(schedule, 'tally', (worker) =>
      tallyClinic(world.wiring(worker), buckets.client(worker)),
    );
    this.#tallies = new Queue(schedule, tally);
    this.#close = new Environments(schedule, 'close', (worker) =>
      closePeriod(world.wiring(worker), buckets.client(worker), (body) => this.#tallies.send(body)),
    );
    this.#publish = new Environments(schedule, 'publish', (worker) =>
      publishRelease(world.wiring(worker), buckets.client(worker), schedule.random),
    );
    this.#left = { close: schedule.random.integer(1, 3), publish: schedule.random.integer(1, 4) };
    this.#functions = [tally, this.#close, this.#publish];
    schedule.add(this.#tallies);
    schedule.add(this);
  }

  get running(): number {
    return this.#functions.reduce((sum, { running }) => sum + running, 0);
  }

  weight(): number {
    return this.#next() === undefined ? 0 : 0.05;
  }

  happen(): void {
    const step = this.#next()!;
    this.#schedule.note(`asks to ${step} ${RELEASE.period}`);
    const event = { scheduledTime: new Date(this.#schedule.now).toISOString(), release: RELEASE };
    this.#left[step] -= 1;
    const asked = step === 'close' ? this.#close.invoke(event) : this.#publish.invoke(event);
    void asked.then((outcome) => {
      if (!('result' in outcome)) this.#left[step] += 1;
    });
  }

  /**
   * What is published has been counted: whoever asks before is told so, and would ask for ever. Two days lie between the
   * freezing of a period and its publication, and no call is under way so long.
   */
  #next(): keyof Asked | undefined {
    const canClose = this.#left.close > 0;
    const isCounted = !canClose && this.#close.running === 0 && this.#tallies.isEmpty;
    this.#isDaysLater ||= isCounted && this.#schedule.lateCalls === 0;
    if (this.#left.publish > 0 && this.#isDaysLater) return 'publish';
    return canClose ? 'close' : undefined;
  }
}
