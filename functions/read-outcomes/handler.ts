import { requireRole } from '../../shared/access/principal.ts';
import { json } from '../../shared/http/respond.ts';
import { createHttpHandler, pathParameter } from '../../shared/http/route.ts';
import type { Log } from '../../shared/log.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import type { ClinicKeys } from '../../shared/storage/clinic-keys.ts';
import type { RecordReader } from '../../shared/storage/record-store.ts';
import type { ReleaseStore } from '../../shared/storage/release-store.ts';
import type { ViewStore } from '../../shared/storage/view-store.ts';
import { askedDate } from './as-of.ts';
import { askedGoals, readGoals } from './goals.ts';
import { askedMonths } from './months.ts';
import { readOutcomes } from './outcomes.ts';
import { readTimeline } from './timeline.ts';

export type ReadDeps = {
  records: RecordReader;
  views: ViewStore;
  releases: Pick<ReleaseStore, 'list'>;
  keyOfClinic: ClinicKeys;
  /** Today in UTC, `YYYY-MM-DD`: as of which goals stand when nothing else is asked for. */
  today(): string;
  log: Log;
};

/** What people and programs read: statistics, goals, one client's timeline, published releases. */
export function createReadHandler({ records, views, releases, keyOfClinic, today, log }: ReadDeps) {
  return createHttpHandler(
    {
      'GET /v1/outcomes': async (event, principal) => {
        const { clinicId } = requireRole(principal, 'owner');
        return json(200, await readOutcomes(views, clinicId, askedMonths(event.queryStringParameters)));
      },
      'GET /v1/goals': async (event, principal) => {
        const reader = requireRole(principal, 'owner', 'therapist');
        return json(200, await readGoals(views, reader, askedGoals(event.queryStringParameters, today())));
      },
      'GET /v1/clients/{id}/timeline': async (event, principal) => {
        const reader = requireRole(principal, 'owner', 'therapist');
        const asOf = askedDate(event.queryStringParameters, today());
        const clientId = pathParameter(event, 'id');
        const client = pseudonym(await keyOfClinic(reader.clinicId), clientId);
        const owner = { clinicId: reader.clinicId, client };
        return json(200, await readTimeline(records, reader, { clientId, owner, asOf }));
      },
      'GET /v1/releases': async (_event, principal) => {
        requireRole(principal, 'owner', 'partner');
        return json(200, { releases: await releases.list() });
      },
    },
    log,
  );
}
