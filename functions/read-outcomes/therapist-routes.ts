import { json } from '../../shared/http/respond.ts';
import { type HttpEvent, pathId, type RoutesOf } from '../../shared/http/route.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import type { CareReader } from '../../shared/storage/care-store.ts';
import type { ClinicKeys } from '../../shared/storage/clinic-keys.ts';
import type { RecordReader } from '../../shared/storage/record-store.ts';
import type { ViewStore } from '../../shared/storage/view-store.ts';
import { askedDate } from './as-of.ts';
import { readCare, readTakeOvers } from './care.ts';
import { askedGoals, readGoals } from './goals.ts';
import { type JournalLinkDeps, makeJournalLink } from './journal-link.ts';
import { readReminders } from './reminders.ts';
import { askedTherapist, type Reader } from './therapist.ts';
import { readTherapistSummary } from './therapist-summaries.ts';
import { readTimeline } from './timeline.ts';

export type TherapistRouteDeps = JournalLinkDeps & {
  keyOfClinic: ClinicKeys;
  records: RecordReader;
  care: CareReader;
  views: ViewStore;
  /**
   * What counts where no date is asked for, `YYYY-MM-DD`: today in the clinic's time zone, in UTC where it has none,
   * unless the deployment says otherwise.
   */
  today(clinicId: string): Promise<string>;
};

/** What a therapist reads of her own clients and work, and an owner of everybody's, as of a date. */
export function therapistRoutes(deps: TherapistRouteDeps) {
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
    'GET /v1/clients/{clientId}/care': async (event, reader) => {
      const { clientId, owner } = await addressed(event, reader, 'clientId');
      return json(200, { clientId, care: await readCare(deps, reader, owner) });
    },
    'GET /v1/care/take-overs': async (_event, { clinicId }) => {
      return json(200, { takeOvers: await readTakeOvers(deps.views, clinicId) });
    },
    'POST /v1/clients/{id}/journal-link': async (event, reader) => {
      const { owner } = await addressed(event, reader);
      return json(201, await makeJournalLink(deps, reader, owner));
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
