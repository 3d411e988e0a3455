import type { HttpResponse } from '../../../shared/http/respond.ts';
import type { HttpEvent } from '../../../shared/http/route.ts';
import type { Schedule } from '../schedule/schedule.ts';
import type { Request } from '../sent/requests.ts';
import type { Environments } from './environments.ts';

/** What was answered, to whom it was sent. */
export type Answered = { request: Request; status: number; body: unknown; at: number };

/** A program that sends one request after the other, each until it is answered: what fails is sent again. */
export class Sender {
  readonly #schedule: Schedule;
  readonly #function: Environments<HttpEvent, HttpResponse>;
  readonly #requests: Request[];
  readonly #onAnswer: (answered: Answered) => void;
  #isWaiting = false;
  #sent = 0;

  constructor(
    schedule: Schedule,
    environments: Environments<HttpEvent, HttpResponse>,
    requests: readonly Request[],
    onAnswer: (answered: Answered) => void,
  ) {
    this.#schedule = schedule;
    this.#function = environments;
    this.#requests = [...requests];
    this.#onAnswer = onAnswer;
  }

  weight(): number {
    return !this.#isWaiting && this.#requests.length > 0 ? 0.2 : 0;
  }

  happen(): void {
    const request = this.#requests[0]!;
    const at = this.#schedule.now;
    this.#schedule.note(`sends ${request.routeKey}`);
    this.#isWaiting = true;
    // A program that does not wait for its answer sends once more, and does not hear what the first was answered.
    if (this.#schedule.happens('delivered-again')) void this.#function.invoke(this.#eventOf(request));
    void this.#function.invoke(this.#eventOf(request)).then((outcome) => {
      this.#isWaiting = false;
      if ('killed' in outcome) return;
      if ('error' in outcome) throw new Error('a door let an error pass', { cause: outcome.error });
      const { statusCode: status = 200, body } = outcome.result;
      this.#schedule.note(`is answered ${status}`);
      if (status >= 500) return;
      this.#requests.shift();
      this.#onAnswer({ request, status, body: typeof body === 'string' ? JSON.parse(body) : undefined, at });
    });
  }

  #eventOf({ subject, routeKey, path, body }: Request): HttpEvent {
    this.#sent += 1;
    return {
      routeKey,
      headers: {},
      ...(path && { pathParameters: { ...path } }),
      ...(body !== undefined && { body: JSON.stringify(body) }),
      isBase64Encoded: false,
      requestContext: {
        http: { method: routeKey.split(' ')[0] },
        requestId: `r-${this.#sent}`,
        timeEpoch: this.#schedule.now,
        authorizer: { jwt: { claims: { sub: subject } } },
      },
    } as unknown as HttpEvent;
  }
}
