import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { SealingKeys } from '../../shared/access/sealed-token.ts';
import { createDoor } from '../../shared/http/door.ts';
import { formFields } from '../../shared/http/form-fields.ts';
import { pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import type { HttpResponse } from '../../shared/http/respond.ts';
import { screenAndTakeIn } from '../../shared/intake/screen.ts';
import { createTakeInOfClient, type TakeInDeps } from '../../shared/intake/take-in.ts';
import { journalRecords, WHOEVER_HOLDS_THE_LINK } from '../../shared/journal/journal-entry.ts';
import { openJournalForm } from '../../shared/journal/journal-form.ts';
import { isEnded, openJournalLink } from '../../shared/journal/journal-link.ts';
import type { Log } from '../../shared/log.ts';
import { errorPage } from '../../shared/pages/error-page.ts';
import { journalClosed } from '../../shared/pages/journal-closed.ts';
import { SEALED_FORM } from '../../shared/pages/journal-form.ts';
import { messagePage } from '../../shared/pages/message-page.ts';
import type { Refusal } from '../../shared/records/refusal.ts';
import type { RecordReader } from '../../shared/storage/record-store.ts';

export type JournalDoorDeps = TakeInDeps & {
  sealing: SealingKeys;
  records: Pick<RecordReader, 'erasedAt'>;
  log: Log;
};

/** The door for journal forms, `POST /journal/{token}`: whoever holds the link adds to that one journal. */
export function createJournalDoor(deps: JournalDoorDeps) {
  const backOf = ({ pathParameters }: APIGatewayProxyEventV2) => {
    return { path: `/journal/${pathParameters?.['token']}`, label: 'Back to the form' };
  };
  return createDoor<APIGatewayProxyEventV2>({
    answer: (event) => take(event, deps, backOf(event)),
    explain: (error, event) => {
      const told = errorPage(error, { link: backOf(event) });
      return pageAnswer(told.statusCode, told.page);
    },
    log: deps.log,
  });
}

async function take(
  event: APIGatewayProxyEventV2,
  deps: JournalDoorDeps,
  back: { path: string; label: string },
): Promise<HttpResponse> {
  const { records, sealing } = deps;
  const now = new Date(event.requestContext.timeEpoch);
  const link = await openJournalLink(sealing, event.pathParameters?.['token'] ?? '', now);
  if (!link || isEnded(link, await records.erasedAt(link))) return pageAnswer(404, journalClosed());
  const { [SEALED_FORM]: sealed = '', ...answers } = formFields(event);
  const form = await openJournalForm(sealing, sealed, now);
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
    createTakeInOfClient(deps, client),
  );
  const refusals = results.flatMap((result) => (result.status === 'refused' ? result.refusals : []));
  if (refusals.length > 0) return refused(refusals, back);
  return seeOther(`${back.path}/thanks?${new URLSearchParams({ entry: entryId })}`);
}

function refused(refusals: readonly Refusal[], link: { path: string; label: string }): HttpResponse {
  const inConflict = refusals.some(({ code }) => code in CONFLICTS);
  const text = [...new Set(refusals.map(sentenceOf))];
  return pageAnswer(inConflict ? 409 : 400, messagePage({ title: 'Not kept', text, link }));
}

const CONFLICTS: Readonly<Record<string, string>> = {
  conflict: 'Another answer to this form has been kept. To change it, open a new form.',
  erased: 'Your journal has been erased, and this form belongs to it. Ask your clinic for a new link.',
  forbidden: 'This entry came from your clinic. Ask them to correct it.',
};

/** What a form asks, by the field of the record that the answer becomes. */
const ASKED: Readonly<Record<string, string>> = {
  pain: 'Your pain',
  soreness: 'Your soreness',
  value: 'What you could do',
};

function sentenceOf({ code, path, message }: Refusal): string {
  const asked = ASKED[path];
  if (asked) return `${asked}: ${message}.`;
  return CONFLICTS[code] ?? 'Something in this form could not be read. A new one takes three taps.';
}
