import type { Lead } from '../reports/lead.ts';
import { type Html, html } from './html.ts';

/** What the data support and what they do not: the sentence that everybody reads, and what it rests on. */
export function reportLeadSection({ sentence, supported, unsupported }: Lead): Html {
  return html`<div class="notice">
<p class="lead"><strong>${sentence}</strong></p>
${list('What the data support', supported)}
${list('What they do not say', unsupported)}
</div>`;
}

function list(title: string, lines: readonly string[]): Html | false {
  return lines.length > 0 && html`<h2>${title}</h2><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}
