import { type Html, html } from './html.ts';

export type FoldedPart = {
  /** Unique on its page. */
  id: string;
  heading: string | Html;
  /** What it comes to, to be read without opening it. */
  brief?: string | Html | undefined;
};

/** A part of a page that opens by a tap: its heading and what it comes to stand there, the rest is folded away. */
export function foldedPart({ id, heading, brief }: FoldedPart, content: Html): Html {
  return html`<section aria-labelledby="${id}"><details class="fold"><summary><h2 id="${id}">${heading}</h2>${brief !== undefined && html` <span class="detail">${brief}</span>`}</summary>
${content}</details></section>`;
}
