import { json } from '../../shared/http/respond.ts';
import { type HttpEvent, pathId, type RoutesOf } from '../../shared/http/route.ts';
import { askedDate } from '../../shared/reading/as-of.ts';
import { readCare, readTakeOvers } from '../../shared/reading/care.ts';
import type { ExpectedChangeAnswer } from '../../shared/reading/expected-change.ts';
import { askedGoals, readGoals } from '../../shared/reading/goals.ts';
import type { Reading } from '../../shared/reading/reading.ts';
import { readReminders } from '../../shared/reading/reminders.ts';
import { askedTherapist, type Reader } from '../../shared/reading/therapist.ts';
import { readTherapistSummary } from '../../shared/reading/therapist-summaries.ts';
import { readTimeline } from '../../shared/reading/timeline.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';

/** What a therapist reads of her own clients and work, and an owner of everybody's, as of a date. */
export function therapistRoutes(deps: Reading) {
  const { keyOfClinic, today } = deps;
  /** The client in the path, by pseudonym: paths name clients as the clinic does. */
  const addressed = async (event: HttpEvent, { clinicId }: Reader, parameter = 'id') => {
    const clientId = pathId(event, parameter);
    const client = pseudonym(await keyOfClinic(clinicId), clientId);
    return { clientId, owner: await deps.records.holderOf({ clinicId, client }) };
  };
  return {
    'GET /v1/goals': async (event, reader) => {
      return json(
        200,
        await readGoals(deps, reader, askedGoals(event.queryStringParameters, await today(reader.clinicId))),
      );
    },
    'GET /v1/clients/{id}/timeline': async (event, reader) => {
      const asOf = askedDate(event.queryStringParameters, await today(reader.clinicId));
      return json(200, await readTimeline(deps, reader, { ...(await addressed(event, reader)), asOf }));
    },
    'GET /v1/clients/{id}/expected-change': async (event, reader) => {
      const asOf = askedDate(event.queryStringParameters, await today(reader.clinicId));
      const addressee = await addressed(event, reader);
      // Says nothing of a client who is not the caller's to see.
      const { clientId, sessions } = await readTimeline(deps, reader, { ...addressee, asOf });
      const { readExpectedChange } = await import('../../shared/reading/expected-change.ts');
      const sources = { ...deps.releasing, views: deps.views };
      const expected = await readExpectedChange(sources, addressee.owner, sessions, asOf);
      return json(200, { clientId, asOf, expected } satisfies ExpectedChangeAnswer);
    },
    'GET /v1/clients/{clientId}/care': async (event, reader) => {
      const { clientId, owner } = await addressed(event, reader, 'clientId');
      return json(200, { clientId, care: await readCare(deps, reader, owner) });
    },
    'GET /v1/care/take-overs': async (_event, { clinicId }) => {
      return json(200, { takeOvers: await readTakeOvers(deps.views, clinicId) });
    },
    'GET /v1/therapists/summary': async (event, reader) => {
      const asOf = askedDate(event.queryStringParameters, await today(reader.clinicId));
      return json(200, await readTherapistSummary(deps, reader, asOf));
    },
    'GET /v1/reminders': async (event, reader) => {
      const asOf = askedDate(event.queryStringParameters, await today(reader.clinicId));
      const therapist = askedTherapist(event.queryStringParameters);
      return json(200, await readReminders(deps, reader, asOf, therapist));
    },
  } satisfies Partial<RoutesOf<'read-outcomes'>>;
}
