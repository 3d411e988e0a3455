/** A piece of markup that is safe to send: made by `html`, or vouched for by `trustedMarkup`. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
  toString(): string {
    return this.markup;
  }
}

/** What may stand in a template: text and numbers are escaped, pieces and lists of them go in as they are. */
export type HtmlValue = string | number | Html | null | undefined | false | readonly HtmlValue[];

/**
 * A piece of HTML from a template. Every value is escaped for text and for quoted attributes alike, so
 * attributes must be quoted; nothing that was not made here or trusted by name gets in as markup.
 *
 * @example html`<p title="${title}">${text}</p>`
 */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return new Html(String.raw({ raw: strings }, ...values.map(markupOf)));
}

/** Markup from elsewhere, such as a chart's SVG. Never for text that a person or a record holds. */
export function trustedMarkup(markup: string): Html {
  return new Html(markup);
}

/** Text with the five characters replaced that mean something in HTML. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function markupOf(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map(markupOf).join('');
  return escapeText(String(value));
}
