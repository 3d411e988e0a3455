import { monthWords } from '../../outcomes/date-words.ts';
import { type Html, html } from '../frame/html.ts';
import { dataTable } from '../parts/data-table.ts';

/** Therapists by their ids, and what each is called today. */
type Called = ReadonlyMap<string, string>;

/**
 * A clinic's monthly reports, and whom their ids of therapists stand for: a file holds no name, as it stays when a member
 * goes.
 *
 * @param months such as `2026-08`, in the order in which they are listed
 */
export function monthlyReportList(months: readonly string[], called: Called): Html {
  if (months.length === 0) {
    return html`<p class="lead">There is no report yet.</p>
<p>A month's report is written on the 9th of the next: a week of follow-up after its last session, and a day for what comes late.</p>`;
  }
  return html`<p class="lead">What was different in each month, and the thirteen months up to it. A report stays as it was written.</p>
${dataTable({
  caption: 'Monthly reports, the latest first',
  columns: [{ heading: 'Month' }, { heading: 'To read' }, { heading: 'To print and keep' }],
  rows: months.map((month) => [
    monthWords(month),
    html`<a href="/reports/${month}/html">Page<span class="unseen"> of ${monthWords(month)}</span></a>`,
    html`<a href="/reports/${month}/pdf">PDF<span class="unseen"> of ${monthWords(month)}</span></a>`,
  ]),
})}
${whoIsWho(called)}`;
}

function whoIsWho(called: Called): Html | false {
  const named = [...called].filter(([therapistId, name]) => name !== therapistId);
  if (named.length === 0) return false;
  return html`<h2>Who is who</h2>
<p>A report may be printed, mailed and kept, so it tells therapists by their ids. Today they are:</p>
<ul>${named.map(([, name]) => html`<li>${name}</li>`)}</ul>`;
}
