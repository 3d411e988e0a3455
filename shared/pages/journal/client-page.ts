import { nameOfLanguage, type Speech } from '../../words/language.ts';
import { LANGUAGES } from '../../words/languages.ts';
import { type Html, html } from '../frame/html.ts';
import { page } from '../frame/page.ts';

/** A page that a client reads, who has no sign-in. */
export type ClientPage = {
  title: string;
  speech: Speech;
  /** What else stands in the page's address beside the language. */
  query?: Readonly<Record<string, string>>;
  main: Html;
};

/** The name of the language in addresses and forms. */
export const LANGUAGE = 'language';

/** A whole page for a client, in a language of the catalogue, with a way to the others. */
export function clientPage({ title, speech, query = {}, main }: ClientPage): string {
  const { say, language } = speech;
  const others = LANGUAGES.filter((each) => each !== language).map((each) => {
    const address = `?${new URLSearchParams({ ...query, [LANGUAGE]: each })}`;
    return html`<li><a href="${address}" lang="${each}" hreflang="${each}">${nameOfLanguage(each)}</a></li>`;
  });
  const head = html`<nav class="languages" aria-label="${say('frame.languages')}"><ul>${others}</ul></nav>`;
  const frame = {
    language,
    skip: say('frame.skip'),
    head,
    foot: say('frame.foot'),
    refused: say('error.title'),
  };
  return page({ title, frame, main });
}
