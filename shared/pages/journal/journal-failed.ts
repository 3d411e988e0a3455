import { BadRequestError, StorageUnavailableError } from '../../errors.ts';
import type { Speech } from '../../words/language.ts';
import { html } from '../frame/html.ts';
import { clientPage, LANGUAGE } from './client-page.ts';

/**
 * An error that a client can do something about as a page, and the status of HTTP that goes with it; undefined for all
 * others.
 *
 * @param path of the journal, to go back to
 */
export function journalFailed(
  error: unknown,
  speech: Speech,
  path: string,
): { statusCode: number; page: string } | undefined {
  const { say } = speech;
  const back = html`<p><a class="button" href="${path}?${new URLSearchParams({ [LANGUAGE]: speech.language }).toString()}">${say('consent.back')}</a></p>`;
  const told = (statusCode: number, title: string, text: string) => ({
    statusCode,
    page: clientPage({
      title,
      speech,
      main: html`<p>${text}</p>
${back}`,
    }),
  });
  if (error instanceof BadRequestError) {
    return told(400, say('failed.form-title'), say('failed.form'));
  }
  if (error instanceof StorageUnavailableError)
    return told(503, say('failed.busy-title'), say('failed.busy'));
  return undefined;
}
