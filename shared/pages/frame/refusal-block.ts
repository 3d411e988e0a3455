import { type Html, type HtmlValue, html, trustedMarkup } from './html.ts';

/** Opens what is said first of a form that was refused. It takes the focus, so that a screen reader begins there. */
const OPENS = 'role="alert" tabindex="-1" autofocus>';

/** What a form that was refused is headed by, on its page and in its title. */
export const NOT_SAVED = 'Not saved yet';

/** What is wrong with a form, before everything else of its page. */
export function refusalBlock(className: 'errors' | 'notice bad' | 'notice warn', said: HtmlValue): Html {
  return html`<div class="${className}" ${trustedMarkup(OPENS)}${said}</div>`;
}

/** Whether a page shows a form that was refused: its title says so, as it is what is read out first. */
export const isRefusal = (main: Html): boolean => main.markup.includes(OPENS);
