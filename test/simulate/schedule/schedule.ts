import { createHash } from 'node:crypto';
import { type Random, randomStream } from '../../../examples/simulation/random.ts';
import { drawnFaults, type Fault, type FaultsLeft, happens } from './faults.ts';

/** How a call acts on what it is made to: that decides what trying it again does. */
export type CallKind = 'read' | 'write' | 'transaction' | 'wait';

/** Whoever calls: worker.ts. */
type Caller = { readonly name: string; readonly pace: number; kill(): void };

type Call = {
  worker: Caller;
  kind: CallKind;
  label: string;
  act(): unknown;
  settle?: { resolve(answer: unknown): void; reject(error: unknown): void };
  isTriedAgain?: boolean;
  isHeldUp?: boolean;
};

/** How often a call comes to its turn for whose answer nobody waits: mostly when much else is done. */
const PACE_OF_LATE_CALLS = 0.02;

/** The same of a call that is held up, in parts of its worker's pace. */
const PACE_OF_HELD_UP = 0.01;

/** Something that happens of itself, when it is its turn: a message that is delivered, a request that is sent. */
export type Happening = {
  /** How often it is chosen beside calls, 0 where there is nothing to do. */
  weight(): number;
  happen(): void;
};

/** A run that does not come to rest: a loop without an end, or something that waits for what nobody does. */
export class RestlessError extends Error {}

/** Runs have some hundred. */
const MOST_STEPS = 20_000;
/** Turns of the event loop in which whoever was answered goes on: reads that are joined take one of their own. */
const TURNS = 2;
const MOST_IDLE_TURNS = 100;

/**
 * Decides what happens next, by a seed alone: which of the calls that are under way is carried out, which message is
 * delivered, what fails. Everything else is code of the application, which goes on when it is answered. Nothing here takes
 * time; the clock is moved from step to step.
 */
export class Schedule {
  readonly random: Random;
  faults: FaultsLeft;
  /** What has gone wrong so far. */
  readonly happened = new Map<Fault, number>();
  /** Milliseconds since 1970. */
  now: number;
  steps = 0;
  readonly #calls: Call[] = [];
  readonly #happenings: Happening[] = [];
  readonly #trace = createHash('sha256');
  readonly #log: ((line: string) => void) | undefined;

  /** @param log is told of every step */
  constructor(seed: string, now: number, log?: (line: string) => void) {
    this.random = randomStream('simulate', seed);
    this.faults = drawnFaults(randomStream('simulate', seed, 'faults'));
    this.now = now;
    this.#log = log;
  }

  add(happening: Happening): void {
    this.#happenings.push(happening);
  }

  /** Whether a fault happens now. */
  happens(fault: Fault): boolean {
    if (!happens(this.faults, fault, this.random)) return false;
    this.happened.set(fault, (this.happened.get(fault) ?? 0) + 1);
    return true;
  }

  /** A call of a worker: carried out when it is its turn, and answered unless something goes wrong. */
  call<Answer>(worker: Caller, kind: CallKind, label: string, act: () => Answer): Promise<Answer> {
    const isHeldUp = kind !== 'wait' && kind !== 'read' && this.happens('held-up');
    return new Promise((resolve, reject) => {
      this.#calls.push({ worker, kind, label, act, isHeldUp, settle: { resolve: resolve as never, reject } });
    });
  }

  /**
   * Ends a worker: nobody is answered any more, and what it has asked for may be done all the same. What it had given up before has
   * been under way for as long as it waits for an answer, ten seconds, and is done by then.
   */
  forget(worker: Caller): void {
    this.endCallsOf(worker);
    for (const call of this.#calls.filter((one) => one.worker === worker)) {
      delete call.settle;
      if (call.kind === 'wait' || call.kind === 'read' || this.random.chance(0.5))
        this.#calls.splice(this.#calls.indexOf(call), 1);
    }
  }

  /** Carries out what a worker has asked for and does not wait for any more. */
  endCallsOf(worker: Caller): void {
    for (const call of this.#calls.filter((one) => one.worker === worker && !one.settle)) {
      this.#calls.splice(this.#calls.indexOf(call), 1);
      this.#carryOut(call);
    }
  }

  /** Calls that are under way, though nobody waits for them any more. */
  get lateCalls(): number {
    return this.#calls.filter(({ settle }) => !settle).length;
  }

  note(line: string): void {
    this.#trace.update(`${line}\n`);
    this.#log?.(`${this.steps} ${line}`);
  }

  /** Of all that has happened, in its order: the same for every run of a seed. */
  digest(): string {
    return this.#trace.copy().digest('hex').slice(0, 16);
  }

  /**
   * Lets things happen until nothing is left to happen.
   *
   * @param running how many workers have not ended
   * @throws RestlessError
   */
  async untilRest(running: () => number): Promise<void> {
    for (let idle = 0; ; ) {
      await turn(TURNS);
      if (this.#step()) {
        idle = 0;
        if (this.steps > MOST_STEPS) throw new RestlessError(`no rest after ${MOST_STEPS} steps`);
      } else if (running() === 0) return;
      else if (++idle > MOST_IDLE_TURNS) {
        throw new RestlessError(`${running()} workers wait for something that is no call of theirs`);
      }
    }
  }

  #step(): boolean {
    const weights = [...this.#calls.map(paceOf), ...this.#happenings.map((happening) => happening.weight())];
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (total === 0) return false;
    this.steps += 1;
    this.now += this.random.integer(1, 400);
    let left = this.random.uniform() * total;
    const chosen = weights.findIndex((weight) => {
      left -= weight;
      return left < 0 && weight > 0;
    });
    const index = chosen < 0 ? weights.findLastIndex((weight) => weight > 0) : chosen;
    if (index < this.#calls.length) this.#carryOut(this.#calls.splice(index, 1)[0]!);
    else this.#happenings[index - this.#calls.length]!.happen();
    return true;
  }

  #carryOut(call: Call): void {
    const { worker, kind, label, settle } = call;
    const name = `${worker.name} ${label}`;
    if (settle && this.happens('killed')) {
      this.#calls.push(call);
      this.note(`${name}: its worker is killed`);
      worker.kill();
      return;
    }
    if (settle && kind !== 'wait') {
      const error = this.#refusal(kind, name);
      if (error) {
        settle.reject(error);
        return;
      }
      if (kind !== 'read' && this.happens('done-late')) {
        this.note(`${name}: given up, done late`);
        const { settle: _nobody, ...orphan } = call;
        this.#calls.push(orphan);
        settle.reject(new TimeoutError());
        return;
      }
    }
    const outcome = outcomeOf(call);
    this.note(`${name}: ${'error' in outcome ? (outcome.error as Error).name : 'done'}`);
    if (!settle) return;
    if (kind !== 'wait' && kind !== 'read' && !('error' in outcome)) {
      if (this.happens('answer-lost')) {
        settle.reject(new TimeoutError());
        return;
      }
      if (!call.isTriedAgain && this.happens('tried-twice')) {
        // A transaction has a token by which the second try is known.
        const act = kind === 'transaction' ? () => outcome.answer : call.act;
        this.#calls.push({ ...call, act, isTriedAgain: true });
        return;
      }
    }
    if ('error' in outcome) settle.reject(outcome.error);
    else settle.resolve(outcome.answer);
  }

  #refusal(kind: CallKind, name: string): Error | undefined {
    if (kind === 'transaction' && this.happens('conflict')) {
      this.note(`${name}: meets another transaction`);
      return new ConflictSignal();
    }
    if (this.happens('throttled')) {
      this.note(`${name}: throttled`);
      return new ThrottledError();
    }
    if (!this.happens('failed')) return undefined;
    this.note(`${name}: fails`);
    return new ServiceFailedError();
  }
}

function paceOf({ worker, settle, isHeldUp }: Call): number {
  if (!settle) return PACE_OF_LATE_CALLS;
  return isHeldUp ? worker.pace * PACE_OF_HELD_UP : worker.pace;
}

function outcomeOf({ act }: Call): { answer: unknown } | { error: unknown } {
  try {
    return { answer: act() };
  } catch (error) {
    return { error };
  }
}

async function turn(times: number): Promise<void> {
  for (let turns = 0; turns < times; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** What the SDK throws, after its own tries. */
class ThrottledError extends Error {
  override readonly name = 'ThrottlingException';
}
class ServiceFailedError extends Error {
  override readonly name = 'InternalServerError';
}
class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}
/** Becomes the cancellation of a transaction where its actions are known. */
export class ConflictSignal extends Error {
  override readonly name = 'TransactionConflict';
}
