import type { JournalLine } from '../../journal/journal-lines.ts';
import type { NextMoment } from '../../journal/next-moment.ts';
import { journalChart } from '../../reports/charts/journal-chart.ts';
import { NOTHING } from '../../reports/words/number-text.ts';
import { capitalised } from '../../reports/words/words.ts';
import type { Speech } from '../../words/language.ts';
import { whatSaid } from '../../words/words.ts';
import { type Html, html } from '../frame/html.ts';
import { chartFigure } from '../parts/chart-figure.ts';
import { type DataTable, dataTable } from '../parts/data-table.ts';

export type JournalThanks = {
  speech: Speech;
  /** The client's own, in order of time, by the client's clocks. */
  lines: readonly JournalLine[];
  /** How many days they go back. */
  days: number;
  isZoneKnown: boolean;
  next: NextMoment;
  /** Where the entry that was just sent can be answered again. */
  again: string;
  /** The client's consent as it stands, or the question for it. */
  consent: Html;
};

/** Thanks a client and shows the own line: a chart where there is a line to draw, and the numbers. */
export function journalThanks({
  speech,
  lines,
  days,
  isZoneKnown,
  next,
  again,
  consent,
}: JournalThanks): Html {
  const { say } = speech;
  const table = entriesTable(speech, lines, days);
  const sentence = [painSentence(speech, lines), taskSentence(speech, lines)].filter(Boolean).join(' ');
  const scored = lines.filter(({ pain, soreness }) => pain !== undefined || soreness !== undefined);
  const count = lines.length;
  return html`<p class="lead">${count === 1 ? say('thanks.kept.one', { days }) : say('thanks.kept', { count, days })}</p>
<p>${say('thanks.next', { moment: say(`thanks.${next}`) })}</p>
<p>${say('thanks.wrong')} <a href="${again}">${say('thanks.again')}</a> ${say('thanks.within-hour')}</p>
${
  scored.length > 1
    ? chartFigure({
        chart: journalChart(scored, {
          ...{ title: say('chart.title'), description: say('chart.text'), pain: say('chart.pain') },
          ...{ soreness: say('chart.soreness'), shortDay: speech.shortDay },
        }),
        sentence,
        table,
        unfold: say('thanks.as-table'),
      })
    : html`<p>${sentence}</p>${lines.length > 0 && dataTable(table)}`
}
${!isZoneKnown && html`<p class="muted">${say('journal.no-zone')}</p>`}
${consent}
<p class="muted">${say('thanks.close')}</p>`;
}

function painSentence({ say, day }: Speech, lines: readonly JournalLine[]): string {
  const reported = lines.filter(({ pain }) => pain !== undefined);
  const [first, last] = [reported[0], reported.at(-1)];
  if (!first || !last) return say('thanks.nobody-yet');
  if (first === last) return say('thanks.pain', { pain: last.pain! });
  return say('thanks.pain-since', { pain: last.pain!, first: first.pain!, day: day(first.at.slice(0, 10)) });
}

/** How the task stands that was answered last. */
function taskSentence({ say }: Speech, lines: readonly JournalLine[]): string | undefined {
  const last = lines
    .flatMap(({ goals = [] }) => goals)
    .findLast(({ measure }) => measure.startsWith('task:'));
  if (!last) return undefined;
  const task = whatOf(say, last.measure);
  return last.value === 1 ? say('thanks.able', { task }) : say('thanks.not-able', { task });
}

function entriesTable(speech: Speech, lines: readonly JournalLine[], days: number): DataTable {
  const { say } = speech;
  return {
    caption: say('thanks.table', { days }),
    columns: [
      { heading: say('thanks.when') },
      { heading: say('thanks.pain-column'), numeric: true },
      { heading: say('thanks.soreness-column'), numeric: true },
      { heading: say('thanks.goal-column') },
    ],
    rows: lines
      .toReversed()
      .map((line) => [
        whenTold(speech, line),
        line.pain ?? NOTHING,
        line.soreness ?? NOTHING,
        line.goals ? line.goals.map((goal) => goalSaid(speech, goal)).join('; ') : NOTHING,
      ]),
  };
}

/** The day and the time by the client's clocks; of what was told later, that it was. */
function whenTold({ say, shortDay }: Speech, { at, window }: JournalLine): Html {
  const when = html`<span class="date">${shortDay(at.slice(0, 10))}</span> <span class="date">${at.slice(11, 16)}</span>`;
  return window === undefined ? when : html`${when} <span class="hint">${say(`thanks.${window}`)}</span>`;
}

function goalSaid({ say }: Speech, { measure, value }: { measure: string; value: number }): string {
  if (measure === 'recovery-hours')
    return `${say('thanks.recovery')}: ${say('thanks.hours', { hours: value })}`;
  if (measure.startsWith('range-of-motion:'))
    return `${whatOf(say, measure)}: ${say('thanks.degrees', { degrees: value })}`;
  const answer = measure.startsWith('task:')
    ? say(value === 1 ? 'journal.yes' : 'journal.no')
    : say('thanks.of-ten', { value });
  return `${whatOf(say, measure)}: ${answer}`;
}

const whatOf = (say: Speech['say'], measure: string) =>
  capitalised(whatSaid(say, measure.slice(measure.indexOf(':') + 1)));
