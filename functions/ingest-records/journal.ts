import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { errorPage } from '../../shared/http/error-page.ts';
import { formFields } from '../../shared/http/form-fields.ts';
import { pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import type { HttpResponse } from '../../shared/http/respond.ts';
import { screenAndTakeIn } from '../../shared/intake/screen.ts';
import { createTakeInOfClient } from '../../shared/intake/take-in.ts';
import { journalRecords, WHOEVER_HOLDS_THE_LINK } from '../../shared/journal/journal-entry.ts';
import { openJournalForm } from '../../shared/journal/journal-form.ts';
import { isEnded, openJournalLink } from '../../shared/journal/journal-link.ts';
import type { Log } from '../../shared/log.ts';
import { journalClosed } from '../../shared/pages/journal-closed.ts';
import { SEALED_FORM } from '../../shared/pages/journal-form.ts';
import { messagePage } from '../../shared/pages/message-page.ts';
import type { Refusal } from '../../shared/records/refusal.ts';
import type { ClinicKeys } from '../../shared/storage/clinic-keys.ts';
import type { RecordReader } from '../../shared/storage/record-store.ts';
import type { RecordWriter } from '../../shared/storage/record-writer.ts';

export type JournalDoorDeps = {
  writer: RecordWriter;
  records: Pick<RecordReader, 'erasedAt'>;
  keyOfClinic: ClinicKeys;
  log: Log;
};

/** The door for journal forms, `POST /journal/{token}`: whoever holds the link adds to that one journal. */
export function createJournalDoor(deps: JournalDoorDeps) {
  return async (event: APIGatewayProxyEventV2): Promise<HttpResponse> => {
    const link = { path: `/journal/${event.pathParameters?.['token']}`, label: 'Back to the form' };
    return take(event, deps, link).catch((error: unknown) => {
      const told = errorPage(error, { link });
      const { requestId } = event.requestContext;
      if (told.statusCode! >= 500) deps.log.error('journal failed', error, { requestId });
      return told;
    });
  };
}

async function take(
  event: APIGatewayProxyEventV2,
  { writer, records, keyOfClinic }: JournalDoorDeps,
  back: { path: string; label: string },
): Promise<HttpResponse> {
  const now = new Date(event.requestContext.timeEpoch);
  const link = await openJournalLink(keyOfClinic, event.pathParameters?.['token'] ?? '', now);
  if (!link || isEnded(link, await records.erasedAt(link))) return pageAnswer(404, journalClosed());
  const { [SEALED_FORM]: sealed = '', ...answers } = formFields(event);
  const form = await openJournalForm(keyOfClinic, sealed, now);
  if (form?.client !== link.client || form.clinicId !== link.clinicId) {
    const text = ['This form was open for too long. A new one takes three taps.'];
    return pageAnswer(400, messagePage({ title: 'Not kept', text, link: back }));
  }
  const { clinicId, client, entryId, questions } = form;
  const results = await screenAndTakeIn(
    {
      clinicId,
      role: 'client',
      clientId: WHOEVER_HOLDS_THE_LINK,
      ...(questions.task && { goalId: questions.task.goalId }),
    },
    journalRecords(form, answers, now),
    { door: 'journal', at: now.toISOString() },
    createTakeInOfClient(writer, client),
  );
  const refusals = results.flatMap((result) => (result.status === 'refused' ? result.refusals : []));
  if (refusals.length > 0) return refused(refusals, back);
  return seeOther(`${back.path}/thanks?${new URLSearchParams({ entry: entryId })}`);
}

function refused(refusals: readonly Refusal[], link: { path: string; label: string }): HttpResponse {
  const inConflict = refusals.some(({ code }) => code === 'conflict' || code === 'erased');
  const text = refusals.map(({ path, message }) => `${path}: ${message}.`);
  return pageAnswer(inConflict ? 409 : 400, messagePage({ title: 'Not kept', text, link }));
}
