import type { Speech } from '../words/language.ts';
import { clientPage } from './client-page.ts';
import { html } from './html.ts';

/** Stands for every link that does not open a journal; why it does not, nobody is told. */
export function journalClosed(speech: Speech): string {
  const { say } = speech;
  const main = html`<p>${say('closed.why')}</p>
<p>${say('closed.new')}</p>`;
  return clientPage({ title: say('closed.title'), speech, main });
}
