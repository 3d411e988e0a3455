import { formFields } from '../http/form-fields.ts';
import { pageAnswer } from '../http/page-answer.ts';
import type { HttpResponse } from '../http/respond.ts';
import { openJournalFormOfAnyAge } from '../journal/journal-form.ts';
import { LANGUAGE } from '../pages/journal/client-page.ts';
import { type Answered, journalClosed } from '../pages/journal/journal-closed.ts';
import { journalFailed } from '../pages/journal/journal-failed.ts';
import { SEALED_FORM } from '../pages/journal/journal-form.ts';
import { type JournalReadDeps, type OpenJournal, openJournal } from '../reading/journal.ts';
import type { PageEvent, PublicPage } from '../site/page-handler.ts';
import { languageFor, type Speech, speechIn } from '../words/language.ts';

/** A client at his journal: what his link has opened, where, and how he is spoken to. */
export type JournalVisit = {
  journal: OpenJournal;
  /** The link's own path, `/j/7K3M-…`; below it are thanks and consent. */
  path: string;
  speech: Speech;
  query: Readonly<Record<string, string | undefined>>;
  /** Of a posted form. */
  fields: Readonly<Record<string, string>>;
};

/**
 * A page behind a link to a journal. What opens none is answered alike, whatever the reason, before anything else of the
 * request is looked at.
 */
export function journalPage(
  deps: JournalReadDeps,
  answer: (visit: JournalVisit) => Promise<HttpResponse>,
): PublicPage {
  return async (event) => {
    const token = event.pathParameters?.['token'] ?? '';
    const journal = await openJournal(deps, token);
    const query = event.queryStringParameters ?? {};
    const speaking = (asked: string | undefined) =>
      speechIn(languageFor(asked, event.headers['accept-language'], journal?.clinic.language));
    let speech = speaking(query[LANGUAGE]);
    if (!journal) return pageAnswer(404, journalClosed(speech, await answeredIn(deps, event)));
    try {
      const fields = event.requestContext.http.method === 'POST' ? formFields(event) : {};
      speech = speaking(fields[LANGUAGE] ?? query[LANGUAGE]);
      return await answer({ journal, path: pathOf(event, token), speech, query, fields });
    } catch (error) {
      const told = journalFailed(error, speech, pathOf(event, token));
      if (!told) throw error;
      return pageAnswer(told.statusCode, told.page);
    }
  };
}

/** What was answered to a form of ours whose link has ended since: it is said to whoever has answered it. */
async function answeredIn({ sealing }: JournalReadDeps, event: PageEvent): Promise<Answered> {
  if (event.requestContext.http.method !== 'POST') return {};
  const fields = fieldsOf(event);
  const isOurs = (await openJournalFormOfAnyAge(sealing, fields[SEALED_FORM] ?? '')) !== undefined;
  return isOurs ? { pain: scoreOf(fields['pain']), soreness: scoreOf(fields['soreness']) } : {};
}

const scoreOf = (text = '') => (/^(\d|10)$/.test(text) ? Number(text) : undefined);

function fieldsOf(event: PageEvent): Readonly<Record<string, string>> {
  try {
    return formFields(event);
  } catch {
    return {}; // no form at all: nobody has answered anything
  }
}

function pathOf({ routeKey }: PageEvent, token: string): string {
  return `/${routeKey.includes(' /j/') ? 'j' : 'journal'}/${encodeURIComponent(token)}`;
}
