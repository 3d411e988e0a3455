import { BadRequestError } from '../../shared/errors.ts';
import { seeOther } from '../../shared/http/page-answer.ts';
import type { HttpResponse } from '../../shared/http/respond.ts';
import { screenAndTakeIn } from '../../shared/intake/screen.ts';
import { createTakeInOfClient, type TakeInDeps } from '../../shared/intake/take-in.ts';
import { carriedAnswers } from '../../shared/journal/carried-answers.ts';
import { readAnswers } from '../../shared/journal/journal-answers.ts';
import {
  heldOfEntry,
  isSettled,
  journalRecords,
  WHOEVER_HOLDS_THE_LINK,
} from '../../shared/journal/journal-entry.ts';
import {
  type JournalForm,
  openJournalForm,
  openJournalFormOfAnyAge,
} from '../../shared/journal/journal-form.ts';
import { LANGUAGE } from '../../shared/pages/journal/client-page.ts';
import { PARTNER_REPORTS } from '../../shared/pages/journal/journal-consent.ts';
import { type JournalFormPage, SEALED_FORM } from '../../shared/pages/journal/journal-form.ts';
import { type JournalReadDeps, type JournalReading, readJournal } from '../../shared/reading/journal.ts';
import type { Arrival } from '../../shared/records/arrival.ts';
import type { Refusal } from '../../shared/records/refusal.ts';
import type { PublicPage } from '../../shared/site/page-handler.ts';
import { type JournalVisit, journalPage } from '../../shared/visits/journal-visit.ts';
import { formFor, shownForm } from '../../shared/visits/shown-form.ts';

export type JournalFormDeps = JournalReadDeps & {
  taking: TakeInDeps;
  /** A new id, such as a random UUID. */
  newId(): string;
};

type Again = { statusCode: number } & Pick<JournalFormPage, 'problems' | 'notice'>;

/** What clients send by their journals: entries, and whether they consent to partner reports. */
export function journalForms(deps: JournalFormDeps): Readonly<Record<'entry' | 'consent', PublicPage>> {
  const arrival = (): Arrival => ({ door: 'journal', at: deps.clock().toISOString() });
  return {
    entry: journalPage(deps, async (visit) => {
      const { journal, fields, path, speech } = visit;
      const now = deps.clock();
      const [form, reading] = await Promise.all([
        openJournalForm(deps.sealing, fields[SEALED_FORM] ?? '', now),
        readJournal(deps, journal),
      ]);
      const { clinicId, client } = journal.link;
      const answerAgain = againOf(deps, visit, reading);
      if (form?.client !== client || form.clinicId !== clinicId) {
        return answerAgain(undefined, { statusCode: 400, notice: speech.say('error.too-old') });
      }
      const held = heldOfEntry(reading.facts, form.entryId);
      if (isSettled(held, now)) {
        return answerAgain(undefined, { statusCode: 409, notice: speech.say('error.hour-over') });
      }
      const read = readAnswers(form, fields, now);
      if ('problems' in read) return answerAgain(form, { statusCode: 400, problems: read.problems });
      const { entryId, questions } = form;
      const asked = { entryId, goals: questions.goals.map(({ goalId }) => goalId) };
      const results = await screenAndTakeIn(
        { clinicId, role: 'client', clientId: WHOEVER_HOLDS_THE_LINK, asked },
        journalRecords(form, read.answers, held, now),
        arrival(),
        createTakeInOfClient(deps.taking, client),
      );
      const refused = results.flatMap((result) => (result.status === 'refused' ? result.refusals : []));
      if (refused.length > 0) return answerAgain(undefined, explained(refused, visit));
      return seeOther(
        `${path}/thanks?${new URLSearchParams({ entry: entryId, [LANGUAGE]: speech.language })}`,
      );
    }),

    consent: journalPage(deps, async ({ journal, fields, path, speech }) => {
      const answer = fields[PARTNER_REPORTS];
      if (answer !== 'yes' && answer !== 'no')
        throw new BadRequestError(PARTNER_REPORTS, 'expected yes or no');
      const { clinicId, client } = journal.link;
      const clientId = WHOEVER_HOLDS_THE_LINK;
      const consent = { type: 'consent', clinicId, clientId, partnerReports: answer === 'yes' };
      const [result] = await screenAndTakeIn(
        { clinicId, role: 'client', clientId, asked: { consent: true } },
        [consent],
        arrival(),
        createTakeInOfClient(deps.taking, client),
      );
      if (result!.status === 'refused') throw new BadRequestError('', result!.refusals[0]!.message);
      return seeOther(`${path}/consent?${new URLSearchParams({ kept: '', [LANGUAGE]: speech.language })}`);
    }),
  };
}

/** The form comes back with what was typed: the same one, or a new one where that is past mending. */
function againOf(deps: JournalFormDeps, visit: JournalVisit, reading: JournalReading) {
  return async (form: JournalForm | undefined, again: Again): Promise<HttpResponse> => {
    const { fields } = visit;
    const { isKnown } = reading.clocks;
    if (form) return shownForm(deps, visit, form, isKnown, { ...again, typed: fields });
    const asked = await openJournalFormOfAnyAge(deps.sealing, fields[SEALED_FORM] ?? '');
    const entry = { id: `journal-${deps.newId()}`, held: [] };
    const fresh = formFor(visit, reading, entry, deps.clock());
    const isHers = asked?.client === fresh.client && asked.clinicId === fresh.clinicId;
    const typed = carriedAnswers(fields, isHers ? asked : undefined, fresh);
    return shownForm(deps, visit, fresh, isKnown, { ...again, typed });
  };
}

/** Why the intake has refused what the form itself found right. */
function explained(refusals: readonly Refusal[], { speech: { say } }: JournalVisit): Again {
  const codes = new Set(refusals.map(({ code }) => code));
  if (codes.has('conflict')) return { statusCode: 409, notice: say('error.conflict') };
  if (codes.has('erased')) return { statusCode: 409, notice: say('error.erased') };
  if (codes.has('forbidden')) return { statusCode: 400, notice: say('error.of-clinic') };
  return { statusCode: 400, notice: say('error.unreadable') };
}
