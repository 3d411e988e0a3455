import { counted } from '../../reports/words/listed.ts';
import { type Html, html } from '../html.ts';

/** What is said while a file is read; the page comes again by itself. */
export function waitingPage({ doing, rows, path }: { doing: string; rows: number; path: string }): Html {
  return html`<p class="lead" role="status">${doing}${rows > 0 && html` ${counted(rows, 'row')} so far.`}</p>
<p>This page looks again every few seconds. You can leave it, and come back to this address. <a href="${path}">Look now</a></p>`;
}
