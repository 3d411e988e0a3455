import type { Speech } from '../../words/language.ts';
import { html } from '../frame/html.ts';
import { refusalBlock } from '../frame/refusal-block.ts';
import { clientPage } from './client-page.ts';

/** What somebody has answered to a form of ours before its link ended. */
export type Answered = { pain?: number | undefined; soreness?: number | undefined };

/**
 * Stands for every link that does not open a journal; why it does not, nobody is told.
 *
 * @param answered is said again, so that it can be sent by another link
 */
export function journalClosed(speech: Speech, { pain, soreness }: Answered = {}): string {
  const { say } = speech;
  const answers = [
    pain !== undefined && `${say('chart.pain')} ${pain}`,
    soreness !== undefined && `${say('chart.soreness')} ${soreness}`,
  ].filter(Boolean);
  const notSent = say('closed.not-sent', { answers: answers.join(', ') });
  const main = html`${answers.length > 0 && refusalBlock('notice warn', html`<p>${notSent}</p>`)}
<p>${say('closed.why')}</p>
<p>${say('closed.new')}</p>`;
  return clientPage({ title: say('closed.title'), speech, main });
}
