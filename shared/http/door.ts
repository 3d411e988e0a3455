import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Log } from '../log.ts';
import { askedAgain, compressed, type HttpResponse } from './respond.ts';
import { secured } from './security-headers.ts';

type Request = Pick<APIGatewayProxyEventV2, 'routeKey' | 'headers'> & {
  requestContext: Pick<APIGatewayProxyEventV2['requestContext'], 'requestId'>;
};

/** A way in: how it answers, and how it tells of what went wrong. */
export type Door<Event, Learnt> = {
  /** @param learnt takes what is found out on the way and `explain` should know */
  answer(event: Event, learnt: Partial<Learnt>): Promise<HttpResponse>;
  explain(error: unknown, event: Event, learnt: Partial<Learnt>): HttpResponse;
  log: Log;
};

/**
 * The one way by which requests come in and answers leave, whether a program asks or a person: errors become answers,
 * those that the caller cannot mend are logged, every answer carries the security headers, and a long one is
 * compressed.
 */
export function createDoor<Event extends Request, Learnt extends object = object>(
  door: Door<Event, Learnt>,
): (event: Event) => Promise<HttpResponse> {
  return async (event) => {
    const learnt: Partial<Learnt> = {};
    const answer = await door.answer(event, learnt).catch((error: unknown) => {
      const told = door.explain(error, event, learnt);
      const { routeKey, requestContext } = event;
      if (told.statusCode! >= 500) {
        door.log.error('request failed', error, { routeKey, requestId: requestContext.requestId });
      }
      return told;
    });
    return compressed(secured(retried(answer)), event.headers?.['accept-encoding']);
  };
}

/** Seconds: by then a busy store has mostly found room. */
const RETRY_AFTER = 2;

/** Who is turned away because there is too much to do is told when to ask again. */
function retried(answer: HttpResponse): HttpResponse {
  const isBusy = answer.statusCode === 429 || answer.statusCode === 503;
  return isBusy && answer.headers?.['retry-after'] === undefined ? askedAgain(answer, RETRY_AFTER) : answer;
}
