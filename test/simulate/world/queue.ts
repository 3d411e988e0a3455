import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Schedule } from '../schedule/schedule.ts';
import type { Environments } from './environments.ts';

/** A queue as the function hears of it that works it off: a message comes again until it was worked off, and sometimes after that. */
export class Queue {
  readonly #schedule: Schedule;
  readonly #function: Environments<SQSEvent, SQSBatchResponse>;
  readonly #waiting: { messageId: string; body: string }[] = [];
  #sent = 0;
  #inFlight = 0;

  constructor(schedule: Schedule, environments: Environments<SQSEvent, SQSBatchResponse>) {
    this.#schedule = schedule;
    this.#function = environments;
  }

  get isEmpty(): boolean {
    return this.#waiting.length + this.#inFlight === 0;
  }

  send(body: string): void {
    this.#sent += 1;
    this.#waiting.push({ messageId: `m-${this.#sent}`, body });
  }

  weight(): number {
    return this.#waiting.length > 0 ? 0.1 : 0;
  }

  happen(): void {
    const [message] = this.#waiting.splice(this.#schedule.random.integer(0, this.#waiting.length - 1), 1);
    const { messageId, body } = message!;
    this.#schedule.note(`hands out ${messageId}`);
    // It becomes visible again while somebody works on it.
    if (this.#schedule.happens('delivered-again')) this.#waiting.push(message!);
    this.#inFlight += 1;
    void this.#function.invoke({ Records: [{ messageId, body }] } as SQSEvent).then((outcome) => {
      this.#inFlight -= 1;
      const isDone = 'result' in outcome && outcome.result.batchItemFailures.length === 0;
      if (!isDone) this.#waiting.push(message!);
    });
  }
}
