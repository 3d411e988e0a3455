import { NotFoundError } from '../../shared/errors.ts';
import { pageAnswer } from '../../shared/http/page-answer.ts';
import { ENTRY_ID, sealJournalForm } from '../../shared/journal/journal-form.ts';
import { journalLines } from '../../shared/journal/journal-lines.ts';
import { isEnded, type JournalLink, openJournalLink } from '../../shared/journal/journal-link.ts';
import { journalQuestions } from '../../shared/journal/journal-questions.ts';
import { journalClosed } from '../../shared/pages/journal-closed.ts';
import { journalForm } from '../../shared/pages/journal-form.ts';
import { journalThanks } from '../../shared/pages/journal-thanks.ts';
import { page } from '../../shared/pages/page.ts';
import type { Reading } from '../../shared/reading/reading.ts';
import type { Held } from '../../shared/records/held.ts';
import { offsetIn } from '../../shared/records/in-zone.ts';
import { instantIn, utcText } from '../../shared/records/instant.ts';
import type { Fact } from '../../shared/records/record.ts';
import type { PageEvent, PublicPage } from '../../shared/site/page-handler.ts';

export type JournalDeps = Pick<Reading, 'records' | 'sealing' | 'settings'> & {
  clock(): Date;
  /** A new id, such as a random UUID. */
  newId(): string;
};

/** So far back a client is shown the own line. */
const SHOWN_DAYS = 60;
const DAY_SECONDS = 86_400;

/** The journal: a form and thanks for it, for whoever holds the link. The answers go to another function. */
export function journalPages(deps: JournalDeps): Readonly<Record<'form' | 'thanks', PublicPage>> {
  const { records, sealing, settings, clock, newId } = deps;
  const opened = async (event: PageEvent) => {
    const token = event.pathParameters?.['token'] ?? '';
    const link = await openJournalLink(sealing, token, clock());
    if (!link || isEnded(link, await records.erasedAt(link))) return undefined;
    return { link, token, entry: askedEntry(event) };
  };
  const recent = async (link: JournalLink) => {
    const owner = await records.holderOf(link);
    const now = clock().getTime() / 1000;
    const window = { from: utcText(now - SHOWN_DAYS * DAY_SECONDS), to: utcText(now) };
    return Promise.all([records.between(owner, window), records.goals(owner)]);
  };
  return {
    async form(event) {
      const asked = await opened(event);
      if (!asked) return pageAnswer(404, journalClosed());
      const { link, token, entry } = asked;
      const [[facts, goals], { timeZone }] = await Promise.all([recent(link), settings.of(link.clinicId)]);
      const offset = timeZone === undefined ? offsetOf(facts) : offsetIn(clock(), timeZone);
      const today = instantIn(clock(), offset).slice(0, 10);
      const held = goals.map(({ goal }) => goal);
      const questions = journalQuestions(held, today);
      const entryId = entry ?? `journal-${newId()}`;
      const { clinicId, client } = link;
      const form = await sealJournalForm(sealing, { clinicId, client, entryId, offset, questions }, clock());
      const main = journalForm({ action: `/journal/${token}`, form, questions });
      return pageAnswer(200, page({ title: 'How is it now?', main }));
    },

    async thanks(event) {
      const asked = await opened(event);
      if (!asked) return pageAnswer(404, journalClosed());
      const { link, token, entry } = asked;
      const [facts, goals] = await recent(link);
      const lines = journalLines(
        facts,
        goals.map(({ goal }) => goal),
      );
      const again = entry === undefined ? {} : { again: `/journal/${token}?entry=${entry}` };
      const main = journalThanks({ lines, days: SHOWN_DAYS, ...again });
      return pageAnswer(200, page({ title: 'Thank you', main }));
    },
  };
}

/** The entry that is to be answered again, of those that our forms have made. */
function askedEntry(event: PageEvent): string | undefined {
  const entry = event.queryStringParameters?.['entry'];
  if (entry !== undefined && !ENTRY_ID.test(entry)) throw new NotFoundError('no such entry');
  return entry;
}

/** The client's offset from UTC where the clinic has no time zone: that of the last session, as it was written. */
function offsetOf(facts: readonly Held<Fact>[]): string {
  const sessions = facts.filter((fact) => fact.type === 'session');
  return sessions.at(-1)?.startedAt.slice(-6) ?? '+00:00';
}
