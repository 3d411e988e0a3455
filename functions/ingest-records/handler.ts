import type { ClinicPrincipal } from '../../shared/access/principal.ts';
import { ForbiddenError } from '../../shared/errors.ts';
import { json } from '../../shared/http/respond.ts';
import { createHttpHandler, type HttpDeps, type HttpEvent } from '../../shared/http/route.ts';
import type { RecordResult } from '../../shared/intake/record-result.ts';
import { reporterOf } from '../../shared/intake/reporter.ts';
import { type PlacedResult, screenAndTakeIn, takeInOne } from '../../shared/intake/screen.ts';
import { takenCounts, tellTaken } from '../../shared/intake/tell-taken.ts';
import type { FactType } from '../../shared/records/record.ts';
import { withFound } from '../../shared/records/refusal.ts';
import { dateIn } from '../../shared/records/time/in-zone.ts';
import type { ClinicSettingsStore } from '../../shared/storage/clinics/clinic-settings.ts';
import { answerOf, arrivalOf } from './answer.ts';
import { type HandOverRouteDeps, handOverRoutes } from './hand-over.ts';
import { type JournalLinkDeps, journalLinkRoutes } from './journal-links.ts';
import {
  recordOfCare,
  recordOfDelete,
  recordOfErasure,
  recordOfPost,
  recordOfPut,
  recordOfTakeOver,
  recordsOfBatch,
  withClinic,
} from './requests.ts';
import { type UndoImportDeps, undoImportRoutes } from './undo-imports.ts';

export type IngestDeps = HttpDeps &
  JournalLinkDeps &
  UndoImportDeps &
  HandOverRouteDeps & { settings: Pick<ClinicSettingsStore, 'current'> };

/** Whoever sent a record that is refused is told what stood in its fields. */
const toldWhatWasFound = (result: PlacedResult, sent: unknown): PlacedResult =>
  result.status === 'refused'
    ? { ...result, refusals: result.refusals.map((refusal) => withFound(refusal, sent)) }
    : result;

/**
 * The HTTP door for records: PUT and DELETE of one, a batch of many, the erasure of a client, the steps by which clients
 * are taken over and handed over, links to journals, and that an import be undone.
 */
export function createIngestHandler(deps: IngestDeps) {
  const told = <Result extends RecordResult>(results: Result[]) => {
    tellTaken(deps.log, takenCounts(results));
    return results;
  };
  const take = async (event: HttpEvent, who: ClinicPrincipal, records: readonly unknown[]) => {
    const reporter = await reporterOf(who, records, deps.keyOfClinic);
    const results = await screenAndTakeIn(reporter, records, arrivalOf(who, event), deps.takeIn);
    return told(results).map((result) => toldWhatWasFound(result, records[result.index]));
  };
  const one =
    (recordFrom: (event: HttpEvent, who: ClinicPrincipal) => object) =>
    async (event: HttpEvent, who: ClinicPrincipal) => {
      return answerOf((await take(event, who, [recordFrom(event, who)]))[0]!);
    };
  const put = (type: FactType) => one((event, who) => recordOfPut(event, who, type));
  const remove = (type: FactType) => one((event, who) => recordOfDelete(event, who, type));
  return createHttpHandler<'ingest-records'>(
    {
      'PUT /v1/sessions/{id}': put('session'),
      'DELETE /v1/sessions/{id}': remove('session'),
      'PUT /v1/pain-scores/{id}': put('pain-score'),
      'DELETE /v1/pain-scores/{id}': remove('pain-score'),
      'PUT /v1/goals/{id}': put('goal'),
      'DELETE /v1/goals/{id}': remove('goal'),
      'PUT /v1/measurements/{id}': put('measurement'),
      'DELETE /v1/measurements/{id}': remove('measurement'),
      'PUT /v1/consents/{clientId}': put('consent'),
      'DELETE /v1/consents/{clientId}': remove('consent'),
      'DELETE /v1/clients/{clientId}': one(recordOfErasure),
      'POST /v1/moves': one((event, who) => recordOfPost(event, who, 'move')),
      'POST /v1/merges': one((event, who) => recordOfPost(event, who, 'merge')),
      'PUT /v1/clients/{clientId}/care/{therapistId}': one(recordOfCare),
      'POST /v1/clients/{clientId}/care': async (event, therapist) => {
        const arrival = arrivalOf(therapist, event);
        const { takeOver, timeZone } = await deps.settings.current(therapist.clinicId);
        if (takeOver === 'forbidden') throw new ForbiddenError('this clinic gives clients into care itself');
        const record = recordOfTakeOver(event, therapist, dateIn(new Date(arrival.at), timeZone));
        return answerOf(told([await takeInOne(record, arrival, deps.takeIn)])[0]!);
      },
      ...handOverRoutes(deps),
      ...journalLinkRoutes(deps),
      ...undoImportRoutes(deps),
      'POST /v1/records:batch': async (event, who) => {
        const records = recordsOfBatch(event).map((record) => withClinic(record, who));
        return json(200, { results: await take(event, who, records) });
      },
    },
    deps,
  );
}
