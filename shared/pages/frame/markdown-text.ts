import { micromark } from 'micromark';
import { type Html, trustedMarkup } from './html.ts';

/**
 * Markdown as a piece of a page. Markup in it is text and dangerous addresses are dropped (micromark's default);
 * headings go down by a level, as a page has one of the first.
 */
export function markdownText(markdown: string): Html {
  const markup = micromark(markdown).replace(
    /<(\/?)h([1-5])>/g,
    (_whole, slash: string, level: string) => `<${slash}h${Number(level) + 1}>`,
  );
  return trustedMarkup(markup);
}
