import { differenceSection, differenceSentence } from '../reports/difference-section.ts';
import type { MonthlyReport } from '../reports/monthly-report.ts';
import { html } from './html.ts';
import { reportBody } from './outcome-page.ts';
import { page } from './page.ts';
import { reportPart } from './report-part.ts';

/** The monthly report as one file that asks for nothing: it can be mailed, printed and kept. */
export function monthlyReportPage({ month, statistics, differences }: MonthlyReport): string {
  const { clinicId, from, to } = statistics;
  const changes = {
    id: 'differences',
    title: `What is different in ${month}`,
    sentence: differenceSentence(differences, month),
    charts: [],
    tables: [differenceSection(differences, month)],
  };
  return page({
    title: `Outcomes at ${clinicId}, ${month}`,
    selfContained: true,
    main: html`${reportPart(changes)}
<h2>${from ?? month} to ${to ?? month}</h2>
${reportBody(statistics)}`,
  });
}
