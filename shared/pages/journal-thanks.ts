import type { JournalLine } from '../journal/journal-lines.ts';
import { journalChart } from '../reports/charts/journal-chart.ts';
import { NOTHING } from '../reports/words/number-text.ts';
import { chartFigure } from './chart-figure.ts';
import { type DataTable, dataTable } from './data-table.ts';
import { goalName } from './goal-words.ts';
import { type Html, html } from './html.ts';
import { whenCell } from './when-cell.ts';

export type JournalThanks = {
  /** The client's own, in order of time. */
  lines: readonly JournalLine[];
  /** How many days they go back. */
  days: number;
  /** Where the entry that was just sent can be answered again. */
  again?: string;
};

/** Thanks a client and shows the own line: a chart where there is a line to draw, and the numbers. */
export function journalThanks({ lines, days, again }: JournalThanks): Html {
  const table = entriesTable(lines, days);
  const sentence = [painSentence(lines), lastTask(lines)].filter((text) => text !== undefined).join(' ');
  const scored = lines.filter(({ pain, soreness }) => pain !== undefined || soreness !== undefined);
  return html`<p class="lead">It is kept. ${lines.length === 1 ? 'It is your first entry' : `You have ${lines.length} entries`} in the last ${days} days.</p>
${
  scored.length > 1
    ? chartFigure({ chart: journalChart(scored), sentence, table })
    : html`<p>${sentence}</p>${lines.length > 0 && dataTable(table)}`
}
${again !== undefined && html`<p>Tapped the wrong number? <a href="${again}">Answer again</a>; it replaces this entry.</p>`}
<p class="muted">You can close this page. The same link opens your next entry.</p>`;
}

function painSentence(lines: readonly JournalLine[]): string {
  const reported = lines.filter(({ pain }) => pain !== undefined);
  const [first, last] = [reported[0], reported.at(-1)];
  if (!first || !last) return 'No pain has been reported yet.';
  if (first === last) return `Your pain: ${last.pain} of 10.`;
  return `Your pain: ${last.pain} of 10, after ${first.pain} on ${first.at.slice(0, 10)}.`;
}

function lastTask(lines: readonly JournalLine[]): string | undefined {
  const task = lines.findLast((line) => line.task)?.task;
  return task && `${goalName({ measure: task.measure })}: ${task.able ? 'yes' : 'not yet'}.`;
}

function entriesTable(lines: readonly JournalLine[], days: number): DataTable {
  return {
    caption: `Your entries of the last ${days} days, latest first`,
    columns: [
      { heading: 'When' },
      { heading: 'Pain', numeric: true },
      { heading: 'Soreness', numeric: true },
      { heading: 'Able to' },
    ],
    rows: lines
      .toReversed()
      .map(({ at, pain, soreness, task }) => [
        whenCell(at),
        pain ?? NOTHING,
        soreness ?? NOTHING,
        task ? `${goalName({ measure: task.measure })}: ${task.able ? 'yes' : 'no'}` : NOTHING,
      ]),
  };
}
