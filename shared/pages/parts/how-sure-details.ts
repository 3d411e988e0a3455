import type { HowSure } from '../../reports/how-sure/how-sure.ts';
import { type Html, html } from '../frame/html.ts';

/** "How sure is this?", opened in place. */
export function howSureDetails({ title, lines }: HowSure): Html {
  return html`<details class="sure"><summary>${title}</summary><ul class="notes">${lines.map((line) => html`<li>${line}</li>`)}</ul></details>
`;
}
