import { BadRequestError, StorageUnavailableError } from '../errors.ts';
import type { Speech } from '../words/language.ts';
import { clientPage } from './client-page.ts';
import { html } from './html.ts';

/**
 * An error that a client can do something about as a page, and the status of HTTP that goes with it; undefined for all
 * others.
 */
export function journalFailed(
  error: unknown,
  speech: Speech,
): { statusCode: number; page: string } | undefined {
  const { say } = speech;
  const told = (statusCode: number, title: string, text: string) => ({
    statusCode,
    page: clientPage({ title, speech, main: html`<p>${text}</p>` }),
  });
  if (error instanceof BadRequestError) {
    return told(400, say('failed.form-title'), say('error.unreadable'));
  }
  if (error instanceof StorageUnavailableError)
    return told(503, say('failed.busy-title'), say('failed.busy'));
  return undefined;
}
