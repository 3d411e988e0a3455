import { html } from './html.ts';
import { page, type Viewer } from './page.ts';

export type Message = {
  title: string;
  /** Sentences, each a paragraph. */
  text: readonly string[];
  /** Where to go from here. */
  link?: { path: string; label: string };
  viewer?: Viewer;
  /** As a page's. */
  outsider?: string;
  signedOut?: boolean;
};

/** A page that says one thing: an error, a farewell. */
export function messagePage({ title, text, link, viewer, outsider, signedOut = false }: Message): string {
  const main = html`${text.map((sentence) => html`<p>${sentence}</p>\n`)}${
    link && html`<p><a class="button" href="${link.path}">${link.label}</a></p>`
  }`;
  return page({ title, main, signedOut, ...(viewer && { viewer }), ...(outsider && { outsider }) });
}
