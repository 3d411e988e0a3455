import { NotFoundError } from '../../shared/errors.ts';
import { pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import { answersHeld } from '../../shared/journal/answers-held.ts';
import { heldOfEntry, isSettled } from '../../shared/journal/journal-entry.ts';
import { ENTRY_ID } from '../../shared/journal/journal-form.ts';
import { journalLines } from '../../shared/journal/journal-lines.ts';
import { nextMoment } from '../../shared/journal/next-moment.ts';
import { html } from '../../shared/pages/frame/html.ts';
import { clientPage, LANGUAGE } from '../../shared/pages/journal/client-page.ts';
import { consentBelow, journalConsent } from '../../shared/pages/journal/journal-consent.ts';
import { type JournalReadDeps, readJournal, SHOWN_DAYS } from '../../shared/reading/journal.ts';
import type { Fact } from '../../shared/records/record.ts';
import { utcSeconds } from '../../shared/records/time/instant.ts';
import type { Held } from '../../shared/records/versions/held.ts';
import type { PublicPage } from '../../shared/site/page-handler.ts';
import { type JournalVisit, journalPage } from '../../shared/visits/journal-visit.ts';
import { formFor, shownForm } from '../../shared/visits/shown-form.ts';

export type JournalDeps = JournalReadDeps & {
  /** A new id, such as a random UUID. */
  newId(): string;
};

/** The journal for whoever holds its link: the form, thanks for it, and consent. Answers go to take-forms. */
export function journalPages(deps: JournalDeps): Readonly<Record<'form' | 'thanks' | 'consent', PublicPage>> {
  const { records, clock, newId } = deps;
  const fresh = () => ({ id: `journal-${newId()}`, held: [] });
  return {
    form: journalPage(deps, async (visit) => {
      const reading = await readJournal(deps, visit.journal);
      const entry = askedEntry(visit);
      const held = entry === undefined ? [] : heldOfEntry(reading.facts, entry);
      const isOver = isSettled(held, clock());
      const again = entry !== undefined && held.length > 0 && !isOver ? { id: entry, held } : undefined;
      const form = formFor(visit, reading, again ?? fresh(), clock());
      return shownForm(deps, visit, form, reading.clocks.isKnown, {
        ...(again && { typed: answersHeld(form, held) }),
        ...(isOver && { notice: visit.speech.say('error.hour-over') }),
      });
    }),

    thanks: journalPage(deps, async (visit) => {
      const { journal, path, speech } = visit;
      const { say, language } = speech;
      const [{ facts, goals, clocks }, consent] = await Promise.all([
        readJournal(deps, journal),
        records.consent(journal.owner),
      ]);
      const entry = askedEntry(visit);
      // Thanks are for what is kept: whoever comes without an entry, or with one that nobody has sent, is asked.
      if (entry === undefined || heldOfEntry(facts, entry).length === 0) {
        return seeOther(`${path}?${new URLSearchParams({ [LANGUAGE]: language })}`);
      }
      const query = { entry, [LANGUAGE]: language };
      // It draws a chart, which the form before it has no use for.
      const { journalThanks } = await import('../../shared/pages/journal/journal-thanks.ts');
      const main = journalThanks({
        speech,
        lines: journalLines(facts, goals),
        days: SHOWN_DAYS,
        isZoneKnown: clocks.isKnown,
        next: nextMoment(clock(), clocks.offset, lastSessionEnd(facts)),
        again: `${path}?${new URLSearchParams(query)}`,
        consent: consentBelow({ speech, path: `${path}/consent`, consent }),
      });
      const page = clientPage({
        title: say('thanks.title'),
        speech,
        query: { entry },
        main,
      });
      return pageAnswer(200, page);
    }),

    consent: journalPage(deps, async ({ journal, path, speech, query }) => {
      const { say, language } = speech;
      const consent = await records.consent(journal.owner);
      const isKept = query['kept'] !== undefined;
      const back = `${path}?${new URLSearchParams({ [LANGUAGE]: language })}`;
      const main = html`${isKept && html`<div class="notice good" role="status"><p>${say('consent.kept')}</p></div>`}
${journalConsent({ speech, path: `${path}/consent`, consent })}
<p><a href="${back}">${say('consent.back')}</a></p>`;
      return pageAnswer(200, clientPage({ title: say('consent.heading'), speech, main }));
    }),
  };
}

/** The entry that is to be answered again, of those that our forms have made. */
function askedEntry({ query }: JournalVisit): string | undefined {
  const { entry } = query;
  if (entry !== undefined && !ENTRY_ID.test(entry)) throw new NotFoundError('no such entry');
  return entry;
}

function lastSessionEnd(facts: readonly Held<Fact>[]): Date | undefined {
  const ends = facts.filter((fact) => fact.type === 'session').map(({ endedAt }) => utcSeconds(endedAt));
  return ends.length === 0 ? undefined : new Date(Math.max(...ends) * 1000);
}
