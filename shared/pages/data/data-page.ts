import { hidden } from '../forms/field-parts.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';

/** An export in a list: when it was asked for, by the clinic's clock, and whether it is whole. */
export type ListedExport = { path: string; when: string; isDone: boolean };

const link = (path: string, label: string, what: string) =>
  html`<li><a href="${path}">${label}</a><span class="detail"> ${what}</span></li>`;

/** All that an owner does with the data of a clinic: what comes in, what is looked at, and what goes out. */
export function dataPage(exports: readonly ListedExport[], formToken: string): Html {
  return html`<section aria-labelledby="in"><h2 id="in">In</h2><ul>
${link('/imports/new', 'Bring a file', 'You see what it would do first.')}
${link('/imports', 'Files that were sent', 'What became of their rows, and refused rows to mend.')}
</ul></section>
<section aria-labelledby="right"><h2 id="right">Is it right?</h2><ul>
${link('/checks', 'Checks', 'Facts that cannot be, and what would mend them.')}
${link('/journal-links', 'Links to journals', 'Those that are open.')}
</ul></section>
<section aria-labelledby="out"><h2 id="out">Out</h2><ul>
${link('/reports', 'Monthly reports', '')}
${link('/releases', 'Releases', 'What partners see.')}
${link('/erasures', 'Erase a client', 'And the receipts of those that were.')}
</ul></section>
<section aria-labelledby="export"><h2 id="export">Take everything with you</h2>
<p>All records of the clinic as files, which any clinic of this system takes in again, and a spreadsheet opens. Names are not in them, nor your practice’s client ids: those are not kept here.</p>
<form method="post" action="/data/exports">${hidden(FORM_TOKEN, formToken)}<p><button>Make an export</button></p></form>
${exports.length > 0 && html`<p>Exports of the last day:</p><ul>${exports.map(({ path, when, isDone }) => html`<li><a href="${path}">Asked for on ${when}</a>${!isDone && ' (being written)'}</li>`)}</ul>`}
</section>`;
}
