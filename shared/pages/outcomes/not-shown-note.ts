import { monthsNotShown, type NotShown } from '../../reports/words/months-not-shown.ts';
import { type Html, html } from '../frame/html.ts';
import { type OutcomeQuery, outcomeLink } from './outcome-link.ts';

/** What lies outside the months of the page, each with the way to it. */
export function notShownNote(query: OutcomeQuery, notShown: NotShown): Html | false {
  const lines = monthsNotShown(notShown);
  if (lines.length === 0) return false;
  return html`<ul class="notes" aria-label="Not shown">${lines.map(
    ({ text, months }) =>
      html`<li>${text}${months && html` <a href="${outcomeLink({ ...query, ...months })}">Show</a>`}</li>\n`,
  )}</ul>`;
}
