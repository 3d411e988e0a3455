import { pageAnswer } from '../http/page-answer.ts';
import type { HttpResponse } from '../http/respond.ts';
import { type EntryFact, toldOf } from '../journal/journal-entry.ts';
import { type JournalForm, sealJournalForm } from '../journal/journal-form.ts';
import { earlierMoments } from '../journal/journal-moment.ts';
import { journalQuestions } from '../journal/journal-questions.ts';
import { clientPage } from '../pages/journal/client-page.ts';
import { type JournalFormPage, journalForm } from '../pages/journal/journal-form.ts';
import type { JournalReadDeps, JournalReading } from '../reading/journal.ts';
import { instantIn } from '../records/time/instant.ts';
import type { JournalVisit } from './journal-visit.ts';

/**
 * A form for an entry: a new one, or one that is sent again.
 *
 * @param held what is held of the entry; nothing of a new one
 */
export function formFor(
  { journal: { link } }: JournalVisit,
  { goals, clocks: { offset } }: JournalReading,
  entry: { id: string; held: readonly EntryFact[] },
  now: Date,
): JournalForm {
  const firstTold = toldOf(entry.held);
  return {
    clinicId: link.clinicId,
    client: link.client,
    entryId: entry.id,
    offset,
    questions: journalQuestions(goals, instantIn(now, offset).slice(0, 10)),
    moments: earlierMoments(now, offset),
    ...(firstTold && { firstTold }),
  };
}

/** The page of a form, with what was typed and what is wrong of it where it comes back. */
export async function shownForm(
  { sealing, clock }: Pick<JournalReadDeps, 'sealing' | 'clock'>,
  { journal, path, speech }: JournalVisit,
  form: JournalForm,
  isZoneKnown: boolean,
  {
    statusCode = 200,
    ...shown
  }: { statusCode?: number } & Pick<JournalFormPage, 'typed' | 'problems' | 'notice'>,
): Promise<HttpResponse> {
  const sealed = await sealJournalForm(sealing, form, clock());
  const main = journalForm({
    ...{ action: path, sealed, form, speech, isZoneKnown, ...shown },
    isRefused: statusCode !== 200,
  });
  const { clinic, lastDay } = journal;
  const title = speech.say('journal.title', { clinic: clinic.name, day: speech.day(lastDay) });
  return pageAnswer(statusCode, clientPage({ title, speech, main }));
}
