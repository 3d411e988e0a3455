import type { JournalLine } from '../../journal/journal-lines.ts';
import type { PainScore } from '../../records/pain-score.ts';
import type { Session } from '../../records/session.ts';
import { utcSeconds } from '../../records/time/instant.ts';
import type { Held } from '../../records/versions/held.ts';
import { journalChart } from '../../reports/charts/journal-chart.ts';
import { speechIn } from '../../words/language.ts';
import { type Html, html, trustedMarkup } from '../frame/html.ts';
import { svgText } from '../parts/svg-text.ts';

/** The line of pain through all that was told of the moment itself: before visits and in the journal. */
export function painOverTime(
  sessions: readonly Held<Session>[],
  scores: readonly Held<PainScore>[],
): Html | false {
  const points: JournalLine[] = [
    ...sessions.flatMap(({ startedAt: at, painBefore: pain }) => (pain === undefined ? [] : [{ at, pain }])),
    ...scores
      .filter(({ window }) => window === 'now')
      .map(({ at, pain, soreness }) => ({
        at,
        ...(pain !== undefined && { pain }),
        ...(soreness !== undefined && { soreness }),
      })),
  ].sort((a, b) => utcSeconds(a.at) - utcSeconds(b.at));
  if (points.length < 2) return false;
  const { drawing } = journalChart(points, {
    title: 'Pain and soreness over time',
    description: 'From 0 to 10 by day. Each score stands in the tables of visits and of journal entries.',
    ...{ pain: 'pain', soreness: 'soreness', shortDay: speechIn('en').shortDay },
  });
  return html`<figure class="chart"><figcaption>Pain as told before visits and in the journal, and soreness, from 0 to 10.</figcaption>
<div class="drawing">${trustedMarkup(svgText(drawing))}</div></figure>`;
}
