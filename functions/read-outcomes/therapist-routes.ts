import { requireRole } from '../../shared/access/principal.ts';
import { json } from '../../shared/http/respond.ts';
import { type HttpEvent, pathId, type Route } from '../../shared/http/route.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import type { RecordReader } from '../../shared/storage/record-store.ts';
import type { ViewStore } from '../../shared/storage/view-store.ts';
import { askedDate } from './as-of.ts';
import { askedGoals, readGoals } from './goals.ts';
import { type JournalLinkDeps, makeJournalLink } from './journal-link.ts';
import { readReminders } from './reminders.ts';
import { askedTherapist, type Reader } from './therapist.ts';
import { readTherapistSummary } from './therapist-summaries.ts';
import { readTimeline } from './timeline.ts';

export type TherapistRouteDeps = JournalLinkDeps & {
  records: RecordReader;
  views: ViewStore;
  /** What counts where no date is asked for, `YYYY-MM-DD`: today in UTC, unless the deployment says otherwise. */
  today(): string;
};

/** What a therapist reads of her own clients and work, and an owner of everybody's, as of a date. */
export function therapistRoutes(deps: TherapistRouteDeps) {
  const { records, views, keyOfClinic, today } = deps;
  /** The client in the path, by pseudonym: paths name clients as the clinic does. */
  const addressed = async (event: HttpEvent, { clinicId }: Reader) => {
    const clientId = pathId(event, 'id');
    const client = pseudonym(await keyOfClinic(clinicId), clientId);
    return { clientId, owner: await records.holderOf({ clinicId, client }) };
  };
  return {
    'GET /v1/goals': async (event, principal) => {
      const reader = requireRole(principal, 'owner', 'therapist');
      return json(200, await readGoals(views, reader, askedGoals(event.queryStringParameters, today())));
    },
    'GET /v1/clients/{id}/timeline': async (event, principal) => {
      const reader = requireRole(principal, 'owner', 'therapist');
      const asOf = askedDate(event.queryStringParameters, today());
      return json(200, await readTimeline(records, reader, { ...(await addressed(event, reader)), asOf }));
    },
    'POST /v1/clients/{id}/journal-link': async (event, principal) => {
      const reader = requireRole(principal, 'owner', 'therapist');
      const { owner } = await addressed(event, reader);
      return json(201, await makeJournalLink(deps, reader, owner));
    },
    'GET /v1/therapists/summary': async (event, principal) => {
      const reader = requireRole(principal, 'owner', 'therapist');
      const asOf = askedDate(event.queryStringParameters, today());
      return json(200, await readTherapistSummary(views, reader, asOf));
    },
    'GET /v1/reminders': async (event, principal) => {
      const reader = requireRole(principal, 'owner', 'therapist');
      const asOf = askedDate(event.queryStringParameters, today());
      const therapist = askedTherapist(event.queryStringParameters);
      return json(200, await readReminders(views, reader, asOf, therapist));
    },
  } satisfies Record<string, Route>;
}
