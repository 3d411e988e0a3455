import { counted } from '../../reports/words/listed.ts';
import { type Html, html } from '../frame/html.ts';

export type Waiting = {
  /** How many have been dealt with. */
  rows: number;
  /** Of how many, where that is known: a file that was looked at as a whole has been counted. */
  of?: number | undefined;
  path: string;
  /** Whether the last try failed. */
  hasFailed?: boolean | undefined;
};

/** What is said while a file is read, below what is done with it; the page comes again by itself. */
export function waitingPage({ rows, of, path, hasFailed = false }: Waiting): Html {
  return html`<p class="lead" role="status">${rows > 0 ? howFar(rows, of) : 'No row yet.'}</p>
${of !== undefined && of > 0 && html`<p><progress max="${of}" value="${Math.min(rows, of)}" aria-label="Rows so far"></progress></p>`}
${hasFailed && html`<p class="notice warn">Reading it has failed, by a fault of ours. It is tried again by itself, up to five times; where it fails each time, whoever runs the system is told; nothing of the file was taken in.</p>`}
<p>This page looks again every few seconds. You can leave it, and come back to this address. <a href="${path}">Look now</a></p>`;
}

function howFar(rows: number, of: number | undefined): string {
  if (of === undefined || of < rows) return `${counted(rows, 'row')} so far.`;
  return `${rows.toLocaleString('en')} of ${counted(of, 'row')} so far, ${Math.floor((100 * rows) / of)} %.`;
}
