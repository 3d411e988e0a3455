import type { CourseScore } from '../../outcomes/course-scores.ts';
import type { CourseStanding } from '../../outcomes/course-standing.ts';
import { INSTRUMENTS } from '../../records/scales.ts';
import { goalValue } from '../../reports/goals/goal-value.ts';
import { labelOf } from '../../reports/words/words.ts';
import { type Html, html } from '../frame/html.ts';
import { dateCell } from '../frame/when-cell.ts';
import { dataTable } from '../parts/data-table.ts';

/** What courses came to on the scales of instruments, each by its own smallest change that matters. */
export function courseScoresTable(
  courses: readonly (CourseStanding & { scores: readonly CourseScore[] })[],
): Html | false {
  const rows = courses.flatMap(({ complaint, startedAt, scores }) =>
    scores.map(({ measure, first, latest, latestAt, change, mcid, isResponder }) => {
      const { name, unit } = INSTRUMENTS[measure];
      const told = change === 0 ? 'the same' : change > 0 ? 'better' : 'worse';
      return [
        html`${labelOf(complaint)}, from ${dateCell(startedAt.slice(0, 10))}`,
        name,
        goalValue(first, unit),
        html`${goalValue(latest, unit)}, ${dateCell(latestAt.slice(0, 10))}`,
        change === 0 ? told : `${goalValue(Math.abs(change), unit)} ${told}`,
        `${isResponder ? 'yes' : 'no'}, from ${goalValue(mcid, unit)} on`,
      ];
    }),
  );
  if (rows.length === 0) return false;
  return dataTable({
    caption: 'Courses of care on other scales: the score before the first session and the latest since',
    columns: ['Course', 'Scale', 'First', 'Latest', 'Change', 'Improved by what matters'].map((heading) => ({
      heading,
    })),
    rows,
    lines: true,
  });
}
