import type { OutcomeStatistics } from '../claims/contract.ts';
import { COMPLAINTS } from '../records/catalogue.ts';
import { reportLead } from '../reports/lead.ts';
import { counted } from '../reports/listed.ts';
import { outcomeReport } from '../reports/outcome-report.ts';
import { TECHNIQUE_NOTES } from '../reports/technique-table.ts';
import { labelOf } from '../reports/words.ts';
import type { OutcomeFilter } from '../statistics/outcome-filter.ts';
import { type Html, html } from './html.ts';
import { reportLeadSection } from './report-lead.ts';
import { reportPart } from './report-part.ts';

export type OutcomePage = {
  statistics: OutcomeStatistics;
  filter: OutcomeFilter;
  /** The body regions that can be asked for. */
  regions: readonly string[];
};

/** The owner's page: what is asked for, what the data support, then part by part. */
export function outcomePage({ statistics, filter, regions }: OutcomePage): Html {
  const sessions = statistics.techniques.reduce((sum, group) => sum + group.sessions, 0);
  return html`<p class="lead">${scopeText(statistics, filter)}: ${counted(sessions, 'session')}.</p>
${filterForm(statistics, filter, regions)}
${reportBody(statistics)}`;
}

/** Everything that the numbers alone decide: the same on the page and in the monthly file. */
export function reportBody(statistics: OutcomeStatistics): Html {
  if (statistics.techniques.length === 0) {
    return html`<p class="notice">No session lies in what is asked for: there is nothing to say.</p>`;
  }
  return html`${reportLeadSection(reportLead(statistics))}
${outcomeReport(statistics).map(reportPart)}
<section aria-labelledby="reading"><h2 id="reading">How to read the tables</h2>
<ul class="notes">${TECHNIQUE_NOTES.map((note) => html`<li>${note}</li>`)}</ul></section>`;
}

/** `harbour, 2026-01 to 2026-09, neck pain, region neck`. */
function scopeText({ clinicId, from, to }: OutcomeStatistics, { complaint, region }: OutcomeFilter): string {
  const months = from === null ? 'no month yet' : from === to ? from : `${from} to ${to}`;
  return [
    clinicId,
    months,
    ...(complaint === undefined ? [] : [labelOf(complaint).toLowerCase()]),
    ...(region === undefined ? [] : [`body region ${region}`]),
  ].join(', ');
}

function filterForm(
  { from, to }: OutcomeStatistics,
  filter: OutcomeFilter,
  regions: readonly string[],
): Html {
  return html`<form method="get" class="filters" aria-label="What to show">
${monthField('from', 'From', from)}
${monthField('to', 'To', to)}
${choice('complaint', 'Complaint', COMPLAINTS, filter.complaint)}
${choice('region', 'Body region', regions, filter.region)}
<p><button>Show</button></p>
</form>`;
}

/** Browsers without a month picker show a text field, to which the pattern then applies. */
function monthField(name: string, label: string, value: string | null): Html {
  return html`<p class="field"><label for="${name}">${label}</label><input type="month" id="${name}" name="${name}" value="${value ?? ''}" pattern="\\d{4}-(0[1-9]|1[0-2])" placeholder="2026-01"></p>`;
}

function choice(name: string, label: string, codes: readonly string[], chosen: string | undefined): Html {
  // What was asked for stays chosen, though it may not occur in these months.
  const offered = chosen === undefined || codes.includes(chosen) ? codes : [...codes, chosen];
  const options = offered.map(
    (code) => html`<option value="${code}"${code === chosen && html` selected`}>${labelOf(code)}</option>`,
  );
  return html`<p class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">All</option>${options}</select></p>`;
}
