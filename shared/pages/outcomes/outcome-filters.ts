import type { OutcomeStatistics } from '../../claims/contract.ts';
import { shortMonthRange } from '../../outcomes/date-words.ts';
import { COMPLAINTS } from '../../records/catalogue.ts';
import { capitalised, inWords } from '../../reports/words/words.ts';
import { type Html, html } from '../frame/html.ts';
import { spaced } from '../parts/goal-words.ts';
import type { OutcomeQuery } from './outcome-link.ts';

/** What the page is of, in a line that opens to the form by which it is changed. */
export function outcomeFilters(
  statistics: OutcomeStatistics,
  query: OutcomeQuery,
  regions: readonly string[],
): Html {
  return html`<details class="scope"><summary><span>${scopeText(statistics, query)}</span> <span class="change">Change</span></summary>
<form method="get" action="/owner" class="filters" aria-label="What to show">
${kept('as-of', query['as-of'])}${kept('part', query.part)}${kept('technique', query.technique)}
${monthField('from', 'From', statistics.from)}
${monthField('to', 'To', statistics.to)}
${choice('complaint', 'Complaint', COMPLAINTS, query.complaint)}
${choice('region', 'Body region', regions, query.region)}
<p><button>Show</button></p>
</form></details>`;
}

/** `Jan to Sep 2026 · neck pain · body region neck` */
function scopeText({ from, to }: OutcomeStatistics, { complaint, region }: OutcomeQuery): string {
  return [
    from === null || to === null ? 'No month yet' : shortMonthRange(from, to),
    complaint === undefined ? 'all complaints' : inWords(complaint),
    ...(region === undefined ? [] : [`body region ${spaced(region)}`]),
  ].join(' · ');
}

function kept(name: string, value: string | undefined): Html | false {
  return value !== undefined && html`<input type="hidden" name="${name}" value="${value}">`;
}

/** Browsers without a month picker show a text field, to which the pattern then applies. */
function monthField(name: string, label: string, value: string | null): Html {
  return html`<p class="field"><label for="${name}">${label}</label><input type="month" id="${name}" name="${name}" value="${value ?? ''}" pattern="\\d{4}-(0[1-9]|1[0-2])" placeholder="2026-01"></p>`;
}

function choice(name: string, label: string, codes: readonly string[], chosen: string | undefined): Html {
  // What was asked for stays chosen, though it may not occur in these months.
  const offered = chosen === undefined || codes.includes(chosen) ? codes : [...codes, chosen];
  const options = offered.map(
    (code) =>
      html`<option value="${code}"${code === chosen && html` selected`}>${capitalised(spaced(code))}</option>`,
  );
  return html`<p class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">All</option>${options}</select></p>`;
}
