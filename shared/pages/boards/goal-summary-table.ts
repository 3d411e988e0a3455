import type { GoalCounts, TherapistSummary } from '../../goals/therapist-summary.ts';
import { GOAL_KINDS } from '../../records/scales.ts';
import { counted } from '../../reports/words/listed.ts';
import { percent, percentRange } from '../../reports/words/number-text.ts';
import { type Html, html } from '../frame/html.ts';
import { dataTable } from '../parts/data-table.ts';
import { scalingParagraph } from '../parts/scaling-paragraph.ts';

/** What became of one therapist's goals: counts by kind, and the share attained where there are enough clients. */
export function goalSummaryTable(summary: TherapistSummary): Html {
  if (summary.goals === 0) return html`<p>No goals.</p>`;
  const columns = ['Kind', 'Attained', 'Reached once', 'Missed', 'Never measured', 'Open'];
  return html`${dataTable({
    caption: `${counted(summary.goals, 'goal')} of ${counted(summary.clients, 'client')}`,
    columns: columns.map((heading, index) => ({ heading, numeric: index > 0 })),
    rows: [...GOAL_KINDS.map((kind) => [kind, ...cells(summary.byKind[kind])]), ['All', ...cells(summary)]],
    lines: true,
  })}
<p>${attainmentText(summary)}</p>
${scalingParagraph(summary.attainmentScaling)}`;
}

function cells({ attained, reachedOnce, missed, unmeasured, open }: GoalCounts): number[] {
  return [attained, reachedOnce, missed, unmeasured, open];
}

function attainmentText({ attainment }: TherapistSummary): string {
  const { count, goals, clients, share, ci95 } = attainment;
  const counts = `Attained: ${count} of ${counted(goals, 'measured goal')} past due, of ${counted(clients, 'client')}`;
  if (share === null) return `${counts}. Too few clients for a share: fewer than 10.`;
  return `${counts}: ${percent(share)}, 95 % interval ${percentRange(ci95)} %.`;
}
