import { monthWords } from '../../outcomes/date-words.ts';
import { headline } from '../../reports/headline.ts';
import {
  clinicOf,
  type MonthlyReport,
  monthSentences,
  monthsWithData,
  readingNotes,
} from '../../reports/monthly-report.ts';
import { outcomeReport } from '../../reports/outcome-report.ts';
import { html } from '../frame/html.ts';
import { page } from '../frame/page.ts';
import { reportPart } from '../parts/report-part.ts';

/** The monthly report as one file that asks for nothing: it can be mailed, printed and kept. */
export function monthlyReportPage(report: MonthlyReport): string {
  const { month, statistics } = report;
  const parts = outcomeReport(statistics);
  const nothing = html`<p class="notice">There was no session in these months: there is nothing to say.</p>`;
  return page({
    title: `Outcomes at ${clinicOf(report)}, ${monthsWithData(report)}`,
    selfContained: true,
    main:
      parts.length === 0
        ? nothing
        : html`<p class="headline">${headline(statistics.claims)}</p>
<section aria-labelledby="month"><h2 id="month">What is different in ${monthWords(month)}</h2>
${monthSentences(report).map((sentence) => html`<p>${sentence}</p>\n`)}</section>
${parts.map(reportPart)}
<section aria-labelledby="reading"><h2 id="reading">How to read the tables</h2>
<ul class="notes">${readingNotes(report).map((note) => html`<li>${note}</li>`)}</ul></section>`,
  });
}
