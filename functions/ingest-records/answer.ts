import type { ClinicPrincipal } from '../../shared/access/principal.ts';
import { problemOfRefusal } from '../../shared/http/refusal-status.ts';
import { type HttpResponse, json, problem } from '../../shared/http/respond.ts';
import type { HttpEvent } from '../../shared/http/route.ts';
import type { RecordResult } from '../../shared/intake/record-result.ts';
import type { Arrival } from '../../shared/records/arrival.ts';
import { authorOf } from './author.ts';

/** The door is the caller's role; no client is named beside what he reports. */
export function arrivalOf(principal: ClinicPrincipal, event: HttpEvent): Arrival {
  const author = authorOf(principal, event);
  return {
    door: principal.role,
    ...(author !== undefined && { author }),
    at: new Date(event.requestContext.timeEpoch).toISOString(),
  };
}

/** One record's result as a status: 200 also for what had no effect, which the answer says. */
export function answerOf({ index: _index, ...result }: RecordResult & { index?: number }): HttpResponse {
  if (result.status !== 'refused') return json(200, result);
  const { refusals } = result;
  const { code, message: detail } = refusals[0]!;
  return problem(problemOfRefusal(code), { code, detail, refusals });
}
